package org.strangenoise.studies.tomography;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.tomography.TomographyType.Result;
import org.strangenoise.studies.tomography.TomographyType.Result.BudgetLine;
import org.strangenoise.studies.tomography.TomographyType.Result.MeasuredRun;
import org.strangenoise.studies.tomography.TomographyType.Result.Run;
import org.strangenoise.studies.tomography.TomographyType.Result.Series;

/** Tables of tomography: a row a step of a run, of an observable, of a Pauli string, and of the budget. */
final class TomographyCsv {

    private TomographyCsv() {}

    /** What a run has by step; errors and biases are the measured one's alone. */
    private record OfStart(Series series, String name, MeasuredRun values) {

        private static final Run NONE = new Run(
                new double[0][],
                ObservableNames.SCALARS.stream().collect(Collectors.toMap(name -> name, name -> new double[0])),
                Map.of());

        static Stream<OfStart> all(Result result) {
            return result.series().stream()
                    .flatMap(series -> Stream.of(
                            new OfStart(series, "ideal", new MeasuredRun(series.ideal(), NONE, NONE)),
                            new OfStart(series, "noisy", new MeasuredRun(series.noisy(), NONE, NONE)),
                            new OfStart(series, "measured", series.measured())));
        }
    }

    /** A number as every run has it. */
    private record Cell(Series series, String name, int step, ToDoubleFunction<Run> of) {

        static final Fields<Cell> VALUES = Fields.<Cell>of()
                .number(
                        "ideal",
                        "the observable's",
                        "without noise",
                        at -> at.in(at.series().ideal()))
                .number(
                        "noisy",
                        "the observable's",
                        "with noise, exactly read",
                        at -> at.in(at.series().noisy()))
                .number(
                        "measured",
                        "the observable's",
                        "of the states made of the counts",
                        at -> at.in(at.series().measured().values()))
                .number(
                        "error",
                        "the observable's",
                        "standard error of `measured`",
                        at -> at.in(at.series().measured().errors()))
                .number(
                        "bias",
                        "the observable's",
                        "mean of repeated experiments less `noisy`",
                        at -> at.in(at.series().measured().biases()));

        private double in(Run run) {
            return of.applyAsDouble(run);
        }

        static Stream<Cell> observables(Result result) {
            return result.series().stream()
                    .flatMap(series -> result.plan().observables().keySet().stream()
                            .flatMap(name -> IntStream.range(0, series.seconds().length)
                                    .mapToObj(step -> new Cell(series, name, step, run -> run.scalar(name)[step]))));
        }

        static Stream<Cell> paulis(Result result) {
            return result.series().stream()
                    .flatMap(series -> series.ideal().pauli().keySet().stream()
                            .map(pauli -> new Cell(
                                    series,
                                    pauli,
                                    result.plan().pauliStep().orElseThrow(),
                                    run -> run.pauli().getOrDefault(pauli, Double.NaN))));
        }
    }

    private record BudgetAt(Series series, Place<BudgetLine> step) {

        static Stream<BudgetAt> all(Result result) {
            return result.series().stream()
                    .flatMap(series -> series.budget().stream()
                            .flatMap(line -> Place.all(line, line.ideal().length).stream()
                                    .map(step -> new BudgetAt(series, step))));
        }
    }

    static final List<Table<Result>> TABLES = List.of(
            Table.each(
                    "",
                    "a step of a run",
                    result -> OfStart.all(result)
                            .flatMap(run -> Place.all(run, run.series().seconds().length).stream()),
                    Fields.<Place<OfStart>>of()
                            .include(at -> at.of().series().start(), SharedFields.START)
                            .text(
                                    "run",
                                    "`ideal`, `noisy` or `measured`",
                                    at -> at.of().name())
                            .count("step", "of the circuit", Place::index)
                            .include(at -> new Place<>(at.of().series(), at.index()), TomographyType.SECONDS.byPlace())
                            .include(
                                    at -> new Place<>(at.of().values(), at.index()),
                                    TomographyType.MEASURED
                                            .only(byStep("", "-error", "-bias"))
                                            .byPlace())),
            Table.each(
                            "observables",
                            "a step of a further observable; only if asked",
                            Cell::observables,
                            Fields.<Cell>of()
                                    .include(at -> at.series().start(), SharedFields.START)
                                    .text("observable", "as the study names it", Cell::name)
                                    .count("step", "of the circuit", Cell::step)
                                    .include(at -> at, Cell.VALUES))
                    .onlyIf(result -> !result.plan().observables().isEmpty()),
            Table.each(
                            "pauli",
                            "a Pauli string at its step; only if asked",
                            Cell::paulis,
                            Fields.<Cell>of()
                                    .include(at -> at.series().start(), SharedFields.START)
                                    .text("pauli", "leftmost letter = qubit 0", Cell::name)
                                    .include(at -> at, Cell.VALUES))
                    .onlyIf(result -> result.plan().pauliStep().isPresent()),
            Table.each(
                            "budget",
                            "an observable at a step: what each player takes of its ideal value; only if asked",
                            BudgetAt::all,
                            Fields.<BudgetAt>of()
                                    .include(at -> at.series().start(), SharedFields.START)
                                    .include(at -> at.step().of(), TomographyType.BUDGET.only("observable"))
                                    .count(
                                            "step",
                                            "of the circuit",
                                            at -> at.step().index())
                                    .include(
                                            BudgetAt::step,
                                            TomographyType.BUDGET
                                                    .only(
                                                            "ideal",
                                                            "decoherence",
                                                            "readout",
                                                            "shots",
                                                            "reconstruction",
                                                            "measured")
                                                    .byPlace()))
                    .onlyIf(result -> result.plan().budget()),
            SharedFields.pulses(Result::pulses));

    /** The names of the series that a run always has, with all ends. */
    private static String[] byStep(String... ends) {
        return Stream.of(ends)
                .flatMap(end -> Stream.concat(Stream.of("bloch"), ObservableNames.SCALARS.stream())
                        .map(name -> name + end))
                .toArray(String[]::new);
    }
}
