package org.strangenoise.studies.seam;

import java.util.List;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ObservableProvider;
import org.strangenoise.state.ObservableType;
import org.strangenoise.state.ObservableType.Operand;
import org.strangenoise.state.StatePart;

/**
 * An observable as another library adds one: this class, through what is public alone, and its name in
 * {@code META-INF/services} of the tests. {@code EveryObservableTest} then asks every analysis for it too.
 */
public final class ToyObservables implements ObservableProvider {

    /** Its name in studies. */
    public static final String NAME = "toy-squared-length";

    @Override
    public List<ObservableType> types() {
        return List.of(new ObservableType(
                NAME,
                Operand.QUBIT,
                false,
                "x^2 + y^2 + z^2 of (Tr(X rho_q), Tr(Y rho_q), Tr(Z rho_q))",
                "Squared length of one qubit's Bloch vector.",
                "the definition",
                request -> new SquaredLength(request.qubits().get(0))));
    }

    private record SquaredLength(int qubit) implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Bloch(qubit));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = parts[0] * parts[0] + parts[1] * parts[1] + parts[2] * parts[2];
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 2, parts);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }
}
