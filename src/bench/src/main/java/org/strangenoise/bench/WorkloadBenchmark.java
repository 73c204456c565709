package org.strangenoise.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Times a method on the workload inside this JVM: some runs to warm up, then medians of whole runs. */
public final class WorkloadBenchmark {

    /** Runs go on until this many seconds have warmed the JVM up, at least twice. */
    private static final double WARM_UP_SECONDS = 1;

    private static final double MEGABYTE = 1e6;

    private WorkloadBenchmark() {}

    /**
     * What a benchmark found; times in milliseconds a step (a whole map for a map, a trajectory for trajectories),
     * compiling the circuit and the observables at the end included.
     *
     * @param vector true if the Vector API kernels ran
     * @param millis the repeats' times, ascending
     * @param purity at the end
     * @param entropy mean over the qubits, bits
     * @param z0 z of qubit 0
     * @param standardErrors of purity, entropy and z0, from a method that samples
     * @param peakMegabytes largest use of the heap so far
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
    public static Timing time(SimulationMethod method, Workload workload, SimulationOptions options, int repeats) {
        SimulationTask task = workload.task().withOptions(options);
        InitialState initial = workload.initial();
        Simulator simulator = SimulatorChoice.of(method, task, initial).simulator();
        List<SimulationResult> last = new ArrayList<>();
        double units = method == SimulationMethod.TRAJECTORIES ? options.trajectories() : workload.steps();
        double[] millis = millis(repeats, units, () -> {
            last.clear();
            last.add(simulator.run(task, initial));
        });
        return timing(simulator, workload, options, millis, last.get(0));
    }

    /** Times maps of 1891 initial states, recorded at every step; the values are those of the last state. */
    public static Timing timeMap(SimulationMethod method, Workload workload, SimulationOptions options, int repeats) {
        SimulationTask task = workload.mapTask().withOptions(options);
        List<InitialState> initials = workload.map();
        Simulator simulator = SimulatorChoice.of(method, task, initials.get(0)).simulator();
        List<SimulationResult> last = new ArrayList<>();
        double[] millis = millis(repeats, 1, () -> {
            last.clear();
            last.addAll(simulator.runAll(task, initials));
        });
        return timing(simulator, workload, options, millis, last.get(last.size() - 1));
    }

    private static double[] millis(int repeats, double units, Runnable run) {
        long start = System.nanoTime();
        int warm = 0;
        while (warm < 2 || System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
            run.run();
            warm++;
        }
        double[] millis = new double[repeats];
        for (int k = 0; k < repeats; k++) {
            long from = System.nanoTime();
            run.run();
            millis[k] = (System.nanoTime() - from) / 1e6 / units;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static Timing timing(
            Simulator simulator,
            Workload workload,
            SimulationOptions options,
            double[] millis,
            SimulationResult result) {
        double[] values = last(result.values());
        return new Timing(
                simulator.method(),
                workload.qubits(),
                workload.steps(),
                options.threads(),
                TensorKernel.best().isVector(),
                millis,
                values[0],
                values[1],
                values[2],
                result.standardErrors().map(WorkloadBenchmark::last),
                peakMegabytes());
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
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(java.lang.management.MemoryUsage::getUsed)
                        .sum()
                / MEGABYTE;
    }
}
