package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.kernel.PhaseTable;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** The slow twin: one gate after the other. */
final class DirectStateVector implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "ideal";

    private static final int MAX_QUBITS = 30;

    @FunctionalInterface
    private interface Pass {
        void apply(double[] re, double[] im);
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
    public PreparedSimulation prepare(SimulationTask task) {
        return initial -> carryOut(task, initial);
    }

    private SimulationResult carryOut(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        NoisyCircuit circuit = task.ensemble().members().get(0).circuit();
        Recorder recorder = new Recorder(task.observables(), circuit);
        Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
        StateVector last = evolve(circuit, initial, state -> recorder.record(state, reference.next()));
        return new SimulationResult(
                METHOD,
                recorder.values(),
                Optional.empty(),
                Optional.of(last),
                task.ensemble().warnings());
    }

    private static StateVector evolve(NoisyCircuit circuit, InitialState initial, Consumer<StateVector> record) {
        int n = circuit.qubits();
        double[] re = new double[1 << n];
        double[] im = new double[1 << n];
        initial.writeVector(re, im);
        StateVector state = StateVector.view(n, re, im);
        Map<NoisySegment, List<Pass>> compiled = new IdentityHashMap<>();
        if (circuit.recordsStart()) {
            record.accept(state);
        }
        for (NoisySegment segment : circuit.segments()) {
            for (Pass pass : compiled.computeIfAbsent(segment, s -> compile(n, s))) {
                pass.apply(re, im);
            }
            record.accept(state);
        }
        return state;
    }

    private static List<Pass> compile(int n, NoisySegment segment) {
        List<Pass> passes = new ArrayList<>();
        for (NoisyInstruction instruction : segment.instructions()) {
            if (instruction instanceof NoisyInstruction.Gate gate) {
                passes.add(pass(n, gate.operation()));
            }
        }
        return passes;
    }

    private static Pass pass(int n, UnitaryOperation operation) {
        int[] targets = operation.qubits().stream().mapToInt(Integer::intValue).toArray();
        if (operation instanceof DiagonalOperation diagonal) {
            return new PhaseTable(n, targets, diagonal.phases())::applyToVector;
        }
        ComplexMatrix u = operation.matrix();
        return new LocalMap(targets, u.re(), u.im())::apply;
    }
}
