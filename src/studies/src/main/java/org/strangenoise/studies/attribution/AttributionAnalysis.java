package org.strangenoise.studies.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.CoalitionMethod;
import org.strangenoise.budget.CoalitionValues;
import org.strangenoise.budget.Roster;
import org.strangenoise.budget.ShapleyValues;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * The loss from ideal to noisy, divided among the noise. Of few players it is one sample, as coalitions share their
 * work. Of many the first sample is what random orders lead from and to, and every other one a batch of orders; after
 * each batch it is decided whether there is another.
 */
public final class AttributionAnalysis implements PreparedAnalysis<AttributionAnalysis.Row, AttributionType.Result> {

    /**
     * What a sample finds, one of three.
     *
     * @param exact all there is
     * @param ends of random orders
     * @param batch of random orders
     */
    public record Row(
            @Nullable Attribution exact, ShapleyValues.@Nullable Ends ends, ShapleyValues.@Nullable Batch batch) {}

    private final AttributionType.Plan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;
    private final Setup setup;
    private final List<Experiment> all;
    private final Roster roster;
    private final CoalitionMethod how;
    private final Method method;
    private final double seconds;
    private final ShapleyValues.Orders orders;
    private @Nullable Sampling sampling;

    public AttributionAnalysis(AttributionType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
        List<Experiment> given = experiments.of(plan.setup());
        this.method = experiments.check(given);
        this.setup = experiments.withFixedAverage(plan.setup(), given);
        this.all = setup.equals(plan.setup()) ? given : experiments.of(setup);
        this.roster = roster(model(setup), all);
        this.how = CoalitionMethod.of(all.get(0).noisy(), coalitions(roster), mapBytes());
        int qubits = setup.circuit().qubits();
        double coefficients =
                method.name().equals("symmetric") ? StrictMath.pow(qubits + 1, 4) : StrictMath.pow(4, qubits);
        this.seconds = all.size()
                * how.seconds(
                        all.get(0).noisy(),
                        coalitions(roster),
                        coefficients,
                        plan.merit().step() + 1);
        if (seconds > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%.0f coalitions of %d players, each of %d circuits, %s, would take one processor about %.1f hours,"
                            + " but at most 1 is allowed: split by less, ask for fewer max-permutations or"
                            + " quasi-static-nodes%s",
                    coalitions(roster),
                    roster.size(),
                    all.get(0).noisy().members().size() * all.size(),
                    how.phrase(),
                    seconds / 3600,
                    how == CoalitionMethod.TOGETHER || qubits > CoalitionMethod.MAX_QUBITS
                            ? ""
                            : ", or place noise after gates, where coalitions are evaluated together"));
        }
        this.orders = new ShapleyValues.Orders(roster.size(), plan.maxPermutations(), this.options.seed());
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        if (isExact()) {
            return 1;
        }
        if (complete.isEmpty()) {
            return 2;
        }
        boolean enough = ShapleyValues.isEnough(
                batches(complete), plan.merit().step(), plan.standardError(), plan.maxPermutations());
        return complete.size() + (enough ? 0 : 1);
    }

    @Override
    public boolean hasOneRound() {
        return isExact();
    }

    private boolean isExact() {
        return roster.size() <= ShapleyValues.MAX_EXACT;
    }

    @Override
    public double secondsPerSample() {
        return isExact() ? seconds : seconds / (1 + orders.batches());
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, false, sample -> {
            if (isExact()) {
                return new Row(values().exact(), null, null);
            }
            Sampling own = sampling();
            return sample == 0
                    ? new Row(null, own.ends(), null)
                    : new Row(null, null, own.values().batch(own.ends(), orders.of(sample - 1)));
        });
    }

    /** What batches of orders share; it may be large, and is let go with the last of them. */
    private record Sampling(ShapleyValues values, ShapleyValues.Ends ends) {}

    private synchronized Sampling sampling() {
        Sampling known = sampling;
        if (known == null) {
            ShapleyValues values = values();
            known = new Sampling(values, values.ends());
            sampling = known;
        }
        return known;
    }

    private synchronized void forget() {
        sampling = null;
    }

    private static List<ShapleyValues.Batch> batches(List<Row> rows) {
        return rows.stream().flatMap(row -> Stream.ofNullable(row.batch())).toList();
    }

    private ShapleyValues values() {
        NoiseModel model = model(setup);
        InstructionMaps maps = new InstructionMaps(setup.circuit().qubits(), mapBytes());
        List<CoalitionValues> parts = new ArrayList<>();
        for (Experiment experiment : all) {
            parts.add(coalitions(model, experiment, maps));
        }
        return new ShapleyValues(CoalitionValues.mean(parts), roster.size(), options.threads() > 1);
    }

    @Override
    public AttributionType.Result assemble(List<Row> rows) {
        forget();
        Attribution attribution = isExact()
                ? Objects.requireNonNull(rows.get(0).exact())
                : ShapleyValues.sampled(Objects.requireNonNull(rows.get(0).ends()), batches(rows));
        List<String> warnings = new ArrayList<>(all.get(0).noisy().warnings());
        double worst = 0;
        for (double[] errors : attribution.standardErrors()) {
            worst = Math.max(worst, errors[plan.merit().step()]);
        }
        if (worst > plan.standardError()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the Shapley values' standard error is %.2g after max-permutations, not %.2g as asked",
                    worst,
                    plan.standardError()));
        }
        String reason = attribution.evaluations() + " coalitions of " + roster.size() + " players, "
                + (attribution.exact() ? "all there are" : "from random orders") + ", "
                + how.phrase();
        List<String> qubits =
                setup.device().qubits().stream().map(QubitCalibration::name).toList();
        return new AttributionType.Result(
                plan,
                roster.players(),
                attribution,
                qubits,
                coverage(all.get(0).noisy().coverage(), setup),
                all.stream().map(Pulses::of).reduce(Pulses.NONE, Pulses::and),
                new Method(how == CoalitionMethod.ONE_BY_ONE ? method.name() : "density-matrix", reason),
                warnings);
    }

    private static NoiseModel model(Setup setup) {
        return setup.noise().model(setup.device(), setup.simulation().seed());
    }

    private Roster roster(NoiseModel model, List<Experiment> all) {
        return Roster.of(
                model,
                all.stream().map(Experiment::scheduled).toList(),
                plan.splits(),
                plan.merit().readQubits());
    }

    /** How many coalitions are evaluated, at most. */
    private double coalitions(Roster roster) {
        return roster.size() <= ShapleyValues.MAX_EXACT
                ? StrictMath.pow(2, roster.size())
                : 2.0 * (plan.maxPermutations() + 1) * roster.size();
    }

    /** Half of the memory: the rest is for states. */
    private long mapBytes() {
        return options.memoryLimit() / 2;
    }

    /** What the circuit met, and the readout that follows where the observable is measured. */
    private NoiseCoverage coverage(NoiseCoverage circuit, Setup setup) {
        List<NoiseCoverage.Row> rows = new ArrayList<>(circuit.rows());
        List<String> untouched = new ArrayList<>(circuit.untouched());
        for (int q : plan.merit().readQubits()) {
            if (setup.device().qubits().get(q).readout().equals(ReadoutError.NONE)) {
                untouched.add(Measurement.NAME + " " + q);
            } else {
                rows.add(new NoiseCoverage.Row(Measurement.NAME, q, NoiseMechanism.READOUT, 1, 0));
            }
        }
        return new NoiseCoverage(rows, untouched, circuit.withoutLeakage());
    }

    private CoalitionValues coalitions(NoiseModel model, Experiment experiment, InstructionMaps maps) {
        NoisyCircuit ideal = experiment.referenceCircuit();
        Observable observable = plan.merit().observable();
        return how.values(
                roster, model, experiment.scheduled(), ideal, experiment.initial(), observable, maps, options);
    }
}
