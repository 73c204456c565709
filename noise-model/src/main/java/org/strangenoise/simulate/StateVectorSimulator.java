package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureProgram;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** Circuits of gates only, from pure states: 2^n complex numbers. */
public final class StateVectorSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "ideal";

    private static final int MAX_QUBITS = 30;

    private final AmplitudeKernel kernel;

    public StateVectorSimulator() {
        this(AmplitudeKernel.best());
    }

    StateVectorSimulator(AmplitudeKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        int n = task.ensemble().qubits();
        if (!task.ensemble().isSingle()
                || !task.ensemble().members().get(0).circuit().isUnitary()) {
            return Optional.of("method ideal carries out gates only, but the circuit holds noise or resets");
        }
        if (!initial.isPure()) {
            return Optional.of("method ideal starts from pure states, but the initial state is mixed");
        }
        double bytes = 16.0 * Math.pow(2, n);
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
    public SimulationResult run(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        Recorder recorder = Recorder.of(task);
        ReferenceStates reference = new ReferenceStates(task, initial);
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        StateVector last = evolve(
                circuit,
                initial,
                everyBoundary,
                task.options().threads(),
                state -> recorder.record(state, reference.next()));
        return new SimulationResult(
                METHOD,
                recorder.values(),
                Optional.empty(),
                Optional.of(last),
                task.ensemble().warnings());
    }

    /** Copies of the state at every recording point. */
    static List<StateVector> states(NoisyCircuit circuit, InitialState initial) {
        List<StateVector> states = new ArrayList<>();
        new StateVectorSimulator().evolve(circuit, initial, true, 1, state -> states.add(state.copy()));
        return states;
    }

    private StateVector evolve(
            NoisyCircuit circuit,
            InitialState initial,
            boolean everyBoundary,
            int threads,
            Consumer<StateVector> record) {
        int n = circuit.qubits();
        double[] re = new double[1 << n];
        double[] im = new double[1 << n];
        initial.writeVector(re, im);
        StateVector state = StateVector.view(n, re, im);
        List<PureStretch> stretches = stretches(circuit, everyBoundary);
        List<PureProgram> programs = stretches.stream()
                .flatMap(stretch -> stretch.programs().stream())
                .toList();
        try (Workers workers = PureProgram.workers(n, threads, programs)) {
            if (everyBoundary && Recorder.startsAtStart(circuit)) {
                record.accept(state);
            }
            for (PureStretch stretch : stretches) {
                stretch.run(re, im, kernel, workers);
                if (everyBoundary) {
                    record.accept(state);
                }
            }
            if (!everyBoundary) {
                record.accept(state);
            }
        }
        return state;
    }

    /**
     * One stretch a segment, equal segments sharing theirs; one for the whole circuit if nothing is recorded inside.
     */
    private static List<PureStretch> stretches(NoisyCircuit circuit, boolean everyBoundary) {
        if (!everyBoundary) {
            List<NoisyInstruction> all = circuit.segments().stream()
                    .flatMap(segment -> segment.instructions().stream())
                    .toList();
            return List.of(PureStretch.of(circuit.qubits(), all));
        }
        Map<NoisySegment, PureStretch> known = new IdentityHashMap<>();
        return circuit.segments().stream()
                .map(segment -> known.computeIfAbsent(segment, s -> PureStretch.of(circuit.qubits(), s.instructions())))
                .toList();
    }
}
