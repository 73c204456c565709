package org.strangenoise.studies.experiment;

import java.util.HashSet;
import java.util.Set;
import org.strangenoise.budget.CoalitionMethod;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.studies.config.FigureOfMerit;

/** How long adjoint passes will take one processor, by the maps that they apply: a guess for refusals. */
final class DerivativeCost {

    /** Time for one coefficient through a map of one qubit. */
    private static final double ONE_QUBIT_SECONDS = 2e-9;

    /** Time for one coefficient through a map of two qubits. */
    private static final double TWO_QUBIT_SECONDS = 8e-9;

    /** Time for one coefficient through a diagonal gate of many qubits. */
    private static final double DIAGONAL_SECONDS = 30e-9;

    /** Time for one entry of the map of an evolution in closed form. */
    private static final double IMAGE_SECONDS = 100e-9;

    /** An entry of a map, and of its transpose, both sparse too. */
    private static final double ENTRY_BYTES = InstructionMaps.bytes(0);

    /** Diagonal gates on more qubits than this go by their phases. */
    private static final int MAX_MATRIX = 4;

    /** The circuits beside a parameter's value from which the derivatives of instructions are made. */
    private static final int NEIGHBOURS = 6;

    /** Passes for one parameter: both again, and the neighbours of the instructions that depend on it. */
    private static final int PASSES = 4;

    private DerivativeCost() {}

    /** Seconds for one start. */
    static double seconds(Experiment experiment, FigureOfMerit merit, int parameters) {
        NoisyCircuit circuit = experiment.noisy().members().get(0).circuit();
        double pass = 0;
        for (NoisySegment segment : circuit.segments()) {
            for (NoisyInstruction instruction : segment.instructions()) {
                pass += StrictMath.pow(4, circuit.qubits()) * perCoefficient(instruction);
            }
        }
        double compiling = RunCost.PREPARATION_SECONDS;
        for (NoisyInstruction.Continuous evolution : evolutions(circuit)) {
            int k = evolution.qubits().size();
            compiling += isDiagonal(evolution.lindbladian())
                    ? IMAGE_SECONDS * StrictMath.pow(16, k)
                    : CoalitionMethod.COMPILE_SECONDS * StrictMath.pow(64, k);
        }
        int passes = PASSES + (merit.observable().needsReference() ? NEIGHBOURS : 0);
        return experiment.noisy().members().size()
                * ((1 + NEIGHBOURS * parameters) * compiling + (2 + passes * parameters) * pass);
    }

    /** Bytes that the maps of continuous evolutions take, with those beside every parameter that is at work. */
    static double mapBytes(Experiment experiment, int atWork) {
        double bytes = 0;
        for (NoisyInstruction.Continuous evolution :
                evolutions(experiment.noisy().members().get(0).circuit())) {
            bytes += ENTRY_BYTES * StrictMath.pow(16, evolution.qubits().size());
        }
        return bytes * experiment.noisy().members().size() * (1 + NEIGHBOURS * atWork);
    }

    /** Different ones; those of equal segments are made once. */
    private static Set<NoisyInstruction.Continuous> evolutions(NoisyCircuit circuit) {
        Set<NoisyInstruction.Continuous> different = new HashSet<>();
        for (NoisySegment segment : circuit.segments()) {
            for (NoisyInstruction instruction : segment.instructions()) {
                if (instruction instanceof NoisyInstruction.Continuous continuous) {
                    different.add(continuous);
                }
            }
        }
        return different;
    }

    /** True if nothing but fields and couplings along z act, so that the map has a closed form. */
    private static boolean isDiagonal(Lindbladian lindbladian) {
        return lindbladian.isConstant()
                && lindbladian.drives().stream()
                        .flatMap(drive -> drive.integrated().terms().stream())
                        .allMatch(
                                term -> term.coefficient() == 0 || term.string().isDiagonal());
    }

    private static double perCoefficient(NoisyInstruction instruction) {
        int k = instruction.qubits().size();
        if (k <= 1) {
            return ONE_QUBIT_SECONDS;
        }
        boolean byPhases = instruction instanceof NoisyInstruction.Gate && k > MAX_MATRIX;
        return byPhases ? DIAGONAL_SECONDS : TWO_QUBIT_SECONDS * StrictMath.pow(4, k - 2);
    }
}
