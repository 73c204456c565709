package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.simulate.tensor.TensorMap;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;

/** A noisy circuit as maps of the density tensor, segment by segment, not fused: each can be turned round or varied. */
public final class CompiledCircuit {

    private static final double TOLERANCE = 1e-12;

    private final int qubits;
    private final List<NoisySegment> source;
    private final List<List<TensorMap>> segments;
    private final boolean recordsStart;

    private CompiledCircuit(
            int qubits, List<NoisySegment> source, List<List<TensorMap>> segments, boolean recordsStart) {
        this.qubits = qubits;
        this.source = source;
        this.segments = segments;
        this.recordsStart = recordsStart;
    }

    /** Compiles a circuit on qubits of two levels. */
    public static CompiledCircuit of(NoisyCircuit circuit) {
        return of(circuit, i -> TensorMap.of(circuit.qubits(), i, CompiledCircuit::propagator));
    }

    /** With maps that circuits may share. */
    public static CompiledCircuit of(NoisyCircuit circuit, InstructionMaps maps) {
        return of(circuit, maps::of);
    }

    private static CompiledCircuit of(NoisyCircuit circuit, Function<NoisyInstruction, Optional<TensorMap>> compile) {
        check(circuit);
        Map<NoisySegment, List<TensorMap>> known = new IdentityHashMap<>();
        List<List<TensorMap>> segments = new ArrayList<>();
        for (NoisySegment segment : circuit.segments()) {
            segments.add(known.computeIfAbsent(
                    segment,
                    s -> s.instructions().stream()
                            .map(compile)
                            .flatMap(Optional::stream)
                            .toList()));
        }
        return new CompiledCircuit(circuit.qubits(), circuit.segments(), segments, circuit.recordsStart());
    }

    /** Throws if the circuit is none whose derivatives are known. */
    static void check(NoisyCircuit circuit) {
        if (circuit.isConditional()) {
            throw new IllegalArgumentException(
                    "derivatives do not know instructions that depend on measured bits, as this circuit has");
        }
        if (!circuit.hasTwoLevels()) {
            throw new IllegalArgumentException("derivatives know two levels, but a qubit of the device has more;"
                    + " dynamics, maps, sweeps and attributions have them");
        }
    }

    static SuperOperator propagator(Lindbladian lindbladian) {
        return LindbladPropagator.of(lindbladian, TOLERANCE);
    }

    /** Maps of every segment in order; equal segments share one list. */
    List<List<TensorMap>> segments() {
        return segments;
    }

    /** True if the maps of a segment are those of the other circuit's, one by one, apart from how much they do. */
    boolean isAlike(CompiledCircuit other, int segment) {
        return LaneCompiler.areAlike(
                source.get(segment).instructions(), other.source.get(segment).instructions());
    }

    /** The recording point at the end of a segment. */
    int pointAfter(int segment) {
        return segment + (recordsStart ? 1 : 0);
    }

    /** Number of recording points of a circuit. */
    static int points(NoisyCircuit circuit) {
        return circuit.segments().size() + (circuit.recordsStart() ? 1 : 0);
    }

    double[] initial(InitialState start) {
        double[] coefficients = new double[1 << (2 * qubits)];
        DensityTensor.write(start, coefficients);
        return coefficients;
    }

    /** The states at all recording points. */
    public List<double[]> states(InitialState start) {
        double[] state = initial(start);
        List<double[]> states = new ArrayList<>();
        if (recordsStart) {
            states.add(state.clone());
        }
        for (List<TensorMap> segment : segments) {
            segment.forEach(map -> map.apply(state));
            states.add(state.clone());
        }
        return states;
    }
}
