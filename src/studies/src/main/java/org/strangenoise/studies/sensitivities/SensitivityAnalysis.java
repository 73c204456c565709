package org.strangenoise.studies.sensitivities;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.RunSlopes;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** Derivatives of the figure of merit: one sample, as those by all parameters share the passes of its starts. */
final class SensitivityAnalysis {

    /**
     * What the passes find.
     *
     * @param derivatives in the order of {@link #single}
     * @param error of the figure of merit from all stated uncertainties
     * @param infidelity of its starts; NaN for a circuit that resets qubits
     */
    record Found(double ideal, double noisy, double[] derivatives, double error, double infidelity) {}

    private final SensitivitiesType.Plan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;
    private final StudyParameter scale;
    private final List<StudyParameter> single;
    private final Uncertainties stated;
    private final List<Experiment> own;
    private final Method values;

    private SensitivityAnalysis(SensitivitiesType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
        Setup setup = plan.setup();
        this.scale = StudyParameter.resolve(setup, "noise.scale");
        this.single = single(setup, scale);
        this.stated = Uncertainties.of(setup);
        this.own = experiments.of(setup);
        this.values = experiments.checkDerivatives(
                setup,
                own,
                single.size() + stated.parameters().size(),
                2,
                "fewer qubits, steps, initial-states, `parameters` or values with `+/-`");
    }

    static PreparedAnalysis<Found, SensitivitiesType.Result> of(
            SensitivitiesType.Plan plan, SimulationOptions options) {
        SensitivityAnalysis analysis = new SensitivityAnalysis(plan, options);
        return PreparedAnalysis.single(
                Found.class, analysis.experiments.seconds(analysis.own), analysis::found, analysis::result);
    }

    private Found found() {
        Setup setup = plan.setup();
        boolean coherence = plan.parameters().stream().anyMatch(SensitiveParameters::isT2);
        Setup varied = coherence ? setup : setup.withDevice(SensitiveParameters.withTphi(setup.device()));
        MeritGradient gradient = MeritGradient.of(varied, plan.merit(), single, options);
        FigureOfMerit fidelity = new FigureOfMerit(
                "fidelity",
                new Observable.Fidelity(),
                plan.merit().step(),
                plan.merit().starts());
        return new Found(
                experiments.noisyValue(setup.withNoise(setup.noise().withPlacement(Placement.NONE))),
                gradient.value(),
                gradient.derivatives(),
                stated.isEmpty()
                        ? 0
                        : stated.deviation(MeritGradient.of(setup, plan.merit(), stated.parameters(), options)
                                .derivatives()),
                own.get(0).idealCircuit().isUnitary()
                        ? 1
                                - new MeritExperiments(fidelity, options)
                                        .noisySeries(own)[plan.merit().step()]
                        : Double.NaN);
    }

    private SensitivitiesType.Result result(Found found) {
        Setup setup = plan.setup();
        Map<String, Double> derivatives = new HashMap<>();
        for (int i = 0; i < single.size(); i++) {
            derivatives.put(single.get(i).address(), found.derivatives()[i]);
        }
        List<MeritGradient.Sensitivity> entries = plan.parameters().stream()
                .map(p -> sensitivity(p, derivatives, stated))
                .toList();
        double slope = setup.noise().scale() * Objects.requireNonNull(derivatives.get(scale.address()));
        Experiment first = own.get(0);
        List<String> warnings = new ArrayList<>(first.noisy().warnings());
        linearityWarning(found.ideal() - found.noisy(), -slope).ifPresent(warnings::add);
        SensitivitiesType.Result.CoherenceLimit limit = new SensitivitiesType.Result.CoherenceLimit(
                first.scheduled().duration(),
                coherenceLimit(setup, first.scheduled().duration()),
                found.infidelity());
        judged(limit, first.noisy().coverage()).ifPresent(warnings::add);
        return new SensitivitiesType.Result(
                plan,
                found.ideal(),
                found.noisy(),
                entries,
                found.error(),
                -slope,
                limit,
                Pulses.of(first),
                method(),
                warnings);
    }

    /** Derivatives are those of density matrices; the ideal value and the infidelity come from a backend. */
    private Method method() {
        String reason = own.get(0).hasTwoLevels()
                ? "derivatives by one pass forward and one backward through density matrices"
                : "derivatives by differences of runs, " + RunSlopes.RUNS
                        + " a parameter, each with its own calibration";
        return new Method(
                MeritGradient.METHOD,
                values.name().equals(MeritGradient.METHOD)
                        ? reason
                        : reason + "; the infidelity found by " + values.name() + " (" + values.reason() + ")");
    }

    /** The parameters, those of all qubits one by one, without infinite values, and another; each once. */
    private List<StudyParameter> single(Setup setup, StudyParameter another) {
        Map<String, StudyParameter> single = new LinkedHashMap<>();
        for (StudyParameter parameter : plan.parameters()) {
            for (StudyParameter one : parameter.eachQubit(setup)) {
                if (Double.isFinite(one.get(setup))) {
                    single.putIfAbsent(one.address(), one);
                }
            }
        }
        single.putIfAbsent(another.address(), another);
        return List.copyOf(single.values());
    }

    /**
     * One row. A relative change of an infinite value changes nothing.
     *
     * @param derivatives by the address of one number
     */
    private MeritGradient.Sensitivity sensitivity(
            StudyParameter parameter, Map<String, Double> derivatives, Uncertainties stated) {
        Setup setup = plan.setup();
        List<StudyParameter> each = parameter.eachQubit(setup);
        double sum = 0;
        double logarithmic = 0;
        double[] byStated = new double[stated.parameters().size()];
        for (StudyParameter one : each) {
            Double derivative = derivatives.get(one.address());
            if (derivative != null) {
                sum += derivative;
                logarithmic += one.get(setup) * derivative;
                double[] slopes = stated.slopes(one, setup);
                for (int i = 0; i < slopes.length; i++) {
                    byStated[i] += derivative * slopes[i];
                }
            }
        }
        double value = common(each.stream().mapToDouble(p -> p.get(setup)));
        return new MeritGradient.Sensitivity(
                parameter.address(),
                value,
                Double.isNaN(value) ? Double.NaN : sum,
                logarithmic,
                common(each.stream().mapToDouble(p -> stated.deviation(stated.slopes(p, setup)))),
                stated.deviation(byStated));
    }

    /** The value of all; NaN where they differ. */
    private static double common(DoubleStream values) {
        double[] different = values.distinct().toArray();
        return different.length == 1 ? different[0] : Double.NaN;
    }

    /** A warning where the loss is far from linear in the rates; none where loss and extrapolation are rounding. */
    private Optional<String> linearityWarning(double loss, double linear) {
        double off = Math.abs(linear - loss);
        if (Math.max(Math.abs(loss), Math.abs(linear)) <= MeritGradient.ROUNDING
                || off <= plan.share() * Math.abs(loss)) {
            return Optional.empty();
        }
        String share = Math.abs(loss) > MeritGradient.ROUNDING
                ? String.format(Locale.ROOT, "off by %.0f%%", 100 * off / Math.abs(loss))
                : "off";
        String found = Math.abs(loss) > MeritGradient.ROUNDING ? String.format(Locale.ROOT, "%.4g", loss) : "0";
        return Optional.of(String.format(
                Locale.ROOT,
                "the linear picture is %s here: extrapolated to no noise it puts the loss at %.4g, but it is %s",
                share,
                linear,
                found));
    }

    /** A warning where the rule of thumb misses the infidelity found; none where T1 and Tphi cost nothing. */
    private Optional<String> judged(SensitivitiesType.Result.CoherenceLimit limit, NoiseCoverage coverage) {
        double off = Math.abs(limit.infidelity() - limit.found()) / limit.found();
        if (!(limit.infidelity() > 0) || !(limit.found() >= MeritGradient.ROUNDING) || off <= plan.share()) {
            return Optional.empty();
        }
        Set<String> left = new TreeSet<>();
        coverage.rows().forEach(row -> left.add(row.mechanism()));
        left.removeAll(Set.of(NoiseMechanism.T1, NoiseMechanism.TPHI));
        if (!own.get(0).hasTwoLevels()) {
            left.addAll(Set.of(NoiseMechanism.LEAKAGE, NoiseMechanism.CONTROL));
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the coherence limit is off by %.0f%% here: it puts the infidelity at %.4g, but that of these starts is"
                        + " %.4g; %s",
                100 * off,
                limit.infidelity(),
                limit.found(),
                left.isEmpty()
                        ? "it is linear in the rates and an average over all starts"
                        : "it counts T1 and Tphi, but not " + String.join(", ", left)));
    }

    /** {@code sum_q d/(2(d+1)) t (1/T1_q + 1/Tphi_q)}, d = 2^n: the average infidelity of any unitary, first order. */
    private static double coherenceLimit(Setup setup, double seconds) {
        int n = setup.circuit().qubits();
        double d = StrictMath.pow(2, n);
        double rates = IntStream.range(0, n)
                .mapToObj(setup.device().qubits()::get)
                .mapToDouble(q -> q.relaxationRate() + q.dephasingRate())
                .sum();
        return d / (2 * (d + 1)) * seconds * setup.noise().scale() * rates;
    }
}
