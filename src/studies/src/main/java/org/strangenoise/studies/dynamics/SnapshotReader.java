package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.SnapshotLimits;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.DynamicsFigure;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.Named;
import org.strangenoise.studies.dynamics.DynamicsType.Plan.SnapshotPlan;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/**
 * Reads what time series hold at one step, and their figures. An imported circuit that is small enough gets everything
 * at its last step unless its analysis says otherwise.
 */
final class SnapshotReader {

    private static final int MOST_SHOTS = 100_000_000;

    /** Bits of larger circuits are told where conditions need them, or shots or their figure are asked for. */
    static final int MOST_QUBITS_OF_BITS = 10;

    private SnapshotReader() {}

    static SnapshotPlan read(MappingReader analysis, Header header) {
        int n = header.setup().circuit().qubits();
        Optional<Integer> paulis = at(
                analysis.optional("pauli-expectations-at"),
                header,
                SnapshotLimits.MOST_QUBITS_OF_STATES,
                StrictMath.pow(4, n));
        Optional<Integer> probabilities = at(
                analysis.optional("probabilities-at"),
                header,
                SnapshotLimits.MOST_QUBITS_OF_OUTCOMES,
                StrictMath.pow(2, n));
        Optional<Integer> density = at(
                analysis.optional("density-matrix-at"),
                header,
                SnapshotLimits.MOST_QUBITS_OF_STATES,
                StrictMath.pow(4, n));
        Optional<Integer> conditioned = conditioned(analysis.optional("conditioned-at"), header);
        boolean measured = analysis.optional("measured").bool().orElse(false);
        Optional<Integer> shots = analysis.optional("shots").integer(Rule.between(1, MOST_SHOTS));
        return new SnapshotPlan(paulis, measured, probabilities, density, conditioned, shots);
    }

    /** Only where it is asked for: there may be as many states as strings of bits. */
    private static Optional<Integer> conditioned(ValueReader value, Header header) {
        CircuitSource circuit = header.setup().circuit();
        if (!value.isPresent()) {
            return Optional.empty();
        }
        if (circuit.qubits() > SnapshotLimits.MOST_QUBITS_OF_STATES) {
            value.problem("is possible up to " + SnapshotLimits.MOST_QUBITS_OF_STATES + " qubits, but the circuit has "
                    + circuit.qubits());
            return Optional.empty();
        }
        if (hasNoBits(header)) {
            value.problem("asks for the states that recorded bits leave behind, but the circuit has no classical bits");
            return Optional.empty();
        }
        return StartState.Reader.step(value, header.setup());
    }

    private static boolean hasNoBits(Header header) {
        return header.setup()
                .circuit()
                .imported()
                .map(read -> read.recorded().registers().isEmpty())
                .orElse(true);
    }

    /** Whether results hold the bits, and so a figure of them, unasked. */
    private static boolean tellsBits(Header header, SnapshotPlan snapshots) {
        CircuitSource circuit = header.setup().circuit();
        return !hasNoBits(header)
                && (snapshots.shots().isPresent()
                        || circuit.qubits() <= MOST_QUBITS_OF_BITS
                        || circuit.imported().orElseThrow().recorded().hasConditions());
    }

    private static Optional<Integer> at(ValueReader value, Header header, int mostQubits, double numbers) {
        CircuitSource circuit = header.setup().circuit();
        if (!value.isPresent()) {
            boolean unasked = circuit.imported().isPresent()
                    && circuit.qubits() <= SnapshotLimits.MOST_QUBITS_UNASKED
                    && SnapshotLimits.fits(circuit, numbers);
            return unasked ? Optional.of(circuit.steps()) : Optional.empty();
        }
        if (circuit.qubits() > mostQubits) {
            value.problem("is possible up to " + mostQubits + " qubits, but the circuit has " + circuit.qubits());
            return Optional.empty();
        }
        if (!SnapshotLimits.fits(circuit, numbers)) {
            value.problem(String.format(
                    Locale.ROOT,
                    "needs %.3g numbers at each of %d steps, more than the %.3g that fit; ask for fewer steps, or an"
                            + " imported circuit for `record: end`",
                    numbers,
                    circuit.steps(),
                    SnapshotLimits.MOST_RECORDED));
            return Optional.empty();
        }
        return StartState.Reader.step(value, header.setup());
    }

    /** Series that are asked for by name, each once; with `measured` those that are read out hold readout errors. */
    static List<Named> observables(MappingReader analysis, Header header, SnapshotPlan snapshots) {
        int qubits = header.setup().circuit().qubits();
        List<Named> named = new ArrayList<>();
        ObservableNames.further(
                        analysis.optional("observables"),
                        name -> snapshots.measuredPaulis() && ObservableNames.isReadOut(name, qubits),
                        header.setup())
                .forEach((name, observable) -> named.add(new Named(name, observable)));
        return named;
    }

    static List<DynamicsFigure> figures(
            MappingReader analysis, Header header, List<Named> observables, SnapshotPlan snapshots) {
        ValueReader value = analysis.optional("figures");
        if (!value.isPresent()) {
            return unasked(analysis, header, observables, snapshots);
        }
        List<DynamicsFigure> figures =
                value.list(f -> f.oneOf(DynamicsFigure.class)).orElse(List.of());
        if (figures.contains(DynamicsFigure.PAULI) && snapshots.pauliStep().isEmpty()) {
            value.problem("asks for `pauli`, so `pauli-expectations-at` must be given");
        }
        if (figures.contains(DynamicsFigure.OBSERVABLES) && observables.isEmpty()) {
            value.problem("asks for `observables`, so `observables` must name some");
        }
        if (figures.contains(DynamicsFigure.PROBABILITIES)
                && snapshots.probabilityStep().isEmpty()) {
            value.problem("asks for `probabilities`, so `probabilities-at` must be given");
        }
        if (figures.contains(DynamicsFigure.BITS) && hasNoBits(header)) {
            value.problem("asks for `bits`, but the circuit has no classical bits");
        }
        return figures;
    }

    private static List<DynamicsFigure> unasked(
            MappingReader analysis, Header header, List<Named> observables, SnapshotPlan snapshots) {
        List<DynamicsFigure> figures = new ArrayList<>();
        if (header.setup().circuit().imported().isPresent()) {
            figures.add(DynamicsFigure.FIDELITY);
        }
        if (analysis.optional("pauli-expectations-at").isPresent()) {
            figures.add(DynamicsFigure.PAULI);
        }
        if (snapshots.probabilityStep().isPresent()) {
            figures.add(DynamicsFigure.PROBABILITIES);
        }
        if (figures.isEmpty()) {
            figures.addAll(List.of(DynamicsFigure.ENTROPY, DynamicsFigure.OVERLAP));
        }
        if (!observables.isEmpty()) {
            figures.add(DynamicsFigure.OBSERVABLES);
        }
        if (header.setup().circuit().qubits() > 1) {
            figures.add(DynamicsFigure.QUBITS);
        }
        if (tellsBits(header, snapshots)) {
            figures.add(DynamicsFigure.BITS);
        }
        return figures;
    }
}
