package org.strangenoise.studies.ergodicity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.tomography.MultinomialSampler;

/** Operators followed in time, with a perturbed top beside them: a sample is a start. */
final class ErgodicityAnalysis implements PreparedAnalysis<ErgodicityAnalysis.Row, ErgodicityType.Result> {

    private static final Observable ECHO = new Observable.Fidelity();

    /** Classical neighbours are this far apart, so that they stay neighbours for as long as their distance grows. */
    private static final double NEAR = 1e-9;

    /**
     * What a start gives, {@code [operator][step]}.
     *
     * @param measured shares of counts as expectations; empty if nothing is measured
     */
    record Row(
            double[][] ideal,
            double[][] noisy,
            double[][] measured,
            double[] idealEcho,
            double[] noisyEcho,
            double[] growth,
            List<String> warnings) {}

    private final ErgodicityType.Plan plan;
    private final SimulationOptions options;
    private final KickedTopSource source;
    private final Experiment first;
    private final Experiment perturbed;
    private final SimulatorChoice choice;

    ErgodicityAnalysis(ErgodicityType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.source = ((KickedTopSource) plan.setup().circuit()).withSteps(plan.toStep());
        Setup setup = plan.setup().withCircuit(source);
        InitialState.Product start = plan.starts().get(0).state();
        this.first = Experiment.of(setup, start);
        this.perturbed = Experiment.of(
                setup.withCircuit(
                        source.withTop(source.top().withKappa(source.top().kappa() + plan.perturbation()))),
                start);
        first.idealChoice(ideal(first, perturbed));
        this.choice = first.noisyChoice(noisy(first, perturbed));
    }

    private List<Observable> operators(boolean read) {
        List<Observable> all = new ArrayList<>();
        plan.operators().forEach(string -> all.add(new Observable.PauliExpectation(string, read)));
        return all;
    }

    private SimulationTask ideal(Experiment own, Experiment other) {
        List<Observable> all = operators(false);
        all.add(ECHO);
        return new SimulationTask(own.ideal(), all, Optional.of(other.idealCircuit()), options);
    }

    private SimulationTask noisy(Experiment own, Experiment other) {
        List<Observable> all = operators(false);
        if (plan.shots().isPresent()) {
            all.addAll(operators(true));
        }
        all.add(ECHO);
        return new SimulationTask(own.noisy(), all, Optional.of(other.idealCircuit()), options);
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return plan.starts().size();
    }

    @Override
    public double secondsPerSample() {
        return Experiment.RunCost.seconds(first, choice, options);
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, false, this::row);
    }

    private Row row(int sample) {
        InitialState.Product start = plan.starts().get(sample).state();
        Experiment own = first.from(start);
        Experiment other = perturbed.from(start);
        long seed = plan.header().seeds().of(sample);
        SimulationTask idealTask = ideal(own, other);
        SimulationTask noisyTask = noisy(own, other).withOptions(options.withSeed(seed));
        SimulationResult ideal = own.idealChoice(idealTask).simulator().run(idealTask, own.initial());
        SimulationResult noisy = own.noisyChoice(noisyTask).simulator().run(noisyTask, own.initial());
        return new Row(
                series(ideal, operators(false)),
                series(noisy, operators(false)),
                plan.shots().isPresent() ? counted(series(noisy, operators(true)), seed) : new double[0][],
                ideal.scalars(ECHO),
                noisy.scalars(ECHO),
                growth(start),
                noisy.warnings());
    }

    private static double[][] series(SimulationResult result, List<Observable> operators) {
        return operators.stream().map(result::scalars).toArray(double[][]::new);
    }

    /** Each operator and step has shots of its own. */
    private double[][] counted(double[][] expectations, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        long shots = plan.shots().orElseThrow();
        double[][] counted = new double[expectations.length][];
        for (int k = 0; k < counted.length; k++) {
            counted[k] = new double[expectations[k].length];
            for (int step = 0; step < counted[k].length; step++) {
                double up = Math.min(1, Math.max(0, (1 + expectations[k][step]) / 2));
                long[] counts = MultinomialSampler.draw(new double[] {up, 1 - up}, shots, random);
                counted[k][step] = (double) (counts[0] - counts[1]) / shots;
            }
        }
        return counted;
    }

    /** Of a spin coherent start; NaN for others, which are no point of the classical top. */
    private double[] growth(InitialState.Product start) {
        double[] growth = new double[plan.toStep() + 1];
        if (!start.isCoherent()) {
            Arrays.fill(growth, Double.NaN);
            return growth;
        }
        ClassicalKickedTop top = ClassicalKickedTop.of(source.top());
        SpinDirection direction = start.directions().get(0);
        double[][] orbit = top.trajectory(direction, plan.toStep());
        double[][] beside =
                top.trajectory(new SpinDirection(direction.theta() + NEAR, direction.phi() + NEAR), plan.toStep());
        for (int step = 0; step < growth.length; step++) {
            growth[step] = distance(orbit[step], beside[step]) / distance(orbit[0], beside[0]);
        }
        return growth;
    }

    private static double distance(double[] a, double[] b) {
        return StrictMath.hypot(StrictMath.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    }

    @Override
    public ErgodicityType.Result assemble(List<Row> rows) {
        Set<String> warnings = new LinkedHashSet<>();
        List<ErgodicityType.Result.Series> series = new ArrayList<>();
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            warnings.addAll(row.warnings());
            series.add(new ErgodicityType.Result.Series(
                    plan.starts().get(k),
                    means(row.ideal()),
                    means(row.noisy()),
                    means(row.measured()),
                    errors(row.measured()),
                    row.idealEcho(),
                    row.noisyEcho(),
                    row.growth()));
        }
        return new ErgodicityType.Result(plan, series, Method.of(choice), List.copyOf(warnings));
    }

    /** Over steps 0 to N, by N. */
    private static double[][] means(double[][] series) {
        double[][] means = new double[series.length][];
        for (int k = 0; k < means.length; k++) {
            means[k] = new double[series[k].length];
            double sum = 0;
            for (int step = 0; step < means[k].length; step++) {
                sum += series[k][step];
                means[k][step] = sum / (step + 1);
            }
        }
        return means;
    }

    /** Of counting, of the mean over all steps. */
    private double[] errors(double[][] measured) {
        double[] errors = new double[measured.length];
        for (int k = 0; k < errors.length; k++) {
            double variance = 0;
            for (double value : measured[k]) {
                variance += (1 - value * value) / plan.shots().orElseThrow();
            }
            errors[k] = Math.sqrt(variance) / measured[k].length;
        }
        return errors;
    }
}
