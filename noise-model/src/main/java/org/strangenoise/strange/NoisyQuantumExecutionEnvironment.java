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
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
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
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final Optional<NoiseModel> noise;
    private final Settings settings;
    private final AtomicLong runs = new AtomicLong();

    private record Settings(
            Scheduler.Policy policy,
            SimulationOptions options,
            Simulator simulator,
            Snapshots snapshots,
            RotationZMode rotationZ) {

        static final Settings DEFAULT = new Settings(
                Scheduler.Policy.ASAP,
                SimulationOptions.defaults(),
                new DensityMatrixSimulator(),
                Snapshots.AUTO,
                RotationZMode.ROTATION);
    }

    private NoisyQuantumExecutionEnvironment(Optional<NoiseModel> noise, Settings settings) {
        this.noise = noise;
        this.settings = settings;
    }

    /** With the noise that a model makes of its device. */
    public NoisyQuantumExecutionEnvironment(NoiseModel noise) {
        this(Optional.of(noise), Settings.DEFAULT);
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

    /** Without noise and without a device: no operation needs a duration. */
    public static NoisyQuantumExecutionEnvironment ideal() {
        return new NoisyQuantumExecutionEnvironment(Optional.empty(), Settings.DEFAULT);
    }

    /** The same with another scheduling policy; as soon as possible by default. */
    public NoisyQuantumExecutionEnvironment withScheduling(Scheduler.Policy policy) {
        return with(new Settings(policy, settings.options, settings.simulator, settings.snapshots, settings.rotationZ));
    }

    /** The same with another seed of everything random; 1 by default. */
    public NoisyQuantumExecutionEnvironment withSeed(long seed) {
        return withOptions(settings.options.withSeed(seed));
    }

    /** The same with other options for the simulator. */
    public NoisyQuantumExecutionEnvironment withOptions(SimulationOptions options) {
        return with(new Settings(settings.policy, options, settings.simulator, settings.snapshots, settings.rotationZ));
    }

    /** The same with another simulator; the exact density matrix by default, which refuses what memory cannot hold. */
    public NoisyQuantumExecutionEnvironment withSimulator(Simulator simulator) {
        return with(new Settings(settings.policy, settings.options, simulator, settings.snapshots, settings.rotationZ));
    }

    /** The same with or without probabilities after every Step; by default with them while they are few. */
    public NoisyQuantumExecutionEnvironment withSnapshots(Snapshots snapshots) {
        return with(new Settings(settings.policy, settings.options, settings.simulator, snapshots, settings.rotationZ));
    }

    /** The same with another meaning of RotationZ; a z rotation by default. */
    public NoisyQuantumExecutionEnvironment withRotationZ(RotationZMode mode) {
        return with(new Settings(settings.policy, settings.options, settings.simulator, settings.snapshots, mode));
    }

    private NoisyQuantumExecutionEnvironment with(Settings newSettings) {
        return new NoisyQuantumExecutionEnvironment(noise, newSettings);
    }

    /**
     * Runs the Program and sets its result.
     *
     * @throws UnsupportedGateException if a gate's action is not known
     * @throws org.strangenoise.schedule.UnknownDurationException if the device lists no duration for an operation
     * @throws org.strangenoise.simulate.UnsupportedSimulationException if the simulator cannot carry it out
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
            boolean keep = settings.snapshots.keep(n, steps.size());
            SimulationTask task = SimulationTask.of(ensemble, keep ? List.of(PROBABILITIES) : List.of())
                    .withOptions(settings.options);
            SimulationResult simulated = settings.simulator.run(task, read.initial());
            double[] end = atEnd(simulated, keep);
            double[][] snapshots = keep ? snapshots(simulated) : null;
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
                            settings.options.seed() + GOLDEN_RATIO * number));
            tellProbabilitiesGates(result, keep);
            program.setResult(result);
            return result;
        }

        private double[] atEnd(SimulationResult simulated, boolean kept) {
            if (kept) {
                double[][] series = simulated.series(PROBABILITIES);
                return series[series.length - 1];
            }
            return simulated
                    .finalState()
                    .orElseThrow(() -> new IllegalStateException("method " + simulated.method()
                            + " holds no final state: run with Snapshots.ON to record probabilities"))
                    .probabilities();
        }

        private double[][] snapshots(SimulationResult simulated) {
            double[][] series = simulated.series(PROBABILITIES);
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
