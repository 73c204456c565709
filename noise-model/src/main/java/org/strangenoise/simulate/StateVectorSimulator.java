package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperation;
import org.strangenoise.simulate.pure.PureOperations;
import org.strangenoise.simulate.pure.PureProgram;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** Circuits of gates only, from pure states: 2^n complex numbers. */
public final class StateVectorSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "ideal";

    private static final int MAX_QUBITS = 30;

    private final IntFunction<AmplitudeKernel> kernels;

    /** With the fastest kernels that this JVM has. */
    public StateVectorSimulator() {
        this.kernels = AmplitudeKernel::of;
    }

    StateVectorSimulator(AmplitudeKernel kernel) {
        this.kernels = qubits -> kernel;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        Optional<String> levels = SimulatorChoice.refusalOfTwoLevels(METHOD, task);
        if (levels.isPresent()) {
            return levels;
        }
        int n = task.ensemble().qubits();
        if (!task.ensemble().isSingle()
                || !task.ensemble().members().get(0).circuit().isUnitary()) {
            return Optional.of("method ideal carries out gates only, but the circuit holds noise or resets");
        }
        if (!initial.isPure()) {
            return Optional.of("method ideal starts from pure states, but the initial state is mixed");
        }
        double bytes = 16.0 * StrictMath.pow(2, n);
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the state vector of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        return Optional.empty();
    }

    @Override
    public double numbers(int qubits, SimulationOptions options) {
        return StrictMath.pow(2, qubits);
    }

    @Override
    public PreparedSimulation prepare(SimulationTask task) {
        return initial -> {
            UnsupportedSimulationException.throwIf(refusal(task, initial));
            Recorder recorder = Recorder.of(task);
            Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
            StateVector last = evolve(
                    task.ensemble().members().get(0).circuit(),
                    initial,
                    task.recording(),
                    task.options().threads(),
                    register -> record(task, register, reference, recorder));
            return new SimulationResult(
                    METHOD,
                    recorder.values(),
                    Optional.empty(),
                    Optional.of(last),
                    task.ensemble().warnings());
        };
    }

    private static void record(
            SimulationTask task, PureRegister register, Recorder.ReferenceStates reference, Recorder recorder) {
        if (recorder.needsBlochVectors()) {
            double[] vectors = new double[3 * task.ensemble().qubits()];
            register.blochVectors(vectors);
            recorder.record(register.state(), reference.next(), vectors);
        } else {
            recorder.record(register.state(), reference.next());
        }
    }

    /** Copies of the state at every recording point, on one thread. */
    static List<StateVector> states(NoisyCircuit circuit, InitialState initial) {
        return new StateVectorSimulator().states(circuit, initial, 1);
    }

    /** Copies of the state at every recording point of a circuit of gates only: 2^n complex numbers each. */
    public List<StateVector> states(NoisyCircuit circuit, InitialState initial, int threads) {
        List<StateVector> states = new ArrayList<>();
        evolve(
                circuit,
                initial,
                Recording.EVERY_BOUNDARY,
                threads,
                register -> states.add(register.state().copy()));
        return states;
    }

    private StateVector evolve(
            NoisyCircuit circuit,
            InitialState initial,
            Recording recording,
            int threads,
            Consumer<PureRegister> record) {
        int n = circuit.qubits();
        RegisterTiling tiling = new RegisterTiling(n);
        List<PureProgram> programs = programs(circuit, tiling, recording);
        try (Workers workers = PureRegister.workers(n, threads)) {
            PureRegister register = new PureRegister(tiling, kernels.apply(n), workers);
            initial.writeVector(register.re(), register.im());
            EnsembleWalk.along(
                    circuit,
                    recording,
                    programs.size(),
                    stretch -> register.run(programs.get(stretch)),
                    () -> record.accept(register));
            return register.state();
        }
    }

    /**
     * One program a segment, equal segments sharing theirs; one for the whole circuit if nothing is recorded inside.
     */
    private static List<PureProgram> programs(NoisyCircuit circuit, RegisterTiling tiling, Recording recording) {
        PureOperations operations = new PureOperations(
                circuit.qubits(), SimulationOptions.defaults().tolerance());
        if (recording == Recording.END) {
            List<PureOperation> all = circuit.segments().stream()
                    .flatMap(segment -> operations.gates(segment.instructions()).stream())
                    .toList();
            return List.of(PureProgram.of(tiling, all));
        }
        Map<NoisySegment, PureProgram> known = new IdentityHashMap<>();
        return circuit.segments().stream()
                .map(segment ->
                        known.computeIfAbsent(segment, s -> PureProgram.of(tiling, operations.gates(s.instructions()))))
                .toList();
    }
}
