package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.StateVector;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.FidelityToIdeal;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.tomography.StateNumbers.Point;
import org.strangenoise.studies.tomography.TomographyType.Plan.Rotations;
import org.strangenoise.tomography.PauliVector;
import org.strangenoise.tomography.ProductTomography;
import org.strangenoise.tomography.Reconstruction;

/** State tomography: a sample is a start at a step, the steps of a start after each other. */
final class TomographyAnalysis implements PreparedAnalysis<TomographyAnalysis.Row, TomographyType.Result> {

    /** Seconds to make a state of frequencies, by the cube of its dimension, and by outcome of all bases. */
    private static final double SECONDS_OF_STATE = 150e-9;

    private static final double SECONDS_OF_OUTCOME = 40e-9;

    /** A most probable state takes about as many steps. */
    private static final double LIKELIHOOD_STEPS = 60;

    /**
     * What a sample finds: numbers of all observables, fidelity last.
     *
     * @param ideal without noise
     * @param noisy with the device's noise
     * @param measured of the state that is made of the counts
     * @param errors standard deviations of the bootstraps' numbers
     * @param repeated means of the numbers of repeated experiments
     * @param bootstraps by bootstrap: parts of the numbers that are of the mean of the states so far
     * @param repetitions likewise
     * @param budget by coalition and draw; empty if not asked
     * @param warnings of the start's simulations, at its first step
     */
    record Row(
            double[] ideal,
            double[] noisy,
            Point measured,
            double[] errors,
            double[] repeated,
            double[][] bootstraps,
            double[][] repetitions,
            double[][][] budget,
            List<String> warnings) {}

    private final TomographyType.Plan plan;
    private final SimulationOptions options;
    private final Setup setup;
    private final int qubits;
    private final Experiment first;
    private final SimulatorChoice choice;
    private final FidelityToIdeal fidelity;
    private final ProductTomography bases;
    private final Counting counting;
    private final MeasurementBudget budget;
    private final double seconds;

    TomographyAnalysis(TomographyType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.setup = plan.measuredSetup();
        this.qubits = setup.circuit().qubits();
        this.first = Experiment.of(setup, plan.starts().get(0).state());
        this.fidelity = FidelityToIdeal.of(first);
        first.idealChoice(first.idealTask(idealObservables(), options));
        this.choice = first.noisyChoice(first.noisyTask(noisyObservables(), options));
        this.bases = new ProductTomography(plan.laboratory().bases(qubits));
        int draws = plan.laboratory().isRandom() ? plan.bootstraps() : 0;
        this.counting = new Counting(
                bases,
                plan.laboratory(),
                plan.reconstruction(),
                setup.confusion(),
                draws,
                new StreamSeeds(setup.simulation().seed(), plan.id() + "/calibration"));
        this.budget = new MeasurementBudget(counting, qubits);
        this.seconds = cost(draws);
        double all = seconds * samples(List.of());
        if (all > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d states in %d bases with %d bootstraps would take %.0f s of one processor, more than %.0f s;"
                            + " take fewer starts, steps or bootstraps",
                    samples(List.of()),
                    bases.bases().size(),
                    draws,
                    all,
                    Experiment.RunCost.MAX_SECONDS));
        }
    }

    private double cost(int draws) {
        double outcomes = bases.bases().size() * StrictMath.pow(2, qubits);
        double once = SECONDS_OF_STATE * StrictMath.pow(8, qubits) + SECONDS_OF_OUTCOME * outcomes;
        boolean searches = plan.reconstruction() == Reconstruction.MAXIMUM_LIKELIHOOD;
        double run = Experiment.RunCost.seconds(first, choice, options);
        double simulations = plan.laboratory().rotations() == Rotations.GATES
                ? run * bases.bases().size() / 2
                : run / (plan.toStep() + 1);
        int states = 1 + 2 * draws + (plan.budget() ? 8 + 8 * draws : 0);
        return simulations + states * once * (searches ? LIKELIHOOD_STEPS : 1);
    }

    /** The observables of every step, those of the Pauli strings at their step. */
    private StateNumbers numbers(int step) {
        List<Observable> observables = new ArrayList<>(List.of(
                new Observable.MeanBlochVector(),
                new Observable.MeanEntropy(),
                new Observable.Purity(),
                new Observable.MicrocanonicalOverlap()));
        observables.addAll(plan.observables().values());
        if (plan.pauliStep().filter(at -> at == step).isPresent()) {
            observables.addAll(FidelityToIdeal.pauliExpectations(qubits, false));
        }
        return new StateNumbers(observables, qubits);
    }

    private List<Observable> idealObservables() {
        Set<Observable> all = new LinkedHashSet<>(numbers(-1).observables());
        all.addAll(fidelity.observables());
        all.addAll(FidelityToIdeal.pauliExpectations(qubits, false));
        return List.copyOf(all);
    }

    private List<Observable> noisyObservables() {
        Set<Observable> all = new LinkedHashSet<>(numbers(-1).observables());
        all.addAll(fidelity.observables());
        plan.pauliStep().ifPresent(step -> all.addAll(FidelityToIdeal.pauliExpectations(qubits, false)));
        if (plan.laboratory().rotations() == Rotations.IDEAL) {
            plan.laboratory().bases(qubits).forEach(basis -> all.add(inBasis(basis, true)));
            if (plan.budget()) {
                plan.laboratory().bases(qubits).forEach(basis -> all.add(inBasis(basis, false)));
            }
        }
        return List.copyOf(all);
    }

    private static Observable inBasis(ProductBasis basis, boolean read) {
        return new Observable.BasisProbabilities(basis, read);
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return plan.starts().size() * (plan.toStep() + 1);
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        int steps = plan.toStep() + 1;
        List<Row> rows = new ArrayList<>();
        for (int start = from / steps; start * steps < to; start++) {
            watch.throwIfCancelled();
            Simulated simulated = new Simulated(start);
            int begin = start * steps;
            rows.addAll(watch.each(
                    Math.max(from, begin),
                    Math.min(to, begin + steps),
                    options.threads() > 1,
                    sample -> simulated.row(sample, sample - begin)));
        }
        return rows;
    }

    private Experiment experiment(int start) {
        return start == 0 ? first : first.from(plan.starts().get(start).state());
    }

    /** The states of one start that are there to be measured. */
    private final class Simulated {
        private final int start;
        private final SimulationResult ideal;
        private final SimulationResult reference;
        private final SimulationResult noisy;
        private final double[] idealFidelity;
        private final double[] noisyFidelity;
        private final List<String> warnings;

        Simulated(int start) {
            this.start = start;
            Experiment experiment = experiment(start);
            SimulationOptions own = options.withSeed(plan.header().seeds().of((long) start * (plan.toStep() + 1)));
            SimulationTask idealTask = experiment.idealTask(idealObservables(), own);
            SimulationTask noisyTask = experiment.noisyTask(noisyObservables(), own);
            this.ideal = experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial());
            this.reference = experiment.isPerturbed() ? compared(experiment, idealTask) : ideal;
            this.noisy = experiment.noisyChoice(noisyTask).simulator().run(noisyTask, experiment.initial());
            Set<String> told = new LinkedHashSet<>(noisy.warnings());
            this.idealFidelity = fidelity.values(ideal, ideal, told);
            this.noisyFidelity = fidelity.values(ideal, noisy, told);
            this.warnings = List.copyOf(told);
        }

        Row row(int sample, int step) {
            StateNumbers numbers = numbers(step);
            PauliVector pure = state(ideal, step);
            StateVector reference = StateNumbers.pure(state(this.reference, step));
            double[][] read = probabilities(step, true);
            Counting.Found found = counting.measure(read, plan.header().seeds().of(sample));
            Point measured = point(numbers, found.measured(), reference);
            List<Point> bootstraps = found.bootstraps().stream()
                    .map(state -> point(numbers, state, reference))
                    .toList();
            List<Point> repetitions = found.repetitions().stream()
                    .map(state -> point(numbers, state, reference))
                    .toList();
            return new Row(
                    with(numbers.of(ideal, step), idealFidelity[step]),
                    with(numbers.of(noisy, step), noisyFidelity[step]),
                    measured,
                    Spread.of(bootstraps.stream().map(Point::values).toList()).deviations(),
                    Spread.of(repetitions.stream().map(Point::values).toList()).means(),
                    bootstraps.stream().map(Point::parts).toArray(double[][]::new),
                    repetitions.stream().map(Point::parts).toArray(double[][]::new),
                    plan.budget()
                            ? budget.of(
                                    new MeasurementBudget.Probabilities(
                                            bases.probabilities(pure), probabilities(step, false), read),
                                    new StreamSeeds(setup.simulation().seed(), plan.id() + "/budget").of(sample))
                            : new double[0][][],
                    step == 0 ? warnings : List.of());
        }

        private Point point(StateNumbers numbers, PauliVector state, @Nullable StateVector reference) {
            var density = state.state();
            Point point = numbers.of(density, reference);
            return new Point(
                    with(point.values(), reference == null ? Double.NaN : density.fidelity(reference)), point.parts());
        }

        /** The run that fidelities compare with, where it is another than the ideal one. */
        private SimulationResult compared(Experiment experiment, SimulationTask like) {
            SimulationTask task =
                    new SimulationTask(experiment.reference(), like.observables(), like.reference(), like.options());
            return experiment.idealChoice(task).simulator().run(task, experiment.initial());
        }

        private PauliVector state(SimulationResult of, int step) {
            double[] numbers = new double[1 << (2 * qubits)];
            numbers[0] = 1;
            for (Observable.PauliExpectation each : FidelityToIdeal.pauliExpectations(qubits, false)) {
                int place =
                        (int) (each.pauli().flipMask() << qubits | each.pauli().signMask());
                numbers[place] = of.series(each)[step][0];
            }
            return new PauliVector(qubits, numbers);
        }

        /** {@code [basis][outcome]}, with readout errors or without. */
        private double[][] probabilities(int step, boolean read) {
            List<ProductBasis> all = bases.bases();
            double[][] probabilities = new double[all.size()][];
            for (int s = 0; s < probabilities.length; s++) {
                probabilities[s] = plan.laboratory().rotations() == Rotations.IDEAL
                        ? noisy.series(inBasis(all.get(s), read))[step]
                        : rotated(step, all.get(s), read);
            }
            return probabilities;
        }

        /** The circuit to a step with the rotations after it. */
        private double[] rotated(int step, ProductBasis basis, boolean read) {
            Observable outcomes = new Observable.Probabilities(read);
            Experiment experiment = Experiment.followedBy(
                    setup.withCircuit(setup.circuit().withSteps(step)),
                    plan.starts().get(start).state(),
                    Counting.Rotations.of(basis, setup.device()));
            SimulationTask task = experiment
                    .noisyTask(
                            List.of(outcomes),
                            options.withThreads(1)
                                    .withSeed(plan.header().seeds().of((long) start * (plan.toStep() + 1) + step)))
                    .withRecording(Recording.END);
            return experiment
                    .noisyChoice(task)
                    .simulator()
                    .run(task, experiment.initial())
                    .series(outcomes)[0];
        }
    }

    private static double[] with(double[] values, double last) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }

    @Override
    public TomographyType.Result assemble(List<Row> rows) {
        int steps = plan.toStep() + 1;
        List<TomographyType.Result.Series> series = new ArrayList<>();
        for (int s = 0; s < plan.starts().size(); s++) {
            List<Row> own = rows.subList(s * steps, (s + 1) * steps);
            double[][] measured = new double[steps][];
            double[][] errors = new double[steps][];
            double[][] biases = new double[steps][];
            int draws = own.get(0).bootstraps().length;
            double[] sum = new double[own.get(0).measured().parts().length];
            double[][] ofBootstraps = new double[draws][sum.length];
            double[][] ofRepetitions = new double[draws][sum.length];
            for (int step = 0; step < steps; step++) {
                Row row = own.get(step);
                StateNumbers numbers = numbers(step);
                measured[step] = row.measured().values().clone();
                add(row.measured().parts(), sum);
                numbers.fillMeans(scaled(sum, step + 1), measured[step]);
                double[] repeated = row.repeated().clone();
                errors[step] = row.errors().clone();
                if (draws == 0) {
                    errors[step] = new double[measured[step].length];
                    Arrays.fill(errors[step], Double.NaN);
                    repeated = measured[step].clone();
                } else {
                    Spread bootstraps = means(numbers, row.bootstraps(), ofBootstraps, step + 1);
                    Spread repetitions = means(numbers, row.repetitions(), ofRepetitions, step + 1);
                    replace(bootstraps.deviations(), errors[step]);
                    replace(repetitions.means(), repeated);
                }
                biases[step] = new double[repeated.length];
                for (int k = 0; k < repeated.length; k++) {
                    biases[step][k] = repeated[k] - row.noisy()[k];
                }
            }
            StartState start = plan.starts().get(s);
            series.add(new TomographyType.Result.Series(
                    start,
                    Experiment.StepTimes.of(experiment(s).scheduled(), plan.toStep())
                            .sinceStart(),
                    run(own.stream().map(Row::ideal).toArray(double[][]::new)),
                    run(own.stream().map(Row::noisy).toArray(double[][]::new)),
                    new TomographyType.Result.MeasuredRun(run(measured), run(errors), run(biases)),
                    plan.budget() ? budget.lines(own.stream().map(Row::budget).toList()) : List.of()));
        }
        Set<String> warnings = new LinkedHashSet<>(first.noisy().warnings());
        rows.forEach(row -> warnings.addAll(row.warnings()));
        return new TomographyType.Result(plan, series, Pulses.of(first), Method.of(choice), List.copyOf(warnings));
    }

    /** The numbers that are of the mean of states, of each draw, after its parts at a step are added; NaN elsewhere. */
    private static Spread means(StateNumbers numbers, double[][] parts, double[][] sums, int count) {
        List<double[]> values = new ArrayList<>();
        for (int k = 0; k < parts.length; k++) {
            add(parts[k], sums[k]);
            double[] own = new double[numbers.size() + 1];
            Arrays.fill(own, Double.NaN);
            numbers.fillMeans(scaled(sums[k], count), own);
            values.add(own);
        }
        return Spread.of(values);
    }

    private static void replace(double[] known, double[] values) {
        for (int k = 0; k < known.length; k++) {
            values[k] = Double.isNaN(known[k]) ? values[k] : known[k];
        }
    }

    private static void add(double[] some, double[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += some[k];
        }
    }

    private static double[] scaled(double[] sum, int count) {
        return Arrays.stream(sum).map(x -> x / count).toArray();
    }

    /** Numbers by step as series by name. */
    private TomographyType.Result.Run run(double[][] values) {
        double[][] bloch = new double[values.length][];
        Map<String, double[]> scalars = new LinkedHashMap<>();
        for (int step = 0; step < values.length; step++) {
            bloch[step] = Arrays.copyOf(values[step], 3);
        }
        scalars.put(ObservableNames.ENTROPY, column(values, 3));
        scalars.put(ObservableNames.PURITY, column(values, 4));
        scalars.put(ObservableNames.OVERLAP, column(values, 5));
        double[] last = new double[values.length];
        for (int step = 0; step < last.length; step++) {
            last[step] = values[step][values[step].length - 1];
        }
        scalars.put(ObservableNames.FIDELITY, last);
        int at = 6;
        for (String name : plan.observables().keySet()) {
            scalars.put(name, column(values, at++));
        }
        Map<String, Double> pauli = new LinkedHashMap<>();
        if (plan.pauliStep().isPresent()) {
            for (Observable.PauliExpectation each : FidelityToIdeal.pauliExpectations(qubits, false)) {
                pauli.put(each.pauli().letters(), values[plan.pauliStep().get()][at++]);
            }
        }
        return new TomographyType.Result.Run(bloch, scalars, pauli);
    }

    private static double[] column(double[][] values, int at) {
        return Arrays.stream(values).mapToDouble(row -> row[at]).toArray();
    }

    /**
     * Of numbers drawn several times.
     *
     * @param deviations with one less in the denominator
     */
    private record Spread(double[] means, double[] deviations) {

        static Spread of(List<double[]> drawn) {
            int size = drawn.isEmpty() ? 0 : drawn.get(0).length;
            double[] means = new double[size];
            double[] deviations = new double[size];
            for (int k = 0; k < size; k++) {
                for (double[] each : drawn) {
                    means[k] += each[k] / drawn.size();
                }
                for (double[] each : drawn) {
                    deviations[k] += (each[k] - means[k]) * (each[k] - means[k]) / (drawn.size() - 1);
                }
                deviations[k] = Math.sqrt(deviations[k]);
            }
            return new Spread(means, deviations);
        }
    }
}
