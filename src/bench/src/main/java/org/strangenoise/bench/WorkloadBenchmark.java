package org.strangenoise.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.PreparedSimulation;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Times a method on the workload inside this JVM: one run to measure its memory, some to warm up, then medians of whole
 * runs.
 */
public final class WorkloadBenchmark {

    private static final double MEGABYTE = 1e6;

    private WorkloadBenchmark() {}

    /**
     * How often.
     *
     * @param runs that count
     * @param warmUpSeconds of runs that do not
     */
    public record Repetition(int runs, double warmUpSeconds) {}

    /**
     * What a benchmark found; times in milliseconds a step (a whole map for a map, a trajectory for trajectories), the
     * initial state and the observables included; the circuit was compiled before.
     *
     * @param vector true if the Vector API kernels ran
     * @param millis the repeats' times, ascending
     * @param purity at the end
     * @param entropy mean over the qubits, bits
     * @param z0 z of qubit 0
     * @param standardErrors of purity, entropy and z0, from a method that samples
     * @param peakMegabytes largest use of the heap during a run
     */
    public record Timing(
            String method,
            int qubits,
            int steps,
            int threads,
            boolean vector,
            double[] millis,
            double purity,
            double entropy,
            double z0,
            Optional<double[]> standardErrors,
            double peakMegabytes) {

        public double median() {
            return millis[millis.length / 2];
        }

        public double min() {
            return millis[0];
        }

        public double max() {
            return millis[millis.length - 1];
        }
    }

    /**
     * Times single runs.
     *
     * @throws org.strangenoise.simulate.UnsupportedSimulationException if the method refuses the workload
     */
    public static Timing time(
            SimulationMethod method, TimedCircuit workload, SimulationOptions options, Repetition repetition) {
        SimulationTask task = workload.task().withOptions(options);
        InitialState initial = workload.initial();
        Simulator simulator = SimulatorChoice.of(method, task, initial).simulator();
        PreparedSimulation prepared = simulator.prepare(task);
        double units = method == SimulationMethod.TRAJECTORIES ? options.trajectories() : workload.steps();
        return timing(simulator, workload, options, repetition, units, () -> prepared.run(initial));
    }

    /** Times maps of 1891 initial states, recorded at every step; the values are those of the last state. */
    public static Timing timeMap(
            SimulationMethod method, Workload workload, SimulationOptions options, Repetition repetition) {
        SimulationTask task = workload.mapTask().withOptions(options);
        List<InitialState> initials = workload.map();
        Simulator simulator = SimulatorChoice.of(method, task, initials.get(0)).simulator();
        PreparedSimulation prepared = simulator.prepare(task);
        return timing(simulator, workload, options, repetition, 1, () -> {
            List<SimulationResult> results = prepared.runAll(initials);
            return results.get(results.size() - 1);
        });
    }

    /** What is timed. */
    @FunctionalInterface
    private interface Run {
        SimulationResult once();
    }

    private static Timing timing(
            Simulator simulator,
            TimedCircuit workload,
            SimulationOptions options,
            Repetition repetition,
            double units,
            Run run) {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        SimulationResult result = run.once();
        double peak = peakMegabytes();
        double[] millis = millis(repetition, units, run);
        double[] values = last(result.values());
        return new Timing(
                simulator.method(),
                workload.qubits(),
                workload.steps(),
                options.threads(),
                DensityMatrixSimulator.usesVectorApi(),
                millis,
                values[0],
                values[1],
                values[2],
                result.standardErrors().map(WorkloadBenchmark::last),
                peak);
    }

    private static double[] millis(Repetition repetition, double units, Run run) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < repetition.warmUpSeconds() * 1e9) {
            run.once();
        }
        double[] millis = new double[repetition.runs()];
        for (int k = 0; k < repetition.runs(); k++) {
            long from = System.nanoTime();
            run.once();
            millis[k] = (System.nanoTime() - from) / 1e6 / units;
        }
        Arrays.sort(millis);
        return millis;
    }

    /** Purity, entropy and z of the first qubit (of the mean over qubits, where that is recorded) at the last point. */
    private static double[] last(Map<Observable, double[][]> series) {
        double[] values = new double[3];
        series.forEach((observable, points) -> {
            double[] point = points[points.length - 1];
            if (observable instanceof Observable.Purity) {
                values[0] = point[0];
            } else if (observable instanceof Observable.MeanEntropy) {
                values[1] = point[0];
            } else {
                values[2] = point[2];
            }
        });
        return values;
    }

    private static double peakMegabytes() {
        return heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEGABYTE;
    }

    private static Stream<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
