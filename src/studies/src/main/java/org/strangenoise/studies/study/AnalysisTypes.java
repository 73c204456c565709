package org.strangenoise.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.attribution.AttributionType;
import org.strangenoise.studies.bifurcation.BifurcationType;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType;
import org.strangenoise.studies.characterization.ExperimentType;
import org.strangenoise.studies.classicalmap.ClassicalMapType;
import org.strangenoise.studies.contour.ContourType;
import org.strangenoise.studies.decay.DecayType;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.ergodicity.ErgodicityType;
import org.strangenoise.studies.errorbars.ErrorBarsType;
import org.strangenoise.studies.fit.FitType;
import org.strangenoise.studies.inference.InferenceType;
import org.strangenoise.studies.pulses.PulseSequenceType;
import org.strangenoise.studies.sensitivities.SensitivitiesType;
import org.strangenoise.studies.solvefor.SolveForType;
import org.strangenoise.studies.sweep.SweepType;
import org.strangenoise.studies.systemsize.SystemSizeType;
import org.strangenoise.studies.tomography.TomographyType;

/**
 * The types of analysis that a study may name: the shipped ones, and those that a caller adds. A shipped type is one
 * line here; all else of it is in its own package.
 */
public final class AnalysisTypes {

    private static final AnalysisTypes SHIPPED = new AnalysisTypes(List.of(
            DynamicsType.TYPE,
            TomographyType.TYPE,
            ExperimentType.TYPE,
            BlindCalibrationType.TYPE,
            EntropyMapType.TYPE,
            ClassicalMapType.TYPE,
            ErgodicityType.TYPE,
            BifurcationType.TYPE,
            SweepType.TYPE,
            PulseSequenceType.TYPE,
            SystemSizeType.TYPE,
            DecayType.TYPE,
            AttributionType.TYPE,
            SensitivitiesType.TYPE,
            SolveForType.TYPE,
            ContourType.TYPE,
            ErrorBarsType.TYPE,
            FitType.TYPE,
            InferenceType.TYPE));

    private final List<AnalysisType<?, ?>> types;

    private AnalysisTypes(List<AnalysisType<?, ?>> types) {
        this.types = List.copyOf(types);
    }

    /** The types that come with the program. */
    public static AnalysisTypes shipped() {
        return SHIPPED;
    }

    /**
     * These types and another one.
     *
     * @throws IllegalArgumentException if one of these has its name
     */
    public AnalysisTypes with(AnalysisType<?, ?> type) {
        if (find(type.name()).isPresent()) {
            throw new IllegalArgumentException(
                    "Argument `type` must have a name of its own, but there is a type `" + type.name() + "`");
        }
        List<AnalysisType<?, ?>> more = new ArrayList<>(types);
        more.add(type);
        return new AnalysisTypes(more);
    }

    /** In the order of the reference pages. */
    public List<AnalysisType<?, ?>> all() {
        return types;
    }

    /** Names, as studies write them. */
    public List<String> names() {
        return types.stream().<String>map(AnalysisType::name).toList();
    }

    /** The type of a name. */
    public Optional<AnalysisType<?, ?>> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
