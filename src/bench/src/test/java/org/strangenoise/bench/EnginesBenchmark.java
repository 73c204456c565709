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
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The rows of the published table: whole runs of the workload. Divide by the steps, or by the four trajectories. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-modules=jdk.incubator.vector")
public class EnginesBenchmark {

    private static SimulationOptions options(int threads) {
        return SimulationOptions.defaults().withThreads(threads).withTrajectories(4);
    }

    /** Density matrices. */
    @State(Scope.Benchmark)
    public static class Dense {
        @Param({"3", "6", "8", "10"})
        int qubits;

        @Param({"1", "2"})
        int threads;

        SimulationTask task;
        InitialState initial;

        /** Refuses to time what does not find the reference value. */
        @Setup
        public void check() {
            Workload workload = new Workload(qubits, 20, Placement.AFTER_GATE);
            task = workload.task().withOptions(options(threads));
            initial = workload.initial();
            double purity = new DensityMatrixSimulator().run(task, initial).scalars(new Observable.Purity())[0];
            double expected = switch (qubits) {
                case 3 -> 0.577932088369;
                case 6 -> 0.303069312253;
                case 8 -> 0.199331675596;
                default -> 0.132350563361;
            };
            if (Math.abs(purity - expected) > 1e-9) {
                throw new IllegalStateException("purity " + purity + " instead of " + expected);
            }
        }
    }

    @Benchmark
    public SimulationResult densityMatrix(Dense dense) {
        return new DensityMatrixSimulator().run(dense.task, dense.initial);
    }

    /** A map of three qubits. */
    @State(Scope.Benchmark)
    public static class Map {
        SimulationTask task;
        List<InitialState> initials;

        @Setup
        public void prepare() {
            Workload workload = new Workload(3, 20, Placement.AFTER_GATE);
            task = workload.mapTask().withOptions(options(2));
            initials = workload.map();
        }
    }

    @Benchmark
    public List<SimulationResult> map(Map map) {
        return new DensityMatrixSimulator().runAll(map.task, map.initials);
    }

    /** Pure states. */
    @State(Scope.Benchmark)
    public static class Pure {
        @Param({"14", "18", "20"})
        int qubits;

        SimulationTask ideal;
        SimulationTask noisy;
        InitialState initial;

        @Setup
        public void prepare() {
            ideal = new Workload(qubits, 3, Placement.NONE).task().withOptions(options(2));
            noisy = new Workload(qubits, 20, Placement.AFTER_GATE).task().withOptions(options(2));
            initial = new Workload(qubits, 3, Placement.NONE).initial();
        }
    }

    @Benchmark
    public SimulationResult ideal(Pure pure) {
        return run(new StateVectorSimulator(), pure.ideal, pure.initial);
    }

    @Benchmark
    public SimulationResult trajectories(Pure pure) {
        return run(new TrajectorySimulator(), pure.noisy, pure.initial);
    }

    private static SimulationResult run(Simulator simulator, SimulationTask task, InitialState initial) {
        return simulator.run(task, initial);
    }
}
