package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.ShotsReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.tomography.TomographyType.Plan.Correction;
import org.strangenoise.studies.tomography.TomographyType.Plan.Drawn;
import org.strangenoise.studies.tomography.TomographyType.Plan.Rotations;
import org.strangenoise.studies.tomography.TomographyType.Plan.Settings;
import org.strangenoise.studies.tomography.TomographyType.Plan.TomographyFigure;
import org.strangenoise.studies.tomography.TomographyType.Plan.VirtualLaboratory;
import org.strangenoise.tomography.Reconstruction;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads a tomography; what no laboratory could do is told where it is asked for. */
final class TomographyReader {

    private static final int MOST_QUBITS = 6;
    private static final long USUAL_SHOTS = 1000;
    private static final int LEAST_BOOTSTRAPS = 10;
    private static final int MOST_BOOTSTRAPS = 10_000;
    private static final int USUAL_BOOTSTRAPS = 200;

    private TomographyReader() {}

    static Optional<TomographyType.Plan> read(MappingReader analysis, Header header) {
        Setup setup = header.setup();
        List<StartState> starts = StartState.Reader.several(analysis.optional("initial-states"), setup);
        Optional<Integer> toStep = StartState.Reader.stepOrLast(analysis, "to-step", setup);
        VirtualLaboratory laboratory = laboratory(analysis, setup);
        Reconstruction reconstruction =
                analysis.optional("reconstruction").oneOf(Reconstruction.class).orElse(Reconstruction.PROJECTED);
        int bootstraps = analysis.optional("bootstraps")
                .integer(new Rule(
                        "be 0, or from " + LEAST_BOOTSTRAPS + " to " + MOST_BOOTSTRAPS,
                        x -> x == 0 || (x >= LEAST_BOOTSTRAPS && x <= MOST_BOOTSTRAPS)))
                .orElse(USUAL_BOOTSTRAPS);
        ValueReader pauliValue = analysis.optional("pauli-expectations-at");
        Optional<Integer> pauliStep = StartState.Reader.step(pauliValue, setup);
        if (pauliStep.isPresent() && toStep.isPresent() && pauliStep.get() > toStep.get()) {
            pauliValue.reject("be at most the last step measured, " + toStep.get());
        }
        Map<String, Observable> observables =
                ObservableNames.further(analysis.optional("observables"), name -> false, setup);
        ValueReader budgetValue = analysis.optional("budget");
        boolean budget = budgetValue.bool().orElse(false);
        if (budget && laboratory.isRandom() && bootstraps == 0) {
            budgetValue.problem("needs `bootstraps` of at least " + LEAST_BOOTSTRAPS
                    + ", as many experiments being repeated for the share of the shots");
        }
        Drawn drawn = drawn(analysis, pauliStep, budget);
        if (setup.circuit().qubits() > MOST_QUBITS) {
            analysis.problem("tomography is possible up to " + MOST_QUBITS + " qubits, but the circuit has "
                    + setup.circuit().qubits());
            return Optional.empty();
        }
        return toStep.map(last -> new TomographyType.Plan(
                header, starts, last, laboratory, reconstruction, bootstraps, pauliStep, observables, budget, drawn));
    }

    private static VirtualLaboratory laboratory(MappingReader analysis, Setup setup) {
        Settings settings = analysis.optional("settings").oneOf(Settings.class).orElse(Settings.THREE);
        boolean byGates = setup.circuit().isPrepared(Preparation.GATES);
        ValueReader rotationsValue = analysis.optional("rotations");
        Rotations rotations = rotationsValue.oneOf(Rotations.class).orElse(byGates ? Rotations.GATES : Rotations.IDEAL);
        OptionalLong shots = ShotsReader.read(analysis.optional("shots"), OptionalLong.of(USUAL_SHOTS));
        ValueReader correctValue = analysis.optional("correct");
        Correction correction = correctValue.oneOf(Correction.class).orElse(Correction.NONE);
        ValueReader calibration = analysis.optional("calibration-shots");
        OptionalLong calibrationShots = ShotsReader.read(calibration, shots);
        if (calibration.isPresent() && correction != Correction.CALIBRATED) {
            calibration.problem("needs `correct: calibrated`, as nothing else is calibrated");
        }
        VirtualLaboratory laboratory = new VirtualLaboratory(settings, rotations, shots, correction, calibrationShots);
        if (setup.circuit().qubits() <= MOST_QUBITS) {
            checkRotations(laboratory, setup, rotationsValue.isPresent() ? rotationsValue : null, analysis);
            checkReadout(laboratory, setup, correctValue);
        }
        return laboratory;
    }

    private static void checkRotations(
            VirtualLaboratory laboratory, Setup setup, @Nullable ValueReader asked, MappingReader analysis) {
        if (laboratory.rotations() == Rotations.GATES) {
            try {
                laboratory
                        .bases(setup.circuit().qubits())
                        .forEach(basis -> Counting.Rotations.of(basis, setup.device()));
            } catch (IllegalArgumentException e) {
                if (asked != null) {
                    asked.problem("is refused: " + PlainMessage.of(e));
                } else {
                    analysis.problem("cannot be measured: " + PlainMessage.of(e));
                }
            }
        }
    }

    private static void checkReadout(VirtualLaboratory laboratory, Setup setup, ValueReader correct) {
        if (laboratory.correction() != Correction.NONE) {
            try {
                setup.confusion().inverse();
            } catch (IllegalArgumentException e) {
                correct.problem("is impossible: the confusion matrix of the device's readout " + PlainMessage.of(e));
            }
        }
    }

    private static Drawn drawn(MappingReader analysis, Optional<Integer> pauliStep, boolean budget) {
        ValueReader value = analysis.optional("figures");
        List<TomographyFigure> figures = value.isPresent()
                ? value.list(f -> f.oneOf(TomographyFigure.class)).orElse(List.of())
                : unasked(pauliStep.isPresent(), budget);
        if (figures.contains(TomographyFigure.PAULI) && pauliStep.isEmpty()) {
            value.problem("asks for `pauli`, so `pauli-expectations-at` must be given");
        }
        if (figures.contains(TomographyFigure.BUDGET) && !budget) {
            value.problem("asks for `budget`, so `budget: true` must be given");
        }
        return new Drawn(
                figures,
                analysis.optional("inset-map").text(),
                guides(analysis.optional("guides")),
                guides(analysis.optional("entropy-guides")));
    }

    private static List<TomographyFigure> unasked(boolean paulis, boolean budget) {
        List<TomographyFigure> figures = new ArrayList<>(
                paulis ? List.of(TomographyFigure.PAULI) : List.of(TomographyFigure.ENTROPY, TomographyFigure.OVERLAP));
        if (budget) {
            figures.add(TomographyFigure.BUDGET);
        }
        return figures;
    }

    private static List<Axis.ReferenceLine> guides(ValueReader value) {
        List<Axis.ReferenceLine> guides = new ArrayList<>();
        for (ValueReader item : value.items()) {
            try (MappingReader guide = item.mapping()) {
                Optional<Double> height = guide.required("value").number(Rule.NUMBER);
                Optional<String> label = guide.required("label").text();
                height.ifPresent(h -> label.ifPresent(l -> guides.add(Axis.ReferenceLine.horizontal(h, l))));
            }
        }
        return guides;
    }
}
