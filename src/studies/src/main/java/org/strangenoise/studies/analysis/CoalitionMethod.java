package org.strangenoise.studies.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.Placement;
import org.strangenoise.studies.budget.InstructionMaps;

/** How the coalitions of an attribution are evaluated, and what that takes. */
enum CoalitionMethod {
    /** Compiled together and evolved side by side: noise after gates. */
    TOGETHER("evaluated together", 5e-9, 1),
    /** Circuits of their own from instructions compiled once for all: noise during gates on few qubits. */
    SHARED("with shared maps of instructions", 20e-9, 512),
    /** Each simulated by a backend. */
    ONE_BY_ONE("simulated one by one", 20e-9, 8192);

    /** Above this size the transformed circuit of one coalition is not cheaper than a backend's run. */
    static final int MAX_QUBITS = 7;

    /** The superoperator of more qubits takes longer to make than a backend takes without it. */
    static final int MAX_OPERANDS = 3;

    /** A qubit's relaxation has this many forms at most: T1 off, on, or on with thermal excitation; Tphi off or on. */
    private static final double FORMS = 6;

    /** Time to exponentiate a Lindbladian on k qubits, over 64^k; a third of it where the closed form of ZZ applies. */
    static final double COMPILE_SECONDS = 60e-9;

    private final String phrase;
    private final double secondsPerCoefficient;
    private final double leastCoefficients;

    CoalitionMethod(String phrase, double secondsPerCoefficient, double leastCoefficients) {
        this.phrase = phrase;
        this.secondsPerCoefficient = secondsPerCoefficient;
        this.leastCoefficients = leastCoefficients;
    }

    /**
     * The one that pays.
     *
     * @param experiment with all noise
     * @param coalitions how many are evaluated
     * @param bytes that compiled instructions may take
     */
    static CoalitionMethod of(Experiment experiment, double coalitions, long bytes) {
        boolean twoLevels = experiment.noisy().levels().stream().allMatch(d -> d == 2);
        if (experiment.noisy().qubits() > MAX_QUBITS || !twoLevels) {
            return ONE_BY_ONE;
        }
        if (experiment.setup().noise().placement() != Placement.DURING_GATE) {
            return TOGETHER;
        }
        List<Integer> operands = operands(experiment);
        double needed = 0;
        for (int k : operands) {
            needed += forms(k, coalitions) * InstructionMaps.bytes(k);
        }
        return operands.stream().allMatch(k -> k <= MAX_OPERANDS)
                        && needed * experiment.noisy().members().size() <= bytes
                ? SHARED
                : ONE_BY_ONE;
    }

    /** How it is said in results. */
    String phrase() {
        return phrase;
    }

    /**
     * Seconds of one processor for one start.
     *
     * @param coefficients of a state
     * @param layers steps, and the preparation
     */
    double seconds(Experiment experiment, double coalitions, double coefficients, int layers) {
        double evolving = coalitions * layers * secondsPerCoefficient * Math.max(leastCoefficients, coefficients);
        double compiling = 0;
        if (this == SHARED) {
            for (int k : operands(experiment)) {
                compiling += forms(k, coalitions) * StrictMath.pow(64, k) * COMPILE_SECONDS;
            }
        }
        return experiment.noisy().members().size() * (evolving + compiling);
    }

    /** Forms that an instruction on k qubits takes in all coalitions, roughly. */
    private static double forms(int k, double coalitions) {
        return Math.min(coalitions, StrictMath.pow(FORMS, k));
    }

    /** The number of qubits of every different continuous evolution of a circuit. */
    private static List<Integer> operands(Experiment experiment) {
        NoisyCircuit circuit = experiment.noisy().members().get(0).circuit();
        Set<NoisyInstruction> different = new HashSet<>();
        circuit.segments().stream()
                .distinct()
                .flatMap(segment -> segment.instructions().stream())
                .filter(NoisyInstruction.Continuous.class::isInstance)
                .forEach(different::add);
        return different.stream().map(i -> i.qubits().size()).toList();
    }
}
