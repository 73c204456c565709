package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.strangenoise.budget.LeastSquaresFit;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.fit.FitType.Plan.FreeParameter;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads fits to measured points. */
final class FitReader {

    private static final int MAX_SHOWN = 20;
    private static final double FACTOR = 1000;

    private FitReader() {}

    static Optional<FitType.Plan> fit(MappingReader analysis, Header header) {
        ValueReader dataValue = analysis.required("data");
        Optional<InputFile> data = header.files().open(dataValue, FilesRead.MAX_DATA_BYTES);
        List<MeasuredPoints.Point> points =
                data.map(d -> points(dataValue, d, header)).orElse(List.of());
        List<FreeParameter> free = new ArrayList<>();
        ValueReader freeValue = analysis.required("free");
        try (MappingReader mapping = freeValue.mapping()) {
            List<ValueReader> values = mapping.values();
            if (freeValue.isPresent() && values.isEmpty()) {
                freeValue.reject("name at least one parameter");
            }
            for (ValueReader value : values) {
                free(value, header).ifPresent(free::add);
            }
        }
        StudyParameter.Twins.refuse(
                freeValue, free.stream().map(FreeParameter::parameter).toList(), header.setup());
        int starts = analysis.optional("starts").integer(Rule.between(0, 1000)).orElse(4);
        if (points.isEmpty() || free.isEmpty()) {
            return Optional.empty();
        }
        if (points.size() < free.size()) {
            dataValue.problem("holds " + points.size() + " points, too few for " + free.size() + " free parameters");
            return Optional.empty();
        }
        MeasuredPoints.Point latest = points.stream()
                .max(Comparator.comparingInt(MeasuredPoints.Point::step))
                .orElseThrow();
        FigureOfMerit merit = new FigureOfMerit(
                latest.name(),
                latest.observable(),
                latest.step(),
                List.of(new StartState(latest.experiment(), latest.start())));
        return Optional.of(new FitType.Plan(header, merit, data.orElseThrow(), points, free, starts));
    }

    private static List<MeasuredPoints.Point> points(ValueReader value, InputFile file, Header header) {
        Problems problems = new Problems();
        List<MeasuredPoints.Point> points = MeasuredPoints.read(
                file, header.setup().circuit(), header.setup().device(), problems);
        List<Problem> errors = problems.errors();
        errors.stream().limit(MAX_SHOWN).forEach(value.problems()::add);
        if (errors.size() > MAX_SHOWN) {
            value.problem("names a file with " + (errors.size() - MAX_SHOWN) + " more problems");
        }
        return errors.isEmpty() ? points : List.of();
    }

    /** {@code start}, {@code between}, {@code prior: value +/- error}. */
    private static Optional<FreeParameter> free(ValueReader value, Header header) {
        Optional<StudyParameter> parameter = StudyParameter.read(value, value.name(), header.setup());
        if (parameter.isEmpty()) {
            return Optional.empty();
        }
        StudyParameter p = parameter.get();
        try (MappingReader mapping = value.mapping()) {
            ValueReader startValue = mapping.optional("start");
            ValueReader betweenValue = mapping.optional("between");
            ValueReader priorValue = mapping.optional("prior");
            double present = p.get(header.setup());
            double start = startValue.isPresent()
                    ? startValue
                            .quantity(p.kind(), p.rule())
                            .map(Quantity::value)
                            .orElse(present)
                    : present;
            if (!Double.isFinite(start)) {
                value.problem("needs a finite `start`, since the device has none");
                return Optional.empty();
            }
            double[] bounds = bounds(p, start);
            if (betweenValue.isPresent()) {
                bounds = StudyParameter.between(betweenValue, p).orElse(bounds);
            }
            if (!(start >= bounds[0] && start <= bounds[1])) {
                value.problem("starts at " + p.text(start) + ", which is not between " + p.text(bounds[0]) + " and "
                        + p.text(bounds[1]));
                return Optional.empty();
            }
            Optional<Quantity> prior = priorValue.quantity(p.kind(), p.rule());
            if (prior.isPresent() && !(prior.get().uncertainty() > 0)) {
                priorValue.reject("carry an uncertainty, as in `10 us +/- 1 us`");
                return Optional.empty();
            }
            if (prior.isPresent()
                    && SensitiveParameters.isNonNegative(p)
                    && prior.get().uncertainty() >= prior.get().value()) {
                priorValue.reject("have an uncertainty below its value");
                return Optional.empty();
            }
            double scale = start != 0 ? Math.abs(start) : typicalSize(p);
            return Optional.of(new FreeParameter(
                    p,
                    new LeastSquaresFit.Free(
                            p.address(),
                            start,
                            bounds[0],
                            bounds[1],
                            scale,
                            prior.map(Quantity::value).orElse(Double.NaN),
                            prior.map(Quantity::uncertainty).orElse(1.0))));
        }
    }

    private static double[] bounds(StudyParameter parameter, double start) {
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return new double[] {0, 1};
        }
        if (SensitiveParameters.isNonNegative(parameter)) {
            return start > 0
                    ? new double[] {start / FACTOR, start * FACTOR}
                    : new double[] {0, FACTOR * typicalSize(parameter)};
        }
        double reach = Math.max(10 * typicalSize(parameter), 10 * Math.abs(start));
        return new double[] {start - reach, start + reach};
    }

    /** How large such a number is on devices, for one that starts at zero. */
    private static double typicalSize(StudyParameter parameter) {
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return 0.01;
        }
        return switch (parameter.kind()) {
            case TIME -> 1e-8;
            case FREQUENCY -> 1e5;
            case ANGLE, NUMBER -> 0.1;
        };
    }
}
