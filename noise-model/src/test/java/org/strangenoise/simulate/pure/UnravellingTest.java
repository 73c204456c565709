package org.strangenoise.simulate.pure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.math.ComplexMatrix;

/** Draws of branches, over an even grid of the numbers they are drawn with. */
class UnravellingTest {

    private static final int GRID = 20_000;

    /** A state of one qubit with all components, times a norm that draws must not depend on. */
    private static final ComplexMatrix RHO = ComplexMatrix.of(
                    2, 2, new double[] {0.7, 0.2, 0.2, 0.3}, new double[] {0, 0.25, -0.25, 0})
            .scaled(7.3);

    @Test
    void branchesHaveTheProbabilitiesOfTheChannel() {
        for (QuantumChannel channel : List.of(
                Channels.amplitudeDamping(0.3),
                Channels.generalizedAmplitudeDamping(0.3, 0.2),
                Channels.thermalRelaxation(10e-6, 5e-6, 0.1, 3e-6),
                Channels.reset(0.4),
                Channels.depolarizing(1, 0.2),
                Channels.phaseFlip(0.1))) {
            Unravelling unravelling = Unravelling.of(List.of(4), channel.kraus());
            ComplexMatrix average = ComplexMatrix.zero(2, 2);
            for (int k = 0; k < GRID; k++) {
                double uniform = (k + 0.5) / GRID;
                int sure = unravelling.sureBranch(uniform);
                int which = sure < 0 ? unravelling.branch(uniform, RHO) : sure;
                ComplexMatrix operator = matrix(unravelling.branch(which));
                ComplexMatrix after = operator.times(RHO).times(operator.adjoint());
                average = average.plus(1.0 / GRID / after.traceRe(), after);
            }
            ComplexMatrix expected = channel.apply(RHO.scaled(1 / RHO.traceRe()));
            assertTrue(average.distance(expected) < 10.0 / GRID, "distance " + average.distance(expected));
        }
    }

    @Test
    void onlyWhatDependsOnTheStateLooksAtIt() {
        assertEquals(0, looks(Channels.phaseFlip(0.1).kraus()), 1.0 / GRID);
        assertEquals(0, looks(Channels.depolarizing(1, 0.2).kraus()), 1.0 / GRID);
        assertEquals(0.3, looks(Channels.amplitudeDamping(0.3).kraus()), 2.0 / GRID);
        // Dephasing beside damping adds less than a tenth to the draws that look.
        double gamma = -Math.expm1(-0.01);
        assertEquals(gamma, looks(Channels.thermalRelaxation(1, 0.5, 0, 0.01).kraus()), gamma / 10);
    }

    private static double looks(KrausOperators kraus) {
        Unravelling unravelling = Unravelling.of(List.of(0), kraus);
        int looks = 0;
        for (int k = 0; k < GRID; k++) {
            looks += unravelling.sureBranch((k + 0.5) / GRID) < 0 ? 1 : 0;
        }
        return (double) looks / GRID;
    }

    private static ComplexMatrix matrix(PureOperation operation) {
        double[] m = ((PureOperation.OneQubitMatrix) operation).m();
        return ComplexMatrix.of(2, 2, new double[] {m[0], m[2], m[4], m[6]}, new double[] {m[1], m[3], m[5], m[7]});
    }
}
