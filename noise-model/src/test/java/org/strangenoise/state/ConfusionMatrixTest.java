package org.strangenoise.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Confusion matrices: what they refuse, and that they are what they say of products. */
class ConfusionMatrixTest {

    private static final Readout READOUT =
            new Readout(new double[] {0.02, 0.05, 0.01}, new double[] {0.07, 0.03, 0.11});

    @Test
    void aProductConfusesAsEachQubitsOwnErrors() {
        double[] p = {0.05, 0.1, 0.02, 0.3, 0.13, 0.2, 0.06, 0.14};
        assertArrayEquals(READOUT.confuse(p), ConfusionMatrix.of(READOUT).confuse(p), 1e-16);
    }

    @Test
    void theInverseUndoesIt() {
        double[] p = {0.05, 0.1, 0.02, 0.3, 0.13, 0.2, 0.06, 0.14};
        ConfusionMatrix matrix = ConfusionMatrix.of(READOUT);
        double[] read = matrix.confuse(p);
        double[][] inverse = matrix.inverse();
        for (int t = 0; t < p.length; t++) {
            double sum = 0;
            for (int r = 0; r < p.length; r++) {
                sum += inverse[t][r] * read[r];
            }
            assertEquals(p[t], sum, 1e-15);
        }
    }

    @Test
    void qubitsLeftOutAreInTheGroundState() {
        ConfusionMatrix some = ConfusionMatrix.of(READOUT).among(List.of(2, 0));
        ConfusionMatrix expected =
                ConfusionMatrix.of(new Readout(new double[] {0.01, 0.02}, new double[] {0.11, 0.07}));
        for (int r = 0; r < 4; r++) {
            for (int t = 0; t < 4; t++) {
                assertEquals(expected.entry(r, t), some.entry(r, t), 1e-16);
            }
        }
    }

    @Test
    void whatIsNoConfusionMatrixIsRefused() {
        assertMessage("columns that sum to one", new double[][] {{0.9, 0.2}, {0.2, 0.8}});
        assertMessage("probabilities, from 0 to 1", new double[][] {{1.1, 0}, {-0.1, 1}});
        assertMessage("2^n rows", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        assertMessage("as many columns", new double[][] {{1, 0}, {0}});
    }

    @Test
    void aMatrixThatReadsAllTheSameHasNoInverse() {
        ConfusionMatrix flat = ConfusionMatrix.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}});
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, flat::inverse);
        assertTrue(refused.getMessage().startsWith("must be invertible"), refused.getMessage());
        ConfusionMatrix near = ConfusionMatrix.of(new double[][] {{0.5, 0.5 - 1e-9}, {0.5, 0.5 + 1e-9}});
        assertThrows(IllegalArgumentException.class, near::inverse);
    }

    private static void assertMessage(String part, double[][] rows) {
        String message = assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(rows))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
