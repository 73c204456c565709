package org.strangenoise.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.LindbladSimulator;
import org.strangenoise.simulate.PreparedSimulation;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.simulate.SymmetricSimulator;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * The rows of the published table: whole runs of a compiled circuit. Divide by the steps (20; ideal 3, twelve and more
 * qubits 5), or by the four trajectories.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {
            "--add-modules=jdk.incubator.vector",
            "-XX:ObjectAlignmentInBytes=32",
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages"
        })
public class EnginesBenchmark {

    private static final int TRAJECTORIES = 4;

    /** A row of the table. */
    @State(Scope.Benchmark)
    public static class Row {
        @Param({
            "density-matrix 3",
            "density-matrix 6",
            "density-matrix 8",
            "density-matrix 10",
            "density-matrix 12",
            "density-matrix 13",
            "trajectories 14",
            "trajectories 18",
            "trajectories 20",
            "ideal 16",
            "ideal 20",
            "ideal 22",
            "lindblad 3",
            "lindblad 8",
            "symmetric 50",
            "symmetric 100",
            "symmetric 200",
            "random 10"
        })
        String row;

        @Param({"1", "2"})
        int threads;

        PreparedSimulation prepared;
        InitialState initial;

        /** Compiles the circuit, and refuses to time what does not find the reference value. */
        @Setup
        public void prepare() {
            int space = row.indexOf(' ');
            int qubits = Integer.parseInt(row.substring(space + 1));
            int steps = qubits < 12 ? 20 : 5;
            Simulator simulator = new DensityMatrixSimulator();
            TimedCircuit circuit = new Workload(qubits, steps, Placement.AFTER_GATE);
            switch (row.substring(0, space)) {
                case "trajectories" -> {
                    simulator = new TrajectorySimulator();
                    circuit = new Workload(qubits, 20, Placement.AFTER_GATE);
                }
                case "ideal" -> {
                    simulator = new StateVectorSimulator();
                    circuit = new Workload(qubits, 3, Placement.NONE);
                }
                case "lindblad" -> {
                    simulator = new LindbladSimulator();
                    circuit = new Workload(qubits, 20, Placement.DURING_GATE);
                }
                case "symmetric" -> simulator = new SymmetricSimulator();
                case "random" -> circuit = new RandomWorkload(qubits, 20, 1);
                default -> {}
            }
            SimulationTask task = circuit.task()
                    .withOptions(
                            SimulationOptions.defaults().withThreads(threads).withTrajectories(TRAJECTORIES));
            initial = circuit.initial();
            prepared = simulator.prepare(task);
            check(qubits, simulator);
        }

        private void check(int qubits, Simulator simulator) {
            if (!(simulator instanceof DensityMatrixSimulator) || row.startsWith("random")) {
                return;
            }
            double expected = switch (qubits) {
                case 3 -> 0.577932088369;
                case 6 -> 0.303069312253;
                case 8 -> 0.199331675596;
                case 10 -> 0.132350563361;
                case 12 -> 0.58070068165;
                default -> Double.NaN;
            };
            double purity = prepared.run(initial).scalars(new Observable.Purity())[0];
            if (Math.abs(purity - expected) > 1e-9) {
                throw new IllegalStateException("purity " + purity + " instead of " + expected);
            }
        }
    }

    @Benchmark
    public SimulationResult run(Row row) {
        return row.prepared.run(row.initial);
    }

    /** A map of three qubits, with Bloch vectors, entropies and purities at every step. */
    @State(Scope.Benchmark)
    public static class Map {
        @Param({"1", "2"})
        int threads;

        PreparedSimulation prepared;
        List<InitialState> initials;

        @Setup
        public void prepare() {
            Workload workload = new Workload(3, 20, Placement.AFTER_GATE);
            prepared = new DensityMatrixSimulator()
                    .prepare(workload.mapTask()
                            .withOptions(SimulationOptions.defaults().withThreads(threads)));
            initials = workload.map();
        }
    }

    @Benchmark
    public List<SimulationResult> map(Map map) {
        return map.prepared.runAll(map.initials);
    }
}
