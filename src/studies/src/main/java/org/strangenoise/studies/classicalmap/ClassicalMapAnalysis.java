package org.strangenoise.studies.classicalmap;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.kickedtop.ClassicalSpread;
import org.strangenoise.simulate.PreparedSimulation;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Once;

/** The stroboscopic map of the classical kicked top from random starts: a sample is a start. */
final class ClassicalMapAnalysis implements PreparedAnalysis<ClassicalMapAnalysis.Orbit, ClassicalMapType.Result> {

    /** Time for one step of one orbit and its share of the exponent's. */
    private static final double SECONDS_A_STEP = 200e-9;

    private static final List<Observable> ENTROPY = List.of(new Observable.MeanEntropy());

    /**
     * Points by step, from the start on, the start's Lyapunov exponent, the entropy of its cloud and of the quantum
     * top; the last three are NaN if not asked.
     */
    record Orbit(
            double[] theta,
            double[] phi,
            double lyapunov,
            double spreadEntropy,
            double idealEntropy,
            double noisyEntropy) {}

    private final ClassicalMapType.Plan plan;
    private final ClassicalKickedTop top;
    private final List<SpinDirection> starts;
    private final SimulationOptions options;
    private final Optional<Experiment> quantum;
    private final Optional<SimulatorChoice> choice;
    private final Once<PreparedSimulation> sharedIdeal;
    private final Once<PreparedSimulation> sharedNoisy;

    ClassicalMapAnalysis(ClassicalMapType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        long points = (long) plan.starts() * (plan.steps() + 1);
        if (points > 20_000_000) {
            throw new IllegalArgumentException(
                    "a classical map holds at most 20,000,000 points, but initial-states * (steps" + " + 1) is "
                            + points);
        }
        this.top = ClassicalKickedTop.of(((KickedTopSource) plan.setup().circuit()).top());
        this.starts = ClassicalKickedTop.uniformDirections(plan.starts(), plan.seed());
        this.quantum = plan.average().map(steps -> {
            Setup setup = plan.setup();
            return Experiment.of(setup.withCircuit(setup.circuit().withSteps(steps)), state(starts.get(0)));
        });
        this.choice = quantum.map(first -> first.noisyChoice(first.noisyTask(ENTROPY, options)));
        this.sharedIdeal = new Once<>(() -> prepared(quantum.orElseThrow(), false, options));
        this.sharedNoisy = new Once<>(() -> prepared(quantum.orElseThrow(), true, options));
        if (quantum.isPresent() && secondsPerSample() * plan.starts() > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException("entropies from " + plan.starts()
                    + " starts would take more than an hour of one processor; ask for fewer starts");
        }
    }

    @Override
    public Class<Orbit> rowType() {
        return Orbit.class;
    }

    @Override
    public int samples(List<Orbit> complete) {
        return plan.starts();
    }

    @Override
    public double secondsPerSample() {
        return SECONDS_A_STEP * (plan.steps() + ClassicalMapType.Result.LYAPUNOV_STEPS)
                + quantum.map(first -> Experiment.RunCost.seconds(first, choice.orElseThrow(), options))
                        .orElse(0.0);
    }

    @Override
    public List<Orbit> rows(int from, int to, List<Orbit> complete, TaskWatch watch) {
        double[] spreads = spreads(from, to);
        return watch.each(from, to, false, sample -> {
            SpinDirection start = starts.get(sample);
            List<SpinDirection> orbit = top.orbit(start, plan.steps());
            return new Orbit(
                    orbit.stream().mapToDouble(SpinDirection::theta).toArray(),
                    orbit.stream().mapToDouble(SpinDirection::phi).toArray(),
                    top.lyapunovExponent(start, ClassicalMapType.Result.LYAPUNOV_STEPS),
                    spreads[sample - from],
                    entropy(sample, false),
                    entropy(sample, true));
        });
    }

    /** Of the classical clouds of some starts. */
    private double[] spreads(int from, int to) {
        if (quantum.isEmpty()) {
            double[] none = new double[to - from];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return ClassicalSpread.of(top, plan.setup().circuit().qubits())
                .averageEntropies(starts.subList(from, to), plan.average().orElseThrow());
    }

    private static PreparedSimulation prepared(Experiment own, boolean noisy, SimulationOptions options) {
        SimulationTask task = noisy ? own.noisyTask(ENTROPY, options) : own.idealTask(ENTROPY, options);
        return (noisy ? own.noisyChoice(task) : own.idealChoice(task))
                .simulator()
                .prepare(task);
    }

    private InitialState.Product state(SpinDirection start) {
        return InitialState.coherent(plan.setup().circuit().qubits(), start.theta(), start.phi());
    }

    /** Mean over the steps after the start. */
    private double entropy(int sample, boolean noisy) {
        if (quantum.isEmpty()) {
            return Double.NaN;
        }
        Experiment own = quantum.get().from(state(starts.get(sample)));
        boolean sampled = choice.orElseThrow().simulator().method().equals(TrajectorySimulator.METHOD);
        PreparedSimulation simulation = !Experiment.sharesCircuit(own.setup()) || (noisy && sampled)
                ? prepared(own, noisy, options.withSeed(plan.header().seeds().of(sample)))
                : (noisy ? sharedNoisy : sharedIdeal).get();
        double[] entropy = simulation.run(own.initial()).scalars(ENTROPY.get(0));
        return Arrays.stream(entropy).skip(1).average().orElse(0);
    }

    @Override
    public ClassicalMapType.Result assemble(List<Orbit> rows) {
        return new ClassicalMapType.Result(
                plan,
                rows.stream().flatMapToDouble(o -> DoubleStream.of(o.theta())).toArray(),
                rows.stream().flatMapToDouble(o -> DoubleStream.of(o.phi())).toArray(),
                rows.stream().mapToDouble(Orbit::lyapunov).toArray(),
                asked(rows, Orbit::spreadEntropy),
                asked(rows, Orbit::idealEntropy),
                asked(rows, Orbit::noisyEntropy),
                choice.map(Method::of).orElse(Method.NONE));
    }

    private double[] asked(List<Orbit> rows, ToDoubleFunction<Orbit> entropy) {
        return quantum.isEmpty()
                ? new double[0]
                : rows.stream().mapToDouble(entropy).toArray();
    }
}
