package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.records.BranchedRun;
import org.strangenoise.simulate.records.RecordedProgram;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Readout;

/**
 * What measurements inside a circuit say: the classical bits at its end, and the states that they leave behind.
 *
 * <p>Exactly, with a density matrix for every classical history that still matters, as long as there are at most 65,536
 * of them and they fit into memory; by trajectories beyond. Stateless and safe for concurrent use.
 */
public final class MeasurementSimulation {

    private MeasurementSimulation() {}

    /**
     * The bits at the end, exactly where that is possible, else by {@code options.trajectories()} trajectories.
     *
     * @throws UnsupportedSimulationException if neither is
     */
    public static RecordedBits bits(NoisyEnsemble ensemble, InitialState initial, SimulationOptions options) {
        return bits(ensemble, initial, options, SimulationMethod.AUTO);
    }

    /**
     * The bits at the end.
     *
     * @param method {@link SimulationMethod#TRAJECTORIES} samples even where exact results are possible; any other does
     *     not
     * @throws UnsupportedSimulationException if the circuit is too large
     */
    public static RecordedBits bits(
            NoisyEnsemble ensemble, InitialState initial, SimulationOptions options, SimulationMethod method) {
        Optional<String> refusal = exactRefusal(ensemble, options);
        if (method == SimulationMethod.TRAJECTORIES || refusal.isPresent()) {
            return SampledRecords.bits(ensemble, initial, options);
        }
        MeasurementRecords records = ensemble.members().get(0).circuit().records();
        NavigableMap<String, Double> sums = RecordedBits.none(records);
        for (NoisyEnsemble.Member member : ensemble.members()) {
            RecordedProgram program = atEnd(member.circuit());
            for (BranchedRun.Branch branch : run(program, initial, options)) {
                addBits(program, branch, member.weight(), sums);
            }
        }
        return new RecordedBits(records.registers(), sums, Optional.empty(), DensityMatrixSimulator.METHOD);
    }

    /** Why the bits are not to be had exactly; empty if they are. */
    public static Optional<String> exactRefusal(NoisyEnsemble ensemble, SimulationOptions options) {
        return BranchedRun.refusal(atEnd(ensemble.members().get(0).circuit()), options.memoryLimit());
    }

    /**
     * A state that some bits leave behind.
     *
     * @param bits all of the circuit's, the highest first; those not yet recorded are 0
     * @param probability that they are recorded
     * @param state of trace 1
     */
    public record ConditionedState(String bits, double probability, DensityMatrix state) {}

    /**
     * The states at a recording point for every string that the bits recorded by then may hold, in the strings' order.
     * Point 0 is the circuit's start; point k the end of its k-th segment.
     *
     * @throws UnsupportedSimulationException if there are too many
     */
    public static List<ConditionedState> conditionedStates(
            NoisyEnsemble ensemble, InitialState initial, int point, SimulationOptions options) {
        int segments = ensemble.members().get(0).circuit().segments().size();
        if (point < 0 || point > segments) {
            throw new IllegalArgumentException("Argument `point` must be from 0 to " + segments + ", but is " + point);
        }
        NavigableMap<String, double[]> sums = new TreeMap<>();
        int n = ensemble.qubits();
        for (NoisyEnsemble.Member member : ensemble.members()) {
            RecordedProgram program = new RecordedProgram(member.circuit(), point, true, false);
            for (BranchedRun.Branch branch : run(program, initial, options)) {
                double[] sum = sums.computeIfAbsent(text(program, branch.history()), bits -> new double[1 << (2 * n)]);
                branch.state(n).addTo(member.weight(), sum);
            }
        }
        List<ConditionedState> states = new ArrayList<>();
        sums.forEach((bits, sum) -> {
            double probability = trace(n, sum);
            double[] state = new double[sum.length];
            DensityTensor.view(n, sum).addTo(1 / probability, state);
            states.add(new ConditionedState(
                    bits, probability, DensityTensor.view(n, state).toDensityMatrix()));
        });
        return Collections.unmodifiableList(states);
    }

    private static double trace(int qubits, double[] coefficients) {
        double trace = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            trace += coefficients[DensityTensor.spread(b)];
        }
        return trace;
    }

    private static RecordedProgram atEnd(NoisyCircuit circuit) {
        return new RecordedProgram(circuit, circuit.segments().size(), true, true);
    }

    private static List<BranchedRun.Branch> run(
            RecordedProgram program, InitialState initial, SimulationOptions options) {
        UnsupportedSimulationException.throwIf(BranchedRun.refusal(program, options.memoryLimit()));
        return new BranchedRun(
                        program,
                        options.tolerance(),
                        TensorKernel.of(program.circuit().qubits()))
                .run(initial, options.threads());
    }

    /** The bits of a history, the highest first. */
    private static String text(RecordedProgram program, byte[] history) {
        int[] last = program.last();
        char[] text = new char[last.length];
        for (int bit = 0; bit < last.length; bit++) {
            text[last.length - 1 - bit] = last[bit] >= 0 && program.value(last[bit], history) == 1 ? '1' : '0';
        }
        return new String(text);
    }

    /** Adds a branch's bits; those that were left for the end are read from the populations, with their errors. */
    private static void addBits(
            RecordedProgram program, BranchedRun.Branch branch, double weight, NavigableMap<String, Double> sums) {
        int n = program.circuit().qubits();
        char[] text = text(program, branch.history()).toCharArray();
        List<Integer> settledBits = new ArrayList<>();
        for (int bit = 0; bit < text.length; bit++) {
            int record = program.last()[bit];
            if (record >= 0 && program.settledQubit(record) >= 0) {
                settledBits.add(bit);
            }
        }
        double[] read = new double[1 << settledBits.size()];
        for (int b = 0; b < 1 << n; b++) {
            int at = 0;
            for (int k = 0; k < settledBits.size(); k++) {
                int qubit = program.settledQubit(program.last()[settledBits.get(k)]);
                at |= (b >> qubit & 1) << k;
            }
            read[at] += branch.coefficients()[DensityTensor.spread(b)];
        }
        for (int k = 0; k < settledBits.size(); k++) {
            int qubit = program.settledQubit(program.last()[settledBits.get(k)]);
            Readout readout = program.circuit().readout();
            confuse(read, k, readout.p1Given0()[qubit], readout.p0Given1()[qubit]);
        }
        for (int at = 0; at < read.length; at++) {
            for (int k = 0; k < settledBits.size(); k++) {
                text[text.length - 1 - settledBits.get(k)] = (at >> k & 1) == 1 ? '1' : '0';
            }
            if (read[at] > 0) {
                sums.merge(new String(text), weight * read[at], Double::sum);
            }
        }
    }

    private static void confuse(double[] probabilities, int bit, double p1Given0, double p0Given1) {
        for (int at = 0; at < probabilities.length; at++) {
            if ((at >> bit & 1) == 0) {
                double zero = probabilities[at];
                double one = probabilities[at | 1 << bit];
                probabilities[at] = (1 - p1Given0) * zero + p0Given1 * one;
                probabilities[at | 1 << bit] = p1Given0 * zero + (1 - p0Given1) * one;
            }
        }
    }
}
