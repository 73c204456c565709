package org.strangenoise.exchange.gate;

import java.util.List;
import org.redfx.strange.Complex;
import org.redfx.strange.gate.TwoQubitGate;
import org.strangenoise.math.ComplexMatrix;

/** A gate of Strange from outside, whose matrix is there in single precision, as Strange's are. */
public final class ToyStrangeGate extends TwoQubitGate {

    public ToyStrangeGate(int first, int second) {
        super(first, second);
    }

    /** The first qubit is the highest bit of Strange's matrices, and the lowest here. */
    @Override
    public Complex[][] getMatrix() {
        ComplexMatrix exact = ToyGates.fixed(List.of(1, 0)).on(List.of(0, 1)).matrix();
        Complex[][] matrix = new Complex[4][4];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                matrix[row][column] = new Complex((float) exact.re(row, column), (float) exact.im(row, column));
            }
        }
        return matrix;
    }
}
