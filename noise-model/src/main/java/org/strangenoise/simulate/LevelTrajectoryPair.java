package org.strangenoise.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.qudit.LevelTrajectory;
import org.strangenoise.simulate.qudit.LevelVector;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** As {@link TrajectoryPair}, on registers of more than two levels. */
final class LevelTrajectoryPair {

    /** Amplitudes that a trajectory is practical for; a recorded state is read in all ways of being leaked. */
    private static final int MAX_DIMENSION = 60_000;

    /** Copies of a state that a trajectory and its integrator hold. */
    private static final int COPIES = 40;

    private static final double[] NORMALISED = {1, 1};

    private final SimulationTask task;
    private final LinearSample sample;
    private final List<LevelTrajectory.Program> programs;
    private final LevelTrajectory[] pair = new LevelTrajectory[2];

    LevelTrajectoryPair(SimulationTask task, LinearSample sample, List<LevelTrajectory.Program> programs) {
        this.task = task;
        this.sample = sample;
        this.programs = programs;
    }

    /** By member of the ensemble. */
    static List<LevelTrajectory.Program> programs(SimulationTask task) {
        return task.ensemble().members().stream()
                .map(member -> new LevelTrajectory.Program(
                        member.circuit(), task.options().tolerance()))
                .toList();
    }

    static Optional<String> refusal(SimulationTask task, int groups) {
        if (task.ensemble().isConditional()) {
            return Optional.of("operations that depend on records are carried out on two levels, but a qubit of the"
                    + " device has more");
        }
        double dimension = task.ensemble().levels().stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
        int threads = Math.min(task.options().threads(), (task.options().trajectories() + 1) / 2);
        double bytes = 16 * dimension * COPIES * threads
                + 8.0 * Recorder.points(task) * (groups + 2.0) * new LinearSample(task).size();
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

    /** The numbers of every recording point, one point after the other. */
    double[] run(InitialState initial, List<@Nullable StateVector> references, UniformRandomProvider[] random) {
        for (int side = 0; side < 2; side++) {
            int chosen = TrajectoryPair.member(task.ensemble(), random[side].nextDouble());
            pair[side] = new LevelTrajectory(programs.get(chosen));
            pair[side].start(initial);
        }
        double[] out = new double[references.size() * sample.size()];
        int segments = programs.get(0).segments();
        if (task.recording() == Recording.END) {
            for (int segment = 0; segment < segments; segment++) {
                advance(segment, random);
            }
            record(references.get(0), out, 0);
            return out;
        }
        int before = references.size() - segments;
        for (int point = 0; point < references.size(); point++) {
            if (point >= before) {
                advance(point - before, random);
            }
            record(references.get(point), out, point * sample.size());
        }
        return out;
    }

    private void advance(int segment, UniformRandomProvider[] random) {
        for (int side = 0; side < 2; side++) {
            pair[side].advance(segment, random[side]::nextDouble);
        }
    }

    private void record(@Nullable StateVector reference, double[] out, int at) {
        int n = task.ensemble().qubits();
        LevelVector[] states = new LevelVector[2];
        double[][] vectors = new double[2][3 * n];
        for (int side = 0; side < 2; side++) {
            states[side] = pair[side].state();
            if (sample.needsBlochVectors()) {
                double[] vector = new double[3];
                for (int q = 0; q < n; q++) {
                    states[side].blochVector(q, vector);
                    System.arraycopy(vector, 0, vectors[side], 3 * q, 3);
                }
            }
        }
        sample.add(states, NORMALISED, vectors, reference, out, at);
    }
}
