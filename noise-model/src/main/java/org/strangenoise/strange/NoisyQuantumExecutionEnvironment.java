package org.strangenoise.strange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.QuantumExecutionEnvironment;
import org.redfx.strange.Qubit;
import org.redfx.strange.Result;
import org.redfx.strange.Step;
import org.redfx.strange.gate.ProbabilitiesGate;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.LindbladSimulator;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StateVector;

/**
 * Runs Strange Programs as a calibrated device would: gates take their time, every qubit decoheres meanwhile, outcomes
 * are read with errors. Immutable but for a count of its runs, and safe for concurrent use.
 *
 * <p>How a Program is understood is told at {@link ProgramReader}. Every operation must have a duration in the device;
 * those without are an error that names them all.
 *
 * <p>Samples: every new environment draws a seed of its own unless one is stated. With a stated seed,
 * {@link NoisyResult#counts(int)} depends on the seed, the Program and the number of shots alone, whatever ran before
 * and on whichever thread; single outcomes ({@link NoisyResult#measureSystem()}) go on from one run of a Program to its
 * next, so that one that runs again and again sees fresh outcomes, and the same ones when all is started anew.
 */
public final class NoisyQuantumExecutionEnvironment implements QuantumExecutionEnvironment {

    private static final Observable PROBABILITIES = new Observable.Probabilities(false);

    private final Optional<NoiseModel> noise;
    private final Settings settings;
    private final SampleSeeds seeds;

    private record Settings(
            Scheduler.Policy policy,
            SimulationOptions options,
            boolean seeded,
            List<Simulator> simulators,
            Snapshots snapshots,
            RotationZMode rotationZ) {

        /** The first simulator that can carry a Program out does. */
        static Settings of(Simulator... simulators) {
            return new Settings(
                    Scheduler.Policy.ASAP,
                    SimulationOptions.defaults(),
                    false,
                    List.of(simulators),
                    Snapshots.AUTO,
                    RotationZMode.ROTATION);
        }
    }

    private NoisyQuantumExecutionEnvironment(Optional<NoiseModel> noise, Settings settings) {
        this.noise = noise;
        this.seeds = new SampleSeeds(settings.seeded ? OptionalLong.of(settings.options.seed()) : OptionalLong.empty());
        this.settings = settings;
    }

    /** With the noise that a model makes of its device. */
    public NoisyQuantumExecutionEnvironment(NoiseModel noise) {
        this(Optional.of(noise), Settings.of(new DensityMatrixSimulator(), new LindbladSimulator()));
    }

    /** With the noise of a device, after each gate. */
    public NoisyQuantumExecutionEnvironment(Calibration device) {
        this(NoiseModel.of(device, Placement.AFTER_GATE));
    }

    /**
     * With the noise of the device that a YAML file describes, after each gate.
     *
     * @throws org.strangenoise.yaml.InvalidInputException with every problem of the file
     */
    public NoisyQuantumExecutionEnvironment(Path device) {
        this(DeviceReader.read(device));
    }

    /** Without noise and without a device: no operation needs a duration, and the state is a vector of 2^n numbers. */
    public static NoisyQuantumExecutionEnvironment ideal() {
        return new NoisyQuantumExecutionEnvironment(
                Optional.empty(), Settings.of(new StateVectorSimulator(), new DensityMatrixSimulator()));
    }

    /** The same with another scheduling policy; as soon as possible by default. */
    public NoisyQuantumExecutionEnvironment withScheduling(Scheduler.Policy policy) {
        return with(new Settings(
                policy,
                settings.options,
                settings.seeded,
                settings.simulators,
                settings.snapshots,
                settings.rotationZ));
    }

    /** The same with a stated seed of everything random; without one, each new environment draws its own. */
    public NoisyQuantumExecutionEnvironment withSeed(long seed) {
        return withOptions(settings.options.withSeed(seed));
    }

    /** The seed of everything random, stated or drawn; another environment with it, stated, gives the same counts. */
    public long seed() {
        return seeds.seed();
    }

    /** The same with other options for the simulator, their seed included. */
    public NoisyQuantumExecutionEnvironment withOptions(SimulationOptions options) {
        return with(new Settings(
                settings.policy, options, true, settings.simulators, settings.snapshots, settings.rotationZ));
    }

    /**
     * The same with another simulator. By default the exact density matrix; the Lindblad equation where noise during
     * gates couples more qubits than the former takes together; the state vector without noise. What memory cannot hold
     * is refused.
     */
    public NoisyQuantumExecutionEnvironment withSimulator(Simulator simulator) {
        return with(new Settings(
                settings.policy,
                settings.options,
                settings.seeded,
                List.of(simulator),
                settings.snapshots,
                settings.rotationZ));
    }

    /** The same with or without probabilities after every Step; by default with them while they are few. */
    public NoisyQuantumExecutionEnvironment withSnapshots(Snapshots snapshots) {
        return with(new Settings(
                settings.policy,
                settings.options,
                settings.seeded,
                settings.simulators,
                snapshots,
                settings.rotationZ));
    }

    /** The same with another meaning of RotationZ; a z rotation by default. */
    public NoisyQuantumExecutionEnvironment withRotationZ(RotationZMode mode) {
        return with(new Settings(
                settings.policy, settings.options, settings.seeded, settings.simulators, settings.snapshots, mode));
    }

    private NoisyQuantumExecutionEnvironment with(Settings newSettings) {
        return new NoisyQuantumExecutionEnvironment(noise, newSettings);
    }

    /**
     * Runs the Program and sets its result.
     *
     * @throws UnsupportedGateException if a gate's action is not known
     * @throws org.strangenoise.schedule.UnknownDurationException if the device lists no duration for an operation
     * @throws UnsupportedSimulationException if the simulator cannot carry it out
     * @throws IllegalArgumentException if the device lacks qubits, or an initial amplitude is beyond 1
     */
    @Override
    public NoisyResult runProgram(Program program) {
        return prepare(program).run();
    }

    /**
     * As {@link #runProgram(Program)} on a thread of its own. A Program that cannot run fails here, before it starts;
     * if its run fails all the same, for want of memory for instance, the consumer gets a result that throws the
     * failure when it is asked for anything.
     */
    @Override
    public void runProgram(Program program, Consumer<Result> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        Run run = prepare(program);
        new Thread(() -> consumer.accept(resultOrFailure(run)), "noisy-strange-program").start();
    }

    private static Result resultOrFailure(Run run) {
        try {
            return run.run();
        } catch (RuntimeException | Error failure) {
            return new FailedResult(failure);
        }
    }

    private Run prepare(Program program) {
        Objects.requireNonNull(program, "program");
        List<String> more = noise.stream()
                .flatMap(model -> model.calibration().qubits().stream())
                .filter(qubit -> qubit.levels() > 2)
                .map(QubitCalibration::name)
                .toList();
        if (!more.isEmpty()) {
            throw new UnsupportedSimulationException(
                    "a Strange Program has two levels, but the device states more for " + String.join(", ", more));
        }
        if (program.getNumberQubits() == 0) {
            return new EmptyRun(program, seeds);
        }
        ProgramReader reader = noise.isPresent()
                ? ProgramReader.of(settings.rotationZ, noise.get().calibration())
                : new ProgramReader(settings.rotationZ);
        StrangeCircuit read = reader.read(program);
        int n = read.circuit().qubits();
        NoiseModel model = noise.orElseGet(() -> NoiseModel.of(
                Calibration.uniform(n, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), Placement.NONE));
        Scheduler scheduler = noise.isPresent()
                ? new Scheduler(new CalibratedDurations(model.calibration()), settings.policy)
                : new Scheduler(operation -> 0, settings.policy);
        ScheduledCircuit scheduled = scheduler.schedule(read.circuit());
        return CircuitRun.of(
                program,
                read,
                scheduled,
                model.apply(scheduled),
                settings.options.withSeed(seeds.seed()),
                settings.simulators,
                settings.snapshots,
                seeds.next(read.circuit(), read.initial()));
    }

    /** One Program, ready to run. */
    private interface Run {
        NoisyResult run();
    }

    /** A Program of no qubits: one amplitude, 1, and one outcome, the empty string. */
    private record EmptyRun(Program program, SampleSeeds seeds) implements Run {

        @Override
        public NoisyResult run() {
            int steps = program.getSteps().size();
            double[] one = {1};
            StateVector state = StateVector.view(0, one, new double[1]);
            if (program.getSteps().stream()
                    .anyMatch(step -> step.getGates().stream()
                            .anyMatch(gate -> !gate.getAffectedQubitIndexes().isEmpty()))) {
                throw new IllegalArgumentException(
                        "Argument `program` must have the qubits that its gates act on, but has none");
            }
            NoisyResult result = new NoisyResult(
                    0,
                    steps,
                    new NoisyResult.RunRecord(
                            one,
                            Collections.nCopies(steps, one).toArray(double[][]::new),
                            Collections.nCopies(steps, state),
                            Optional.of(state),
                            Readout.perfect(0),
                            NoiseCoverage.NONE,
                            List.of(),
                            0,
                            new SampleSeeds.RunSeeds(seeds.seed(), seeds.seed())));
            program.setResult(result);
            return result;
        }
    }

    /** A circuit with the simulator that can carry it out. */
    private record CircuitRun(
            Program program,
            List<Step> steps,
            StrangeCircuit read,
            ScheduledCircuit scheduled,
            NoisyEnsemble ensemble,
            SimulationTask task,
            Simulator simulator,
            SampleSeeds.RunSeeds seeds)
            implements Run {

        static CircuitRun of(
                Program program,
                StrangeCircuit read,
                ScheduledCircuit scheduled,
                NoisyEnsemble ensemble,
                SimulationOptions options,
                List<Simulator> simulators,
                Snapshots snapshots,
                SampleSeeds.RunSeeds seeds) {
            List<Step> steps = List.copyOf(program.getSteps());
            SimulationTask everyStep =
                    SimulationTask.of(ensemble, List.of(PROBABILITIES)).withOptions(options);
            boolean keep = snapshots.keep(scheduled.qubits(), steps.size())
                    && (snapshots == Snapshots.ON
                            || simulators.stream()
                                    .anyMatch(s ->
                                            s.refusal(everyStep, read.initial()).isEmpty()));
            SimulationTask task = keep ? everyStep : everyStep.withRecording(Recording.END);
            return new CircuitRun(
                    program, steps, read, scheduled, ensemble, task, simulator(simulators, task, read), seeds);
        }

        private static Simulator simulator(List<Simulator> simulators, SimulationTask task, StrangeCircuit read) {
            List<String> refusals = new ArrayList<>();
            for (Simulator simulator : simulators) {
                Optional<String> refusal = simulator.refusal(task, read.initial());
                if (refusal.isEmpty()) {
                    return simulator;
                }
                refusals.add(refusal.get());
            }
            TrajectorySimulator sampling = new TrajectorySimulator();
            if (sampling.refusal(task.withRecording(Recording.END), read.initial())
                    .isEmpty()) {
                refusals.add("trajectories sample it with state vectors: withSimulator(new TrajectorySimulator())");
            }
            throw new UnsupportedSimulationException(String.join("; ", refusals));
        }

        @Override
        public NoisyResult run() {
            boolean keep = task.recording() == Recording.EVERY_BOUNDARY;
            boolean pure = keep && simulator instanceof StateVectorSimulator;
            List<StateVector> states = pure ? pureStates() : List.of();
            @Nullable SimulationResult simulated = pure ? null : simulator.run(task, read.initial());
            double[][] series = simulated == null
                    ? states.stream().map(StateVector::probabilities).toArray(double[][]::new)
                    : simulated.series(PROBABILITIES);
            double[][] snapshots = keep ? snapshots(series) : null;
            List<String> warnings = new ArrayList<>(read.warnings());
            warnings.addAll(simulated == null ? ensemble.warnings() : simulated.warnings());
            if (!keep
                    && steps.stream()
                            .flatMap(s -> s.getGates().stream())
                            .anyMatch(ProbabilitiesGate.class::isInstance)) {
                warnings.add(
                        "probabilities gates show nothing, as no probabilities are kept after steps (Snapshots.ON)");
            }
            NoisyResult result = new NoisyResult(
                    scheduled.qubits(),
                    steps.size(),
                    new NoisyResult.RunRecord(
                            series[series.length - 1],
                            snapshots,
                            pure ? atSteps(states) : null,
                            simulated == null ? Optional.of(states.get(states.size() - 1)) : simulated.finalState(),
                            ensemble.members().get(0).circuit().readout(),
                            ensemble.coverage(),
                            List.copyOf(warnings),
                            scheduled.duration(),
                            seeds));
            tellProbabilitiesGates(result, keep);
            program.setResult(result);
            return result;
        }

        /** The states at all recording points: of a pure state, the amplitudes are more than the probabilities. */
        private List<StateVector> pureStates() {
            NoisyCircuit circuit = ensemble.members().get(0).circuit();
            return new StateVectorSimulator()
                    .states(circuit, read.initial(), task.options().threads());
        }

        private List<StateVector> atSteps(List<StateVector> states) {
            int n = scheduled.qubits();
            return read.stepPoints().stream()
                    .map(point -> {
                        if (point != StrangeCircuit.BEFORE_RECORDS) {
                            return states.get(point);
                        }
                        double[] re = new double[1 << n];
                        double[] im = new double[1 << n];
                        read.initial().writeVector(re, im);
                        return StateVector.view(n, re, im);
                    })
                    .toList();
        }

        private double[][] snapshots(double[][] series) {
            double[] start = new double[1 << scheduled.qubits()];
            boolean needsStart = read.stepPoints().contains(StrangeCircuit.BEFORE_RECORDS);
            if (needsStart) {
                double[] im = new double[start.length];
                read.initial().writeVector(start, im);
                for (int b = 0; b < start.length; b++) {
                    start[b] = start[b] * start[b] + im[b] * im[b];
                }
            }
            return read.stepPoints().stream()
                    .map(point -> point == StrangeCircuit.BEFORE_RECORDS ? start : series[point])
                    .toArray(double[][]::new);
        }

        /** Strange shows the probabilities of a Step that asks for them. */
        private void tellProbabilitiesGates(NoisyResult result, boolean kept) {
            for (int s = 0; s < steps.size() && kept; s++) {
                for (Gate gate : steps.get(s).getGates()) {
                    if (gate instanceof ProbabilitiesGate shown) {
                        Complex[] amplitudes = result.getIntermediateProbability(s);
                        shown.setProbabilites(amplitudes);
                    }
                }
            }
        }
    }

    /** The result of a run that failed on a thread of its own: whoever asks it for anything gets the failure. */
    static final class FailedResult extends Result {

        private final Throwable cause;

        FailedResult(Throwable cause) {
            super(1, 1);
            this.cause = cause;
        }

        private IllegalStateException failure() {
            return new IllegalStateException("the Program has no result: " + cause, cause);
        }

        @Override
        public Qubit[] getQubits() {
            throw failure();
        }

        @Override
        public Map<Integer, Qubit[]> getIntermediateQubits() {
            throw failure();
        }

        @Override
        public Complex[] getProbability() {
            throw failure();
        }

        @Override
        public Complex[] getIntermediateProbability(int step) {
            throw failure();
        }

        @Override
        public void measureSystem() {
            throw failure();
        }

        @Override
        public int getMeasuredProbability() {
            throw failure();
        }

        @Override
        public void printInfo() {
            throw failure();
        }

        @Override
        public String toString() {
            return "no result: " + cause;
        }
    }
}
