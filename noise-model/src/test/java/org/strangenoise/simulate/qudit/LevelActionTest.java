package org.strangenoise.simulate.qudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.transmon.LadderGenerator;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderLindbladian.Relaxation;
import org.strangenoise.transmon.LadderLindbladian.Term;
import org.strangenoise.transmon.LadderPropagator;
import org.strangenoise.transmon.LadderSpace;
import org.strangenoise.transmon.PulseShape;

/** Two ways through one Lindbladian: acting on the state itself, and the superoperator in blocks. */
class LevelActionTest {

    @ParameterizedTest
    @CsvSource({"RECTANGULAR, 0", "RECTANGULAR, 0.2", "COSINE, 0"})
    void actingOnTheStateIsTheSuperoperator(Envelope envelope, double rise) {
        LadderGenerator generator = new LadderGenerator(lindbladian(List.of(3, 3, 2), envelope, rise));
        LadderSpace space = generator.space();
        try (Workers workers = new Workers(1)) {
            LevelBatch acted = start(space);
            new LevelAction(generator, 1e-11).apply(acted, workers);
            LevelBatch mapped = start(space);
            new BlockMap(
                            space,
                            List.of(0, 1, 2),
                            LadderPropagator.superOperator(generator, 1e-12),
                            generator.isConserving())
                    .apply(mapped, workers);
            LevelBatch before = start(space);
            double moved =
                    before.state(0).matrix().minus(mapped.state(0).matrix()).maxAbs();
            assertTrue(moved > 0.05, "moved by " + moved);
            assertEquals(
                    0, acted.state(0).matrix().minus(mapped.state(0).matrix()).maxAbs(), 5e-10);
        }
    }

    private static LevelBatch start(LadderSpace space) {
        return LevelBatch.of(space, List.of(InitialState.coherent(space.qubits(), 1.2, 0.4)));
    }

    /** An exchange of all pairs, unequal and warm. */
    private static LadderLindbladian lindbladian(List<Integer> levels, Envelope envelope, double rise) {
        double seconds = 25e-9;
        LadderLindbladian.Timing timing = new LadderLindbladian.Timing(new PulseShape(envelope, rise), seconds, 0);
        List<Term> terms = new ArrayList<>();
        List<Relaxation> relaxations = new ArrayList<>();
        for (int q = 0; q < levels.size(); q++) {
            terms.add(new LadderLindbladian.Energy(q, -2 * Math.PI * (210e6 + 7e6 * q), 2 * Math.PI * 1e6 * q));
            relaxations.add(new Relaxation(1e6 / (1 + q), 2e5, 1.7, 1e6 / (2 + q)));
            for (int other = 0; other < q; other++) {
                terms.add(new LadderLindbladian.Exchange(other, q, -0.8 - 0.05 * q, timing));
            }
        }
        return new LadderLindbladian(levels, seconds, terms, relaxations);
    }
}
