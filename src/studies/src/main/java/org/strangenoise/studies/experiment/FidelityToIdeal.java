package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.strangenoise.channel.PauliTransferMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.SnapshotLimits;

/** How the fidelity to the ideal state is found. */
public sealed interface FidelityToIdeal {

    static FidelityToIdeal of(Experiment experiment) {
        return experiment.ideal().members().get(0).circuit().isUnitary()
                ? new WithReference()
                : new FromPaulis(experiment.setup().circuit());
    }

    /** What must be recorded. */
    List<? extends Observable> observables();

    /** By step, NaN where it cannot be told, which makes a warning. */
    double[] values(SimulationResult ideal, SimulationResult found, Set<String> warnings);

    /** Gates alone keep the ideal state pure: the backends compare with it. */
    record WithReference() implements FidelityToIdeal {

        private static final Observable FIDELITY = new Observable.Fidelity();

        @Override
        public List<? extends Observable> observables() {
            return List.of(FIDELITY);
        }

        @Override
        public double[] values(SimulationResult ideal, SimulationResult found, Set<String> warnings) {
            return found.scalars(FIDELITY);
        }
    }

    /**
     * With resets the ideal state may be mixed. Where it is pure the fidelity is {@code Tr(rho_ideal rho) = 2^-n sum_P
     * Tr(P rho_ideal) Tr(P rho)}.
     */
    record FromPaulis(CircuitSource circuit) implements FidelityToIdeal {

        private static final double IMPURITY = 1e-9;

        @Override
        public List<? extends Observable> observables() {
            boolean few = circuit.qubits() <= SnapshotLimits.MOST_QUBITS_OF_STATES
                    && SnapshotLimits.fits(circuit, StrictMath.pow(4, circuit.qubits()));
            return few ? pauliExpectations(circuit.qubits(), false) : List.of();
        }

        @Override
        public double[] values(SimulationResult ideal, SimulationResult found, Set<String> warnings) {
            double[] purity = ideal.scalars(new Observable.Purity());
            double[] fidelities = new double[purity.length];
            List<? extends Observable> paulis = observables();
            for (int step = 0; step < fidelities.length; step++) {
                double sum = 1;
                for (Observable pauli : paulis) {
                    sum += ideal.series(pauli)[step][0] * found.series(pauli)[step][0];
                }
                boolean known = !paulis.isEmpty() && purity[step] > 1 - IMPURITY;
                fidelities[step] = known ? sum / (1 << circuit.qubits()) : Double.NaN;
                if (!known) {
                    warnings.add("the circuit resets qubits: there is no fidelity where that leaves the ideal state"
                            + " mixed, nor for more than " + SnapshotLimits.MOST_QUBITS_OF_STATES + " qubits");
                }
            }
            return fidelities;
        }
    }

    /** Of all strings but the identity, ordered by weight, then alphabetically. */
    static List<Observable.PauliExpectation> pauliExpectations(int qubits, boolean measured) {
        List<PauliString> strings = new ArrayList<>();
        for (int index = 1; index < 1 << (2 * qubits); index++) {
            strings.add(PauliTransferMatrix.string(qubits, index));
        }
        strings.sort(Comparator.comparingInt(PauliString::weight).thenComparing(PauliString::letters));
        return strings.stream()
                .map(p -> new Observable.PauliExpectation(p, measured))
                .toList();
    }
}
