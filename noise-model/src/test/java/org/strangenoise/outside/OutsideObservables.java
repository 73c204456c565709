package org.strangenoise.outside;

import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ObservableProvider;
import org.strangenoise.state.ObservableType;
import org.strangenoise.state.ObservableType.Operand;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.StatePart;

/** Observables that another library might add: only what is public is used. */
public final class OutsideObservables implements ObservableProvider {

    /** What the registry's own constructor would be told without documentation. */
    public static ObservableType type(String documentation) {
        return new ObservableType(
                "outside-negativity",
                Operand.PAIR,
                false,
                "(|rho_ab^TA|_1 - 1) / 2",
                documentation,
                "Vidal and Werner, Phys. Rev. A 65, 032314 (2002)",
                request -> new Negativity(request.qubits()));
    }

    @Override
    public List<ObservableType> types() {
        return List.of(
                type("Entanglement of two qubits' reduced state."),
                new ObservableType(
                        "outside-symmetric-weight",
                        Operand.NONE,
                        false,
                        "Tr(P_sym rho)",
                        "Weight in the symmetric subspace.",
                        "the projector on total spin n/2",
                        request -> new SymmetricWeight()),
                new ObservableType(
                        "parity-square",
                        Operand.NONE,
                        false,
                        "(Tr(Z...Z rho))^2",
                        "Square of the expectation of Z on all qubits, by a part of its own.",
                        "the definition",
                        request -> new ParitySquare()));
    }

    /** The negative eigenvalues of a partial transpose; a function of a reduced state of two qubits. */
    public record Negativity(List<Integer> pair) implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Reduced(pair));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = 0;
            for (double value : HermitianEigen.eigenvalues(transposed(StatePart.Reduced.matrix(parts)))) {
                out[0] += Math.max(0, -value);
            }
        }

        /** dN = -Tr(P_- d rho^TA) = -Tr(P_-^TA d rho), P_- the projector on the negative eigenvalues. */
        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            ComplexMatrix negative = HermitianEigen.of(transposed(StatePart.Reduced.matrix(parts)))
                    .function(x -> x < 0 ? 1 : 0);
            slopes.add(0, -1, StatePart.Reduced.slopes(transposed(negative)));
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 0.5);
        }

        /** Rows and columns of the first qubit, bit 0, exchanged. */
        private static ComplexMatrix transposed(ComplexMatrix rho) {
            double[][] re = new double[4][4];
            double[][] im = new double[4][4];
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    re[(r & 2) | (c & 1)][(c & 2) | (r & 1)] = rho.re(r, c);
                    im[(r & 2) | (c & 1)][(c & 2) | (r & 1)] = rho.im(r, c);
                }
            }
            return ComplexMatrix.of(re, im);
        }
    }

    /** The trace of the block in the symmetric subspace. */
    public record SymmetricWeight() implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.SymmetricBlock());
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = StatePart.SymmetricBlock.matrix(qubits, parts).traceRe();
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 1, StatePart.SymmetricBlock.numbers(ComplexMatrix.identity(qubits + 1)));
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** A nonlinear function of a part that the library does not have. */
    public record ParitySquare() implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new Parity());
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = parts[0] * parts[0];
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 2 * parts[0], new double[] {1});
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** The expectation of Z on all qubits, from the probabilities; its gradient is the default one. */
    public record Parity() implements StatePart {

        @Override
        public int size(int qubits) {
            return 1;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            double[] probabilities = state.probabilities();
            out[at] = 0;
            for (int b = 0; b < probabilities.length; b++) {
                out[at] += (Integer.bitCount(b) & 1) == 0 ? probabilities[b] : -probabilities[b];
            }
        }
    }

    /** The gradient of an observable of one number by the coefficients of the state it sees. */
    public static double[] gradient(Observable observable, DensityTensor state, StatePart.Setting setting) {
        int n = state.qubits();
        double[] gradient = new double[1 << (2 * n)];
        observable.slopes(
                n,
                numbers(observable, state, setting),
                (part, factor, direction) ->
                        observable.parts(n).get(part).addGradient(factor, direction, state, setting, gradient));
        return gradient;
    }

    /** The value of an observable that sees a state. */
    public static double[] value(Observable observable, QuantumState state, StatePart.Setting setting) {
        double[] out = new double[observable.size(state.qubits())];
        observable.evaluate(state.qubits(), numbers(observable, state, setting), out);
        return out;
    }

    private static double[] numbers(Observable observable, QuantumState state, StatePart.Setting setting) {
        int n = state.qubits();
        double[] numbers = new double
                [observable.parts(n).stream().mapToInt(part -> part.size(n)).sum()];
        int at = 0;
        for (StatePart part : observable.parts(n)) {
            part.read(state, setting, numbers, at);
            at += part.size(n);
        }
        return numbers;
    }
}
