package org.strangenoise.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
            new Entry("dynamics", () -> DynamicsType.TYPE),
            new Entry("tomography", () -> TomographyType.TYPE),
            new Entry("experiment", () -> ExperimentType.TYPE),
            new Entry("blind-calibration", () -> BlindCalibrationType.TYPE),
            new Entry("entropy-map", () -> EntropyMapType.TYPE),
            new Entry("classical-map", () -> ClassicalMapType.TYPE),
            new Entry("ergodicity", () -> ErgodicityType.TYPE),
            new Entry("bifurcation", () -> BifurcationType.TYPE),
            new Entry("sweep", () -> SweepType.TYPE),
            new Entry("pulse-sequence", () -> PulseSequenceType.TYPE),
            new Entry("system-size", () -> SystemSizeType.TYPE),
            new Entry("decay", () -> DecayType.TYPE),
            new Entry("decoherence-budget", () -> AttributionType.TYPE),
            new Entry("sensitivities", () -> SensitivitiesType.TYPE),
            new Entry("solve-for", () -> SolveForType.TYPE),
            new Entry("contour", () -> ContourType.TYPE),
            new Entry("error-bars", () -> ErrorBarsType.TYPE),
            new Entry("fit", () -> FitType.TYPE),
            new Entry("inference", () -> InferenceType.TYPE)));

    private final List<Entry> types;

    private AnalysisTypes(List<Entry> types) {
        this.types = List.copyOf(types);
    }

    /** A type by the name that it has itself. Nothing of it is loaded before a study names it. */
    private record Entry(String name, Supplier<AnalysisType<?, ?>> held) {

        AnalysisType<?, ?> type() {
            AnalysisType<?, ?> type = held.get();
            if (!type.name().equals(name)) {
                throw new IllegalStateException(
                        "the type of analysis `" + type.name() + "` is registered as `" + name + "`");
            }
            return type;
        }
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
        if (names().contains(type.name())) {
            throw new IllegalArgumentException(
                    "Argument `type` must have a name of its own, but there is a type `" + type.name() + "`");
        }
        List<Entry> more = new ArrayList<>(types);
        more.add(new Entry(type.name(), () -> type));
        return new AnalysisTypes(more);
    }

    /** In the order of the reference pages. */
    public List<AnalysisType<?, ?>> all() {
        return types.stream().<AnalysisType<?, ?>>map(Entry::type).toList();
    }

    /** Names, as studies write them. */
    public List<String> names() {
        return types.stream().map(Entry::name).toList();
    }

    /** The type of a name. */
    public Optional<AnalysisType<?, ?>> find(String name) {
        return types.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(Entry::type);
    }
}
