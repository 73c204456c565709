package org.strangenoise.studies.tomography;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.tomography.Reconstruction;

/**
 * State tomography at every step.
 *
 * @param starts at least one
 * @param toStep the last step measured
 * @param laboratory how it is measured
 * @param reconstruction how states are made of counts
 * @param bootstraps how often counts are drawn again for an error
 * @param pauliStep step of all Pauli expectations
 * @param observables further ones, by name
 * @param budget whether what lies between ideal and measured is divided
 * @param drawn what is drawn
 */
public record TomographyPlan(
        Header header,
        List<StartState> starts,
        int toStep,
        Laboratory laboratory,
        Reconstruction reconstruction,
        int bootstraps,
        Optional<Integer> pauliStep,
        Map<String, Observable> observables,
        boolean budget,
        Drawn drawn)
        implements AnalysisPlan {

    public TomographyPlan {
        starts = List.copyOf(starts);
        observables = Collections.unmodifiableMap(new LinkedHashMap<>(observables));
    }

    @Override
    public TomographyType type() {
        return TomographyType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new TomographyPlan(
                header.withSeed(seed),
                starts,
                toStep,
                laboratory,
                reconstruction,
                bootstraps,
                pauliStep,
                observables,
                budget,
                drawn);
    }

    /** The circuit's setup, up to the last step measured. */
    Setup measuredSetup() {
        return setup().withCircuit(setup().circuit().withSteps(toStep));
    }

    /**
     * How states are measured.
     *
     * @param settings which bases
     * @param rotations how qubits are turned into a basis
     * @param shots in each basis; absent for exact frequencies
     * @param correction what is done about readout errors
     * @param calibrationShots for each prepared basis state; absent for exact frequencies
     */
    public record Laboratory(
            Settings settings,
            Rotations rotations,
            OptionalLong shots,
            Correction correction,
            OptionalLong calibrationShots) {

        /** True if counts are drawn, of the states or of the calibration. */
        public boolean isRandom() {
            return shots.isPresent() || (correction == Correction.CALIBRATED && calibrationShots.isPresent());
        }

        /** The bases of n qubits. */
        public List<ProductBasis> bases(int qubits) {
            return settings == Settings.SIX ? ProductBasis.six(qubits) : ProductBasis.three(qubits);
        }
    }

    /** Directions along which each qubit is measured. */
    public enum Settings {
        /** x, y, z. */
        THREE,
        /** These and their opposites, so that different errors of both outcomes even out. */
        SIX
    }

    /** How qubits are turned into a basis. */
    public enum Rotations {
        /** At once, without noise; population above |1> stays. */
        IDEAL,
        /** By the device's rotations, with their durations and noise. */
        GATES
    }

    /** What is done about readout errors. */
    public enum Correction {
        NONE,
        /** The device's own confusion matrix is undone. */
        EXACT,
        /** One that was measured, with its own shots. */
        CALIBRATED
    }

    /** Figures of measured series. */
    public enum TomographyFigure {
        BLOCH,
        ENTROPY,
        PURITY,
        OVERLAP,
        FIDELITY,
        PAULI,
        BUDGET
    }

    /**
     * What is drawn.
     *
     * @param figures in order
     * @param insetMap id of an entropy map shown as inset, if any
     * @param guides horizontal lines with labels in the overlap figure
     * @param entropyGuides likewise in the entropy figure
     */
    public record Drawn(
            List<TomographyFigure> figures,
            Optional<String> insetMap,
            List<ReferenceLine> guides,
            List<ReferenceLine> entropyGuides) {
        public Drawn {
            figures = List.copyOf(figures);
            guides = List.copyOf(guides);
            entropyGuides = List.copyOf(entropyGuides);
        }
    }
}
