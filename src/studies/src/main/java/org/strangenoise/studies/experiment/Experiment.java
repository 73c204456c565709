package org.strangenoise.studies.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.Setup;

/** A setup made ready for one start: scheduled on its device, ideal and noisy. */
public final class Experiment {

    private final Setup setup;
    private final ScheduledCircuit scheduled;
    private final NoisyEnsemble noisy;
    private final InitialState initial;
    private final Once<NoisyEnsemble> ideal;
    private final Once<NoisyEnsemble> reference;

    private Experiment(
            Setup setup,
            ScheduledCircuit scheduled,
            NoisyEnsemble noisy,
            InitialState initial,
            Once<NoisyEnsemble> ideal,
            Once<NoisyEnsemble> reference) {
        this.setup = setup;
        this.scheduled = scheduled;
        this.noisy = noisy;
        this.initial = initial;
        this.ideal = ideal;
        this.reference = reference;
    }

    /** The experiment of a start. */
    public static Experiment of(Setup setup, InitialState.Product start) {
        return of(setup, start, setup.circuit().recorded(start));
    }

    /** The same with further gates after the circuit's last step, and a recorded step after them. */
    public static Experiment followedBy(Setup setup, InitialState.Product start, List<? extends Operation> gates) {
        Circuit recorded = setup.circuit().recorded(start);
        List<Operation> operations = new ArrayList<>(recorded.operations());
        operations.addAll(gates);
        operations.add(Boundary.LAYER);
        return of(setup, start, recorded.withOperations(operations));
    }

    private static Experiment of(Setup setup, InitialState.Product start, Circuit circuit) {
        ScheduledCircuit scheduled = new Scheduler(
                        new CalibratedDurations(setup.device()), setup.noise().schedule())
                .schedule(circuit);
        NoiseModel model =
                setup.noise().model(setup.device(), setup.simulation().seed());
        Once<NoisyEnsemble> ideal =
                new Once<>(() -> model.withPlacement(Placement.NONE).apply(scheduled));
        CircuitSource other = setup.circuit().reference();
        return new Experiment(
                setup,
                scheduled,
                model.apply(scheduled),
                setup.circuit().initialState(start),
                ideal,
                other.equals(setup.circuit())
                        ? ideal
                        : new Once<>(() -> of(setup.withCircuit(other), start, other.recorded(start))
                                .ideal()));
    }

    /** What is simulated. */
    public Setup setup() {
        return setup;
    }

    /** The circuit in time, with preparation gates if the setup asks for them. */
    public ScheduledCircuit scheduled() {
        return scheduled;
    }

    /** Without noise and coherent error. */
    public NoisyEnsemble ideal() {
        return ideal.get();
    }

    /** The circuit whose states fidelities compare with, without noise: the ideal one, unless it is perturbed. */
    public NoisyEnsemble reference() {
        return reference.get();
    }

    /** The same as a circuit. */
    public NoisyCircuit referenceCircuit() {
        return reference().members().get(0).circuit();
    }

    /** True if fidelities compare with another circuit than the ideal one. */
    public boolean isPerturbed() {
        return reference != ideal;
    }

    /** With everything the device says. */
    public NoisyEnsemble noisy() {
        return noisy;
    }

    /** The state the circuits start from. */
    public InitialState initial() {
        return initial;
    }

    /** True if no qubit has more than two levels. */
    public boolean hasTwoLevels() {
        return noisy.members().get(0).circuit().hasTwoLevels();
    }

    /** True if both do the same gates at the same times, so that what is ideal in one is so in the other. */
    public boolean sharesIdeal(Experiment other) {
        return scheduled.equals(other.scheduled)
                && initial.equals(other.initial)
                && isPerturbed() == other.isPerturbed()
                && (!isPerturbed()
                        || setup.circuit()
                                .reference()
                                .equals(other.setup.circuit().reference()));
    }

    /** The setup with a stated number of quasi-static nodes, so that setups beside it make circuits one to one. */
    public Setup withFixedAverage() {
        return setup.withNoise(setup.noise().withDetunings(model().fixedAverage(scheduled)));
    }

    /** Why the average over quasi-static detunings is not to be trusted; empty if it is. */
    public Optional<String> averageShortfall() {
        return model().averageShortfall(scheduled);
    }

    private NoiseModel model() {
        return setup.noise().model(setup.device(), setup.simulation().seed());
    }

    /** The same from another start, with the same circuits where starts share them. */
    public Experiment from(InitialState.Product start) {
        if (!sharesCircuit(setup)) {
            return of(setup, start);
        }
        return new Experiment(setup, scheduled, noisy, setup.circuit().initialState(start), ideal, reference);
    }

    /** The circuit without noise. */
    public NoisyCircuit idealCircuit() {
        return ideal().members().get(0).circuit();
    }

    /** True if every start runs the same circuit, so that starts can share one simulation. */
    public static boolean sharesCircuit(Setup setup) {
        return setup.circuit().sharesCircuit();
    }

    public SimulationTask idealTask(List<Observable> observables, SimulationOptions options) {
        return task(ideal(), observables, options);
    }

    public SimulationTask noisyTask(List<Observable> observables, SimulationOptions options) {
        return task(noisy, observables, options);
    }

    private SimulationTask task(NoisyEnsemble ensemble, List<Observable> observables, SimulationOptions options) {
        boolean compares = observables.stream().anyMatch(Observable::needsReference);
        if (compares && !idealCircuit().isUnitary()) {
            throw new IllegalArgumentException("the fidelity to the ideal state is asked for, but the circuit resets"
                    + " qubits, which may leave that state mixed; only dynamics tell it then");
        }
        return new SimulationTask(
                ensemble, observables, compares ? Optional.of(referenceCircuit()) : Optional.empty(), options);
    }

    /** The backend of the ideal run: exact and unitary wherever that fits. */
    public SimulatorChoice idealChoice(SimulationTask task) {
        return SimulatorChoice.of(SimulationMethod.AUTO, task, initial);
    }

    /** The backend of the noisy run: as the setup asks. */
    public SimulatorChoice noisyChoice(SimulationTask task) {
        return SimulatorChoice.of(setup.simulation().method(), task, initial);
    }

    /**
     * When the recorded steps of a circuit end, step 0 first.
     *
     * @param sinceStart seconds since the circuit's first operation
     * @param sinceReset seconds since the end of the last reset before, else since the start
     */
    public record StepTimes(double[] sinceStart, double[] sinceReset) {

        /** Sums of durations carry rounding in the digit after these. */
        private static final MathContext DIGITS = new MathContext(15);

        /** @param steps the last recorded step; without preparation gates step 0 is the start itself */
        public static StepTimes of(ScheduledCircuit circuit, int steps) {
            double[] sinceStart = new double[steps + 1];
            double[] sinceReset = new double[steps + 1];
            BigDecimal now = BigDecimal.ZERO;
            BigDecimal origin = BigDecimal.ZERO;
            int step = sinceStart.length - circuit.segments().size();
            for (ScheduledSegment segment : circuit.segments()) {
                for (TimedOperation timed : segment.operations()) {
                    if (timed.operation() instanceof Reset) {
                        origin = origin.max(now.add(BigDecimal.valueOf(timed.end())));
                    }
                }
                now = now.add(BigDecimal.valueOf(segment.duration()));
                sinceStart[step] = now.round(DIGITS).doubleValue();
                sinceReset[step] = now.subtract(origin).round(DIGITS).doubleValue();
                step++;
            }
            return new StepTimes(sinceStart, sinceReset);
        }
    }

    /** How long a simulation will take one processor, by the numbers that it evolves: a guess for refusals. */
    public static final class RunCost {

        /** More time of one processor than this is refused. */
        public static final double MAX_SECONDS = 3600;

        /** Time for one number through one step. */
        private static final double SECONDS = 20e-9;

        /** A step takes as long as one of this many numbers, at least. */
        private static final double LEAST_NUMBERS = 512;

        /** Time to make a circuit ready to run. */
        static final double PREPARATION_SECONDS = 1e-3;

        private RunCost() {}

        /** Seconds of an experiment's noisy run from its start to its last step. */
        public static double seconds(Experiment experiment, SimulatorChoice choice, SimulationOptions options) {
            int circuits = experiment.noisy().members().size();
            int steps = experiment.setup().circuit().steps() + 1;
            double numbers =
                    choice.simulator().numbers(experiment.setup().circuit().qubits(), options);
            return seconds(circuits, steps, numbers);
        }

        /**
         * Seconds of some circuits.
         *
         * @param steps that each records
         * @param numbers that a step evolves
         */
        public static double seconds(int circuits, int steps, double numbers) {
            return circuits * (PREPARATION_SECONDS + steps * SECONDS * Math.max(LEAST_NUMBERS, numbers));
        }
    }
}
