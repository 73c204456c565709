package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.StatePart;
import org.strangenoise.state.StateVector;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.inference.InferencePlan.Comparison;
import org.strangenoise.studies.inference.InferencePlan.Model;
import org.strangenoise.studies.inference.InferencePlan.Reading;
import org.strangenoise.studies.inference.InferencePlan.Statement;
import org.strangenoise.studies.inference.InferencePlan.Tomography;
import org.strangenoise.studies.tomography.StateNumbers;
import org.strangenoise.tomography.Frequencies;
import org.strangenoise.tomography.PauliVector;
import org.strangenoise.tomography.ProductTomography;
import org.strangenoise.tomography.Reconstruction;

/**
 * What the experiment behind some statements would find: the outcome probabilities of all its states in all its bases,
 * once for a device, and of these the numbers that counting, readout and the making of states leave, as often as asked.
 * Statements about the same states share them. The streams of random numbers are those of the statements and steps
 * alone, so that two devices are compared with the same luck.
 */
final class MeasuredStatements {

    private static final List<String> AXES = List.of("X", "Y", "Z");

    private final InferencePlan plan;
    private final Model model;
    private final List<Integer> asked;
    private final SimulationOptions options;
    private final int qubits;
    private final ProductTomography tomography;
    private final StreamSeeds seeds;

    /** @param asked indices of the statements, in order */
    MeasuredStatements(InferencePlan plan, Model model, List<Integer> asked, SimulationOptions options) {
        this.plan = plan;
        this.model = model;
        this.asked = asked;
        this.options = options.withThreads(1)
                .withSeed(plan.header().seeds().of(plan.models().indexOf(model)));
        this.qubits = plan.setup().circuit().qubits();
        this.tomography = new ProductTomography(ProductBasis.three(qubits));
        this.seeds = new StreamSeeds(plan.setup().simulation().seed(), plan.id() + "/shots");
    }

    /**
     * States that are measured.
     *
     * @param setup whose circuit has as many steps as are needed
     * @param state the start
     */
    private record Source(Setup setup, InitialState.Product state) {}

    /** Where a statement's states are: one source a start. */
    private record Sources(Map<Source, Integer> lastSteps, List<List<Source>> ofStatement) {}

    /**
     * Outcome probabilities without readout errors, {@code [step][basis][outcome]}, by statement and start.
     *
     * @param ideal of the ideal states; empty where no observable compares with them
     */
    record Probabilities(List<List<double[][][]>> ofStatement, List<List<double[][][]>> ideal) {}

    /**
     * Numbers of the statements.
     *
     * @param values mean of repeated experiments
     * @param errors standard deviations of one experiment; 0 for exact frequencies
     */
    record Found(double[] values, double[] errors) {}

    private Sources sources(List<Integer> axes, double[] values) {
        Map<Source, Integer> last = new LinkedHashMap<>();
        List<List<Source>> all = new ArrayList<>();
        for (int index : asked) {
            Statement statement = plan.statements().get(index);
            Setup setup = plan.set(model.setups().get(index), axes, values);
            Setup same = setup.withCircuit(setup.circuit().withSteps(0));
            List<Source> own = statement.starts().stream()
                    .map(start -> new Source(same, state(start.state())))
                    .toList();
            own.forEach(source -> last.merge(source, statement.to(), Math::max));
            all.add(own);
        }
        return new Sources(last, all);
    }

    private InitialState.Product state(InitialState.Product start) {
        return model.mirrored()
                ? new InitialState.Product(start.directions().stream()
                        .map(d -> new SpinDirection(d.theta(), -d.phi()))
                        .toList())
                : start;
    }

    /**
     * Experiments of a device, ready to run: what cannot run is refused here.
     *
     * @param axes places of the axes that the values are of
     */
    List<Experiment> experiments(List<Integer> axes, double[] values) {
        Sources sources = sources(axes, values);
        Map<Source, Experiment> all = new LinkedHashMap<>();
        sources.lastSteps().forEach((source, last) -> all.put(source, experiment(source, last)));
        return List.copyOf(all.values());
    }

    private static Experiment experiment(Source source, int last) {
        Setup setup = source.setup();
        return Experiment.of(setup.withCircuit(setup.circuit().withSteps(last)), source.state());
    }

    SimulationTask task(NoisyEnsemble noisy) {
        List<Observable> bases = tomography.bases().stream()
                .<Observable>map(basis -> new Observable.BasisProbabilities(basis, false))
                .toList();
        return new SimulationTask(noisy, bases, Optional.empty(), options);
    }

    /** With all the device's noise. */
    Probabilities noisy(List<Integer> axes, double[] values) {
        return probabilities(axes, values, Experiment::noisy);
    }

    /** With noise of one's own choice. */
    Probabilities probabilities(List<Integer> axes, double[] values, Function<Experiment, NoisyEnsemble> noise) {
        Sources sources = sources(axes, values);
        boolean compares = asked.stream()
                .anyMatch(index -> plan.statements().get(index).observable().needsReference());
        return new Probabilities(run(sources, noise), compares ? run(sources, Experiment::reference) : List.of());
    }

    private List<List<double[][][]>> run(Sources sources, Function<Experiment, NoisyEnsemble> noise) {
        Map<Source, double[][][]> found = new LinkedHashMap<>();
        sources.lastSteps().forEach((source, last) -> {
            Experiment experiment = experiment(source, last);
            SimulationTask task = task(noise.apply(experiment));
            SimulationResult result = experiment.noisyChoice(task).simulator().run(task, experiment.initial());
            double[][][] byStep = new double[last + 1][][];
            for (int step = 0; step <= last; step++) {
                int at = step;
                byStep[step] = task.observables().stream()
                        .map(basis -> result.series(basis)[at])
                        .toArray(double[][]::new);
            }
            found.put(source, byStep);
        });
        return sources.ofStatement().stream()
                .map(own -> own.stream()
                        .map(source -> Objects.requireNonNull(found.get(source)))
                        .toList())
                .toList();
    }

    /** What the readout of a device confuses. */
    ConfusionMatrix confusion(List<Integer> axes, double[] values) {
        return plan.set(model.setups().get(0), axes, values).confusion();
    }

    /**
     * The numbers as they are measured.
     *
     * @param confusion of the readout
     * @param reading what is done about it
     * @param reconstruction how states are made of counts
     * @param repetitions how often the experiment is repeated
     * @param counts false for exact frequencies
     */
    Found measured(
            Probabilities probabilities,
            ConfusionMatrix confusion,
            Reading reading,
            Reconstruction reconstruction,
            int repetitions,
            boolean counts) {
        int draws = counts && plan.shots().isPresent() ? repetitions : 1;
        ConfusionMatrix acting = reading == Reading.PERFECT ? ConfusionMatrix.perfect(qubits) : confusion;
        ConfusionMatrix assumed = reading == Reading.CORRECTED ? confusion : ConfusionMatrix.perfect(qubits);
        double[] values = new double[asked.size()];
        double[] errors = new double[asked.size()];
        for (int s = 0; s < asked.size(); s++) {
            Statement statement = plan.statements().get(asked.get(s));
            double[][] ofStarts = new double[statement.starts().size()][];
            for (int start = 0; start < ofStarts.length; start++) {
                StreamSeeds own = new StreamSeeds(seeds.of(asked.get(s)), "start " + start);
                double[][][] byStep = probabilities.ofStatement().get(s).get(start);
                Reader reader = new Reader(acting, assumed, reconstruction, counts ? draws : 0, own);
                ofStarts[start] = statement.tomography() == Tomography.QUBIT
                        ? ofQubits(statement, byStep, reader)
                        : ofStates(
                                statement,
                                byStep,
                                statement.observable().needsReference()
                                        ? probabilities.ideal().get(s).get(start)
                                        : null,
                                reader);
            }
            double[] found = new double[draws];
            for (int k = 0; k < draws; k++) {
                int draw = k;
                found[k] = compared(
                        statement.comparison(),
                        Arrays.stream(ofStarts).mapToDouble(x -> x[draw]).toArray());
            }
            values[s] = Arrays.stream(found).average().orElse(Double.NaN);
            double mean = values[s];
            errors[s] = draws == 1
                    ? 0
                    : Math.sqrt(Arrays.stream(found)
                                    .map(x -> (x - mean) * (x - mean))
                                    .sum()
                            / (draws - 1));
        }
        return new Found(values, errors);
    }

    private static double compared(Comparison comparison, double[] ofStarts) {
        return switch (comparison) {
            case MEAN -> Arrays.stream(ofStarts).average().orElse(Double.NaN);
            case DIFFERENCE -> ofStarts[0] - ofStarts[1];
            case LARGEST_DIFFERENCE ->
                IntStream.range(0, ofStarts.length / 2)
                        .mapToDouble(pair -> Math.abs(ofStarts[2 * pair] - ofStarts[2 * pair + 1]))
                        .max()
                        .orElse(Double.NaN);
        };
    }

    /**
     * How a state is read.
     *
     * @param draws 0 for exact frequencies
     */
    private record Reader(
            ConfusionMatrix acting,
            ConfusionMatrix assumed,
            Reconstruction reconstruction,
            int draws,
            StreamSeeds seeds) {}

    /** The frequencies of every draw at a step. */
    private List<Frequencies> frequencies(double[][] isTrue, Reader reader, int step) {
        double[][] read = Arrays.stream(isTrue).map(reader.acting()::confuse).toArray(double[][]::new);
        Frequencies exact = new Frequencies(read);
        if (reader.draws() == 0 || plan.shots().isEmpty()) {
            return List.of(exact);
        }
        UniformRandomProvider random =
                RandomSource.XO_SHI_RO_256_PP.create(reader.seeds().of(step));
        List<Frequencies> drawn = new ArrayList<>();
        for (int k = 0; k < reader.draws(); k++) {
            drawn.add(exact.drawn(plan.shots().getAsLong(), random));
        }
        return drawn;
    }

    /** The statement's number of one start, of states made of the counts in all bases; one a draw. */
    private double[] ofStates(Statement statement, double[][][] byStep, double @Nullable [][][] ideal, Reader reader) {
        StateNumbers numbers = new StateNumbers(List.of(statement.observable()), qubits);
        boolean accumulates = statement.observable().seesRunningMean();
        int first = accumulates ? 0 : statement.from();
        double[] sums = new double[Math.max(1, reader.draws())];
        double[][] parts = new double[sums.length][];
        for (int step = first; step <= statement.to(); step++) {
            List<Frequencies> drawn = frequencies(byStep[step], reader, step);
            StateVector reference = ideal == null ? null : StateNumbers.pure(tomography.inversion(ideal[step]));
            for (int k = 0; k < drawn.size(); k++) {
                PauliVector state = reader.reconstruction().of(tomography, drawn.get(k), reader.assumed());
                StateNumbers.Point point = numbers.of(state.state(), reference);
                double value = point.values()[0];
                if (accumulates) {
                    parts[k] = step == 0 ? point.parts() : sum(parts[k], point.parts());
                    int count = step + 1;
                    double[] mean = Arrays.stream(parts[k]).map(x -> x / count).toArray();
                    double[] own = new double[1];
                    numbers.fillMeans(mean, own);
                    value = own[0];
                }
                if (step >= statement.from()) {
                    sums[k] += value / (statement.to() - statement.from() + 1);
                }
            }
        }
        return plan.shots().isPresent() ? sums : Arrays.copyOf(sums, 1);
    }

    /** Likewise of the Bloch vectors that three bases give; one that is longer than 1 is a pure state's. */
    private double[] ofQubits(Statement statement, double[][][] byStep, Reader reader) {
        List<Integer> three = AXES.stream()
                .map(letter -> tomography.bases().indexOf(new ProductBasis(letter.repeat(qubits), 0)))
                .toList();
        double[][] undone = reader.assumed().inverse();
        double[] sums = new double[Math.max(1, reader.draws())];
        for (int step = statement.from(); step <= statement.to(); step++) {
            double[][] all = byStep[step];
            double[][] own = three.stream().map(basis -> all[basis]).toArray(double[][]::new);
            List<Frequencies> drawn = frequencies(own, reader, step);
            for (int k = 0; k < drawn.size(); k++) {
                sums[k] += ofBloch(statement.observable(), bloch(drawn.get(k).byBasis(), undone))
                        / (statement.to() - statement.from() + 1);
            }
        }
        return plan.shots().isPresent() ? sums : Arrays.copyOf(sums, 1);
    }

    /** {@code [qubit][axis]}. */
    private double[][] bloch(double[][] byAxis, double[][] undone) {
        double[][] bloch = new double[qubits][3];
        for (int axis = 0; axis < 3; axis++) {
            for (int t = 0; t < undone.length; t++) {
                double share = 0;
                for (int r = 0; r < undone.length; r++) {
                    share += undone[t][r] * byAxis[axis][r];
                }
                for (int q = 0; q < qubits; q++) {
                    bloch[q][axis] += (t >> q & 1) == 0 ? share : -share;
                }
            }
        }
        for (double[] vector : bloch) {
            double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
            for (int axis = 0; axis < 3 && length > 1; axis++) {
                vector[axis] /= length;
            }
        }
        return bloch;
    }

    /** An observable whose parts are Bloch vectors, as was checked. */
    private double ofBloch(Observable observable, double[][] bloch) {
        double[] parts = observable.parts(qubits).stream()
                .flatMapToDouble(part -> Arrays.stream(bloch[((StatePart.Bloch) part).qubit()]))
                .toArray();
        double[] out = new double[1];
        observable.evaluate(qubits, parts, out);
        return out[0];
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += b[k];
        }
        return sum;
    }
}
