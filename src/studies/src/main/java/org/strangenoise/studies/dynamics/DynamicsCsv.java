package org.strangenoise.studies.dynamics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.dynamics.DynamicsType.Result;
import org.strangenoise.studies.dynamics.DynamicsType.Result.Conditioned;
import org.strangenoise.studies.dynamics.DynamicsType.Result.Run;
import org.strangenoise.studies.dynamics.DynamicsType.Result.Series;
import org.strangenoise.studies.experiment.ConfidenceBands;

/** The CSV tables of time series, each with what its rows are. */
final class DynamicsCsv {

    /** One of the two runs of a start. */
    private record OfStart(Result result, Series series, String name, Run run) {

        static Stream<OfStart> all(Result result) {
            return result.series().stream()
                    .flatMap(series -> Stream.of(
                            new OfStart(result, series, "ideal", series.ideal()),
                            new OfStart(result, series, "noisy", series.noisy())));
        }

        Stream<Place<OfStart>> steps() {
            return IntStream.range(0, series.seconds().length).mapToObj(step -> new Place<>(this, step));
        }
    }

    private static final Fields<OfStart> START = Fields.<OfStart>of()
            .include(of -> of.series().start(), SharedFields.START)
            .text("run", "`ideal` or `noisy`", OfStart::name);

    private static final Fields<Place<OfStart>> SECONDS = Fields.<Place<OfStart>>of()
            .include(at -> new Place<>(at.of().series(), at.index()), DynamicsType.SECONDS.byPlace());

    private static final Fields<Place<OfStart>> STEP = Fields.<Place<OfStart>>of()
            .include(Place::of, START)
            .count("step", "of the circuit", Place::index)
            .include(at -> at, SECONDS);

    private static final Table<Result> SERIES = Table.each(
            "",
            "a step of a run; Pauli strings and outcomes only if asked, and only at their step",
            result -> OfStart.all(result).flatMap(OfStart::steps),
            Table.Columns.<Result, Place<OfStart>>of()
                    .fields(STEP.include(
                            at -> new Place<>(at.of().run(), at.index()),
                            DynamicsType.RUN
                                    .only("bloch", "entropy", "purity", "overlap", "fidelity")
                                    .byPlace()))
                    .named(
                            new Fields.Documented(
                                    "<Pauli string>",
                                    "",
                                    "expectation at `pauli-expectations-at`; leftmost letter = qubit 0"),
                            DynamicsCsv::paulis,
                            DynamicsCsv::expectations)
                    .named(
                            new Fields.Documented(
                                    "P_<outcome>",
                                    "",
                                    "probability at `probabilities-at`, with readout errors; leftmost character = highest qubit"),
                            DynamicsCsv::outcomes,
                            DynamicsCsv::probabilities));

    /** Bloch vectors and entropies by qubit. */
    private record Qubits(double[][] bloch, double[] entropy) {

        static final Fields<Place<Qubits>> FIELDS = Fields.<Qubits>of()
                .vectors(
                        "bloch",
                        List.of("bloch-x", "bloch-y", "bloch-z"),
                        "",
                        "Bloch vector of the qubit",
                        Qubits::bloch)
                .numbers("entropy", "bit", "of the qubit", Qubits::entropy)
                .byPlace();
    }

    private record QubitAt(Place<OfStart> step, int qubit) {

        String name() {
            return step.of().result().qubitNames().get(qubit);
        }

        Place<Qubits> numbers() {
            Result.Qubits found = step.of().run().qubits();
            return new Place<>(new Qubits(found.bloch()[step.index()], found.entropy()[step.index()]), qubit);
        }

        double leakage() {
            Result.Qubits found = step.of().run().qubits();
            return found.hasLeakage() ? found.leakage()[step.index()][qubit] : Double.NaN;
        }
    }

    private static final Table<Result> QUBITS = Table.each(
            "qubits",
            "a qubit at a step of a run; `leakage` is empty where every qubit has two levels",
            result -> OfStart.all(result)
                    .flatMap(OfStart::steps)
                    .flatMap(step ->
                            IntStream.range(0, result.qubitNames().size()).mapToObj(qubit -> new QubitAt(step, qubit))),
            Fields.<QubitAt>of()
                    .include(QubitAt::step, STEP)
                    .text("qubit", "its name on the device", QubitAt::name)
                    .include(QubitAt::numbers, Qubits.FIELDS)
                    .number("leakage", "", "population of the qubit above \\|1>", QubitAt::leakage));

    private record ObservableAt(Place<OfStart> step, String name, double[] values) {}

    private static final Table<Result> OBSERVABLES = Table.<Result, ObservableAt>each(
                    "observables",
                    "one of `observables` at a step of a run; only if asked",
                    result -> OfStart.all(result)
                            .flatMap(run -> run.run().observables().entrySet().stream()
                                    .flatMap(each -> run.steps()
                                            .map(step -> new ObservableAt(step, each.getKey(), each.getValue())))),
                    Fields.<ObservableAt>of()
                            .include(at -> at.step().of(), START)
                            .text("observable", "as the study names it", ObservableAt::name)
                            .count("step", "of the circuit", at -> at.step().index())
                            .include(ObservableAt::step, SECONDS)
                            .number(
                                    "value",
                                    "the observable's",
                                    "what it is there",
                                    at -> at.values()[at.step().index()]))
            .onlyIf(result -> !result.plan().observables().isEmpty());

    private record Entry(OfStart of, ComplexMatrix matrix, int row, int column) {

        static Stream<Entry> all(OfStart of) {
            return of.run().densityMatrix().stream()
                    .flatMap(rho -> IntStream.range(0, rho.rows() * rho.columns())
                            .mapToObj(at -> new Entry(of, rho, at / rho.columns(), at % rho.columns())));
        }
    }

    private static final Table<Result> DENSITY_MATRIX = Table.<Result, Entry>each(
                    "density-matrix",
                    "an entry of a run's density matrix; only if asked",
                    result -> OfStart.all(result).flatMap(Entry::all),
                    Fields.<Entry>of()
                            .include(Entry::of, START)
                            .count("row", "basis index, qubit 0 is bit 0", Entry::row)
                            .count("column", "likewise", Entry::column)
                            .number("re", "", "real part", at -> at.matrix().re(at.row(), at.column()))
                            .number(
                                    "im",
                                    "",
                                    "imaginary part",
                                    at -> at.matrix().im(at.row(), at.column())))
            .onlyIf(result -> result.plan().snapshots().densityStep().isPresent());

    private record Outcome(OfStart of, RecordedBits bits, String text, double probability) {

        static Stream<Outcome> all(OfStart of) {
            return of.run().bits().stream()
                    .flatMap(bits -> bits.probabilities().entrySet().stream()
                            .map(each -> new Outcome(of, bits, each.getKey(), each.getValue())));
        }

        double error() {
            return bits.standardErrors()
                    .map(errors -> errors.getOrDefault(text, Double.NaN))
                    .orElse(Double.NaN);
        }

        Optional<Integer> count() {
            return of.run().counts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(of.run().counts().getOrDefault(text, 0));
        }
    }

    private static final Table<Result> BITS = Table.<Result, Outcome>each(
                    "bits",
                    "a string of a run's classical bits; only with measurements, errors only if sampled, counts only if"
                            + " asked",
                    result -> OfStart.all(result).flatMap(Outcome::all),
                    Fields.<Outcome>of()
                            .include(Outcome::of, START)
                            .text("bits", "what they hold, leftmost character = the highest bit", Outcome::text)
                            .number("probability", "", "that they hold it", Outcome::probability)
                            .number("standard-error", "", "of the probability", Outcome::error)
                            .countOrNull("count", "how many of `shots` runs end so", Outcome::count))
            .onlyIf(result -> result.series().get(0).noisy().bits().isPresent());

    private record Left(OfStart of, Conditioned state, int qubit) {

        static Stream<Left> all(OfStart of) {
            return of.run().conditioned().stream()
                    .flatMap(state ->
                            IntStream.range(0, state.entropy().length).mapToObj(qubit -> new Left(of, state, qubit)));
        }
    }

    private static final Table<Result> CONDITIONED = Table.<Result, Left>each(
                    "conditioned",
                    "a qubit of a state that recorded bits leave behind; only with `conditioned-at`",
                    result -> OfStart.all(result).flatMap(Left::all),
                    Fields.<Left>of()
                            .include(Left::of, START)
                            .include(Left::state, DynamicsType.CONDITIONED)
                            .text(
                                    "qubit",
                                    "its name on the device",
                                    left -> left.of().result().qubitNames().get(left.qubit()))
                            .include(
                                    left -> new Place<>(
                                            new Qubits(
                                                    left.state().bloch(),
                                                    left.state().entropy()),
                                            left.qubit()),
                                    Qubits.FIELDS))
            .onlyIf(result -> result.plan().snapshots().conditionedStep().isPresent());

    private record BandAt(Series series, String observable, Place<ConfidenceBands.Band> step) {}

    private static final Table<Result> BANDS = Table.<Result, BandAt>each(
                    "bands",
                    "a step of an observable's band; only with bands",
                    result -> result.series().stream()
                            .flatMap(series -> series.bands().entrySet().stream()
                                    .flatMap(each -> Place.all(
                                                    each.getValue(),
                                                    each.getValue().low().length)
                                            .stream()
                                            .map(step -> new BandAt(series, each.getKey(), step)))),
                    Fields.<BandAt>of()
                            .include(at -> at.series().start(), SharedFields.START)
                            .text("observable", "as the study names it", BandAt::observable)
                            .count("step", "of the circuit", at -> at.step().index())
                            .include(BandAt::step, SharedFields.BAND.byPlace()))
            .onlyIf(result -> !result.series().get(0).bands().isEmpty());

    static final List<Table<Result>> TABLES = List.of(
            SERIES, QUBITS, OBSERVABLES, DENSITY_MATRIX, BITS, CONDITIONED, BANDS, SharedFields.pulses(Result::pulses));

    private DynamicsCsv() {}

    private static List<String> paulis(Result result) {
        return List.copyOf(result.series().get(0).ideal().pauli().keySet());
    }

    private static List<Double> expectations(Place<OfStart> at) {
        Result result = at.of().result();
        boolean here = result.plan().snapshots().pauliStep().equals(Optional.of(at.index()));
        return paulis(result).stream()
                .map(pauli -> here ? at.of().run().pauli().getOrDefault(pauli, Double.NaN) : Double.NaN)
                .toList();
    }

    private static List<String> outcomes(Result result) {
        int outcomes = result.series().get(0).ideal().probabilities().length;
        return IntStream.range(0, outcomes)
                .mapToObj(b -> "P_" + Result.outcome(b, Integer.numberOfTrailingZeros(outcomes)))
                .toList();
    }

    private static List<Double> probabilities(Place<OfStart> at) {
        boolean here = at.of().result().plan().snapshots().probabilityStep().equals(Optional.of(at.index()));
        double[] found = at.of().run().probabilities();
        return IntStream.range(0, found.length)
                .mapToObj(b -> here ? found[b] : Double.NaN)
                .toList();
    }
}
