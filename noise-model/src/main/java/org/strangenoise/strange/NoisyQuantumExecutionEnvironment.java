package org.strangenoise.strange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.QuantumExecutionEnvironment;
import org.redfx.strange.Result;
import org.redfx.strange.Step;
import org.redfx.strange.gate.ProbabilitiesGate;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.noise.ReadoutConfusion;
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
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.Observable;
import org.strangenoise.state.Readout;

/**
 * Runs Strange Programs as a calibrated device would: gates take their time, every qubit decoheres meanwhile, outcomes
 * are read with errors. Immutable but for a count of its runs, and safe for concurrent use.
 *
 * <p>How a Program is understood is told at {@link ProgramReader}. Every operation must have a duration in the device;
 * one without is an error that names it. The seed of the k-th run's samples follows from the seed and k, so that a
 * program that runs again and again sees fresh outcomes, and the same ones when it is started anew.
 */
public final class NoisyQuantumExecutionEnvironment implements QuantumExecutionEnvironment {

    private static final Observable PROBABILITIES = new Observable.Probabilities(false);

    /** Odd, and not the increment by which the generators expand their seeds. */
    private static final long RUN_STRIDE = 0xD1342543DE82EF95L;

    private final Optional<NoiseModel> noise;
    private final Settings settings;
    private final AtomicLong runs = new AtomicLong();

    private record Settings(
            Scheduler.Policy policy,
            SimulationOptions options,
            List<Simulator> simulators,
            Snapshots snapshots,
            RotationZMode rotationZ) {

        /** The first simulator that can carry a Program out does. */
        static Settings of(Simulator... simulators) {
            return new Settings(
                    Scheduler.Policy.ASAP,
                    SimulationOptions.defaults(),
                    List.of(simulators),
                    Snapshots.AUTO,
                    RotationZMode.ROTATION);
        }
    }

    private NoisyQuantumExecutionEnvironment(Optional<NoiseModel> noise, Settings settings) {
        this.noise = noise;
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
        return with(
                new Settings(policy, settings.options, settings.simulators, settings.snapshots, settings.rotationZ));
    }

    /** The same with another seed of everything random; 1 by default. */
    public NoisyQuantumExecutionEnvironment withSeed(long seed) {
        return withOptions(settings.options.withSeed(seed));
    }

    /** The same with other options for the simulator. */
    public NoisyQuantumExecutionEnvironment withOptions(SimulationOptions options) {
        return with(
                new Settings(settings.policy, options, settings.simulators, settings.snapshots, settings.rotationZ));
    }

    /**
     * The same with another simulator. By default the exact density matrix; the Lindblad equation where noise during
     * gates couples more qubits than the former takes together; the state vector without noise. What memory cannot hold
     * is refused.
     */
    public NoisyQuantumExecutionEnvironment withSimulator(Simulator simulator) {
        return with(new Settings(
                settings.policy, settings.options, List.of(simulator), settings.snapshots, settings.rotationZ));
    }

    /** The same with or without probabilities after every Step; by default with them while they are few. */
    public NoisyQuantumExecutionEnvironment withSnapshots(Snapshots snapshots) {
        return with(
                new Settings(settings.policy, settings.options, settings.simulators, snapshots, settings.rotationZ));
    }

    /** The same with another meaning of RotationZ; a z rotation by default. */
    public NoisyQuantumExecutionEnvironment withRotationZ(RotationZMode mode) {
        return with(new Settings(settings.policy, settings.options, settings.simulators, settings.snapshots, mode));
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

    /** As {@link #runProgram(Program)} on a thread of its own; a Program that cannot run fails before it starts. */
    @Override
    public void runProgram(Program program, Consumer<Result> result) {
        Run run = prepare(program);
        new Thread(() -> result.accept(run.run()), "noisy-strange-program").start();
    }

    private Run prepare(Program program) {
        StrangeCircuit read = new ProgramReader(settings.rotationZ).read(program);
        int n = read.circuit().qubits();
        NoiseModel model = noise.orElseGet(() -> NoiseModel.of(
                Calibration.uniform(n, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), Placement.NONE));
        Scheduler scheduler = noise.isPresent()
                ? new Scheduler(new CalibratedDurations(model.calibration()), settings.policy)
                : new Scheduler(operation -> 0, settings.policy);
        ScheduledCircuit scheduled = scheduler.schedule(read.circuit());
        return new Run(
                program,
                List.copyOf(program.getSteps()),
                read,
                scheduled,
                model.apply(scheduled),
                settings,
                runs.incrementAndGet());
    }

    /** One Program, ready to run. */
    private record Run(
            Program program,
            List<Step> steps,
            StrangeCircuit read,
            ScheduledCircuit scheduled,
            NoisyEnsemble ensemble,
            Settings settings,
            long number) {

        NoisyResult run() {
            int n = scheduled.qubits();
            SimulationTask everyStep =
                    SimulationTask.of(ensemble, List.of(PROBABILITIES)).withOptions(settings.options);
            boolean keep =
                    settings.snapshots.keep(n, steps.size()) && (settings.snapshots == Snapshots.ON || fits(everyStep));
            SimulationTask task = keep ? everyStep : everyStep.withRecording(Recording.END);
            SimulationResult simulated = simulator(task).run(task, read.initial());
            double[][] series = simulated.series(PROBABILITIES);
            double[] end = series[series.length - 1];
            double[][] snapshots = keep ? snapshots(series) : null;
            List<String> warnings = new ArrayList<>(read.warnings());
            warnings.addAll(simulated.warnings());
            if (!keep
                    && steps.stream()
                            .flatMap(s -> s.getGates().stream())
                            .anyMatch(ProbabilitiesGate.class::isInstance)) {
                warnings.add(
                        "probabilities gates show nothing, as no probabilities are kept after steps (Snapshots.ON)");
            }
            NoisyResult result = new NoisyResult(
                    n,
                    steps.size(),
                    new NoisyResult.RunRecord(
                            end,
                            snapshots,
                            simulated.finalState(),
                            readout(ensemble.members().get(0).circuit()),
                            ensemble.coverage(),
                            List.copyOf(warnings),
                            scheduled.duration(),
                            settings.options.seed() + RUN_STRIDE * number));
            tellProbabilitiesGates(result, keep);
            program.setResult(result);
            return result;
        }

        private boolean fits(SimulationTask task) {
            return settings.simulators.stream()
                    .anyMatch(s -> s.refusal(task, read.initial()).isEmpty());
        }

        private Simulator simulator(SimulationTask task) {
            List<String> refusals = new ArrayList<>();
            for (Simulator simulator : settings.simulators) {
                Optional<String> refusal = simulator.refusal(task, read.initial());
                if (refusal.isEmpty()) {
                    return simulator;
                }
                refusals.add(refusal.get());
            }
            throw new UnsupportedSimulationException(String.join("; ", refusals));
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

        private static Readout readout(NoisyCircuit circuit) {
            return new Readout(
                    circuit.readout().stream()
                            .mapToDouble(ReadoutConfusion::p1Given0)
                            .toArray(),
                    circuit.readout().stream()
                            .mapToDouble(ReadoutConfusion::p0Given1)
                            .toArray());
        }
    }
}
