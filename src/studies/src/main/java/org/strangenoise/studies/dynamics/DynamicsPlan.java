package org.strangenoise.studies.dynamics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;

/**
 * Time series from several starts.
 *
 * @param starts at least one
 * @param observables series beside those that every time series has
 * @param snapshots what is asked at one step only
 * @param figures what to draw
 * @param insetMap id of an entropy map shown as inset, if any
 * @param guides horizontal lines with labels in the overlap figure
 * @param entropyGuides likewise in the entropy figure
 */
public record DynamicsPlan(
        Header header,
        List<StartState> starts,
        List<Named> observables,
        Snapshots snapshots,
        List<DynamicsFigure> figures,
        Optional<String> insetMap,
        List<Guide> guides,
        List<Guide> entropyGuides)
        implements AnalysisPlan {
    public DynamicsPlan {
        starts = List.copyOf(starts);
        observables = List.copyOf(observables);
        figures = List.copyOf(figures);
        guides = List.copyOf(guides);
        entropyGuides = List.copyOf(entropyGuides);
    }

    @Override
    public DynamicsType type() {
        return DynamicsType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return with(header.withSeed(seed));
    }

    @Override
    public Optional<AnalysisPlan> withParametersOf(Setup setup) {
        return Optional.of(with(header.withSetup(setup)));
    }

    private DynamicsPlan with(Header newHeader) {
        return new DynamicsPlan(newHeader, starts, observables, snapshots, figures, insetMap, guides, entropyGuides);
    }

    /**
     * A single figure has the analysis' own name, several are told apart by their kinds; qubits and bits always are.
     */
    String figurePart(DynamicsFigure kind) {
        boolean alone = figures.stream().filter(f -> !f.hasNameAlways()).count() <= 1;
        return alone && !kind.hasNameAlways() ? "" : kind.key();
    }

    /** The name of a figure. */
    String figureId(DynamicsFigure kind) {
        String part = figurePart(kind);
        return part.isEmpty() ? id() : id() + "-" + part;
    }

    /** The names of all series of one number. */
    public List<String> scalars() {
        return Stream.concat(
                        ObservableNames.SCALARS.stream(), observables.stream().map(Named::name))
                .toList();
    }

    /** An observable of one number, as the study names it. */
    public record Named(String name, Observable observable) {}

    /**
     * What time series hold at one step, if asked: lists too long for every step.
     *
     * @param pauliStep step of all Pauli expectations
     * @param measuredPaulis true if they include readout errors
     * @param probabilityStep step of the outcome probabilities, which include readout errors
     * @param densityStep step of the density matrix
     * @param conditionedStep step of the states by what the bits recorded until then hold
     * @param shots how many runs the counts of the circuit's bits are drawn for
     */
    public record Snapshots(
            Optional<Integer> pauliStep,
            boolean measuredPaulis,
            Optional<Integer> probabilityStep,
            Optional<Integer> densityStep,
            Optional<Integer> conditionedStep,
            Optional<Integer> shots) {}

    /** A labelled value marked in a figure. */
    public record Guide(double value, String label) {}

    /** Figures of time series. */
    public enum DynamicsFigure {
        BLOCH,
        ENTROPY,
        PURITY,
        OVERLAP,
        FIDELITY,
        PAULI,
        PROBABILITIES,
        OBSERVABLES,
        QUBITS,
        BITS;

        /** Comes beside the others unasked. */
        private boolean hasNameAlways() {
            return this == QUBITS || this == BITS;
        }

        /** As studies write it. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
