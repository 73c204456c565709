package org.strangenoise.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.qudit.LevelTrajectory;
import org.strangenoise.simulate.qudit.LevelVector;
import org.strangenoise.state.InitialState;

/** Trajectories of a task on registers of more than two levels: its circuits compiled, and when they are refused. */
final class LevelTrajectories {

    /** Amplitudes that a trajectory is practical for; a recorded state is read in all ways of being leaked. */
    private static final int MAX_DIMENSION = 60_000;

    /** Copies of a state that a trajectory and its integrator hold. */
    private static final int COPIES = 40;

    private final SimulationTask task;
    private final List<LevelTrajectory.Program> programs;

    LevelTrajectories(SimulationTask task) {
        this.task = task;
        this.programs = task.ensemble().members().stream()
                .map(member -> new LevelTrajectory.Program(
                        member.circuit(), task.options().tolerance()))
                .toList();
    }

    static Optional<String> refusal(SimulationTask task) {
        if (task.ensemble().isConditional()) {
            return Optional.of("operations that depend on records are carried out on two levels, but a qubit of the"
                    + " device has more");
        }
        double dimension = task.ensemble().levels().stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
        int threads = Math.min(task.options().threads(), TrajectoryPair.count(task.options()));
        double bytes = 16 * dimension * COPIES * threads
                + 8.0 * Recorder.points(task) * (TrajectoryPair.ROUND + 2.0) * new LinearSample(task).size();
        return dimension <= MAX_DIMENSION && bytes <= task.options().memoryLimit()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "trajectories of %.0f levels in all need %.3g bytes, but %d are available, and at most %d levels"
                                + " are taken",
                        dimension,
                        bytes,
                        task.options().memoryLimit(),
                        MAX_DIMENSION));
    }

    /** A trajectory of the task. */
    TrajectoryPair.Side side() {
        return new Side();
    }

    private final class Side implements TrajectoryPair.Side {
        private LevelTrajectory trajectory = new LevelTrajectory(programs.get(0));
        private @Nullable UniformRandomProvider random;

        @Override
        public void start(InitialState initial, UniformRandomProvider stream) {
            random = stream;
            int chosen = TrajectoryPair.member(task.ensemble(), stream.nextDouble());
            trajectory = new LevelTrajectory(programs.get(chosen));
            trajectory.start(initial);
        }

        @Override
        public int stretches() {
            return programs.get(0).segments();
        }

        @Override
        public void advance(int stretch) {
            trajectory.advance(stretch, Objects.requireNonNull(random)::nextDouble);
        }

        @Override
        public LevelVector state() {
            return trajectory.state();
        }

        @Override
        public double norm() {
            return 1;
        }

        @Override
        public void blochVectors(double[] out) {
            LevelVector state = state();
            double[] vector = new double[3];
            for (int q = 0; q < state.qubits(); q++) {
                state.blochVector(q, vector);
                System.arraycopy(vector, 0, out, 3 * q, 3);
            }
        }
    }
}
