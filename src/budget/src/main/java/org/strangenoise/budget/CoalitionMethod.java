package org.strangenoise.budget;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.simulate.gradient.SwitchedCircuit;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** How the coalitions of an attribution are evaluated, and what that takes. */
public enum CoalitionMethod {
    /** Compiled together and evolved side by side: noise after gates. */
    TOGETHER("evaluated together", 5e-9, 1),
    /** Circuits of their own from instructions compiled once for all: noise during gates on few qubits. */
    SHARED("with shared maps of instructions", 20e-9, 512),
    /** Each simulated by a backend. */
    ONE_BY_ONE("simulated one by one", 20e-9, 8192);

    /** Above this size the transformed circuit of one coalition is not cheaper than a backend's run. */
    public static final int MAX_QUBITS = 7;

    /** The superoperator of more qubits takes longer to make than a backend takes without it. */
    private static final int MAX_OPERANDS = 3;

    /** A qubit's relaxation has this many forms at most: T1 off, on, or on with thermal excitation; Tphi off or on. */
    private static final double FORMS = 6;

    /** Time to exponentiate a Lindbladian on k qubits, over 64^k; a third of it where the closed form of ZZ applies. */
    public static final double COMPILE_SECONDS = 60e-9;

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
     * @param noisy with all noise
     * @param coalitions how many are evaluated
     * @param bytes that compiled instructions may take
     */
    public static CoalitionMethod of(NoisyEnsemble noisy, double coalitions, long bytes) {
        boolean twoLevels = noisy.levels().stream().allMatch(d -> d == 2);
        if (noisy.qubits() > MAX_QUBITS || !twoLevels) {
            return ONE_BY_ONE;
        }
        List<Integer> operands = operands(noisy);
        if (operands.isEmpty()) {
            return TOGETHER;
        }
        double needed = 0;
        for (int k : operands) {
            needed += forms(k, coalitions) * InstructionMaps.bytes(k);
        }
        return operands.stream().allMatch(k -> k <= MAX_OPERANDS)
                        && needed * noisy.members().size() <= bytes
                ? SHARED
                : ONE_BY_ONE;
    }

    /** How it is said in results. */
    public String phrase() {
        return phrase;
    }

    /**
     * Seconds of one processor for one start.
     *
     * @param coefficients of a state
     * @param layers steps, and the preparation
     */
    public double seconds(NoisyEnsemble noisy, double coalitions, double coefficients, int layers) {
        double evolving = coalitions * layers * secondsPerCoefficient * Math.max(leastCoefficients, coefficients);
        double compiling = 0;
        if (this == SHARED) {
            for (int k : operands(noisy)) {
                compiling += forms(k, coalitions) * StrictMath.pow(64, k) * COMPILE_SECONDS;
            }
        }
        return noisy.members().size() * (evolving + compiling);
    }

    /**
     * The worth of the coalitions of one circuit from one start.
     *
     * @param roster the players
     * @param model everything the device says
     * @param circuit in time
     * @param ideal the circuit without noise, whose states fidelities compare with
     * @param observable of one value
     * @param maps of instructions, which several starts may share
     * @param options of backends that coalitions are simulated by one by one
     */
    public CoalitionValues values(
            Roster roster,
            NoiseModel model,
            ScheduledCircuit circuit,
            NoisyCircuit ideal,
            InitialState start,
            Observable observable,
            InstructionMaps maps,
            SimulationOptions options) {
        return switch (this) {
            case TOGETHER -> {
                SwitchedCircuit switched = SwitchedCircuit.of(roster, model, circuit, ideal, start, observable);
                yield new CoalitionValues() {
                    @Override
                    public double[] series(boolean[] on) {
                        return series(List.of(on))[0];
                    }

                    @Override
                    public double[][] series(List<boolean[]> coalitions) {
                        return switched.series(coalitions);
                    }

                    @Override
                    public int batch() {
                        return switched.batch();
                    }
                };
            }
            case SHARED -> new CoalitionValues.Shared(roster, model, circuit, ideal, start, observable, maps);
            case ONE_BY_ONE ->
                new CoalitionValues.Simulated(roster, model, circuit, ideal, start, observable, options.withThreads(1));
        };
    }

    /** Forms that an instruction on k qubits takes in all coalitions, roughly. */
    private static double forms(int k, double coalitions) {
        return Math.min(coalitions, StrictMath.pow(FORMS, k));
    }

    /** The number of qubits of every different continuous evolution of a circuit. */
    private static List<Integer> operands(NoisyEnsemble noisy) {
        NoisyCircuit circuit = noisy.members().get(0).circuit();
        Set<NoisyInstruction> different = new HashSet<>();
        circuit.segments().stream()
                .distinct()
                .flatMap(segment -> segment.instructions().stream())
                .filter(NoisyInstruction.Continuous.class::isInstance)
                .forEach(different::add);
        return different.stream().map(i -> i.qubits().size()).toList();
    }
}
