package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;

/**
 * The walk of all backends along noisy circuits: when a state is recorded, and how the states of an ensemble's members
 * are averaged. A stretch is what lies between one recording and the next.
 */
final class EnsembleWalk {

    private EnsembleWalk() {}

    /**
     * What a backend does with its kind of state.
     *
     * @param <S> the state, or several side by side, changed in place
     */
    interface Evolution<S> {

        /** A new state at the start of a member's circuit, with which the one before is done. */
        S start(int member);

        /** How many stretches the circuit of a member of the ensemble has. */
        int stretches(int member);

        /** Takes a state through a stretch of a member's circuit. */
        void advance(int member, int stretch, S state);

        /** A sum of no states. */
        S none();

        /** Adds a state to a sum. */
        void add(double weight, S state, S sum);
    }

    /**
     * Walks along all circuits of a task.
     *
     * @param record told the ensemble's averaged state at every recording point, which lives until it returns
     * @return the averaged state at the end
     */
    static <S> S run(SimulationTask task, Evolution<S> evolution, Consumer<? super S> record) {
        NoisyEnsemble ensemble = task.ensemble();
        if (ensemble.isSingle()) {
            return run(task, evolution, 0, record);
        }
        List<S> sums = new ArrayList<>();
        for (int k = Recorder.points(task); k > 0; k--) {
            sums.add(evolution.none());
        }
        for (int member = 0; member < ensemble.members().size(); member++) {
            double weight = ensemble.members().get(member).weight();
            int[] point = {0};
            run(task, evolution, member, state -> evolution.add(weight, state, sums.get(point[0]++)));
        }
        sums.forEach(record);
        return sums.get(sums.size() - 1);
    }

    private static <S> S run(SimulationTask task, Evolution<S> evolution, int member, Consumer<? super S> record) {
        S state = evolution.start(member);
        along(
                task.ensemble().members().get(member).circuit(),
                task.recording(),
                evolution.stretches(member),
                stretch -> evolution.advance(member, stretch, state),
                () -> record.accept(state));
        return state;
    }

    /** Walks along one circuit. */
    static void along(NoisyCircuit circuit, Recording recording, int stretches, IntConsumer advance, Runnable record) {
        boolean everyBoundary = recording == Recording.EVERY_BOUNDARY;
        if (everyBoundary && circuit.recordsStart()) {
            record.run();
        }
        for (int stretch = 0; stretch < stretches; stretch++) {
            advance.accept(stretch);
            if (everyBoundary) {
                record.run();
            }
        }
        if (!everyBoundary) {
            record.run();
        }
    }
}
