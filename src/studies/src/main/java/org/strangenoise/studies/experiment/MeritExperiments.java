package org.strangenoise.studies.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.strangenoise.budget.CoalitionMethod;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.simulate.gradient.RunSlopes;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;

/** The experiments behind a figure of merit: one a start, up to its step. */
public final class MeritExperiments {

    /** What a thread holds at a time for the derivative by one parameter, beside a segment's costates. */
    private static final int WORKING_STATES = 6;

    private final FigureOfMerit merit;
    private final SimulationOptions options;

    public MeritExperiments(FigureOfMerit merit, SimulationOptions options) {
        this.merit = merit;
        this.options = options;
    }

    /** The experiments of a setup. */
    public List<Experiment> of(Setup setup) {
        CircuitSource source = setup.circuit();
        Setup shortened = setup.withCircuit(source.withSteps(merit.step()));
        List<InitialState.Product> starts =
                merit.starts().stream().map(StartState::state).toList();
        Experiment first = Experiment.of(shortened, starts.get(0));
        return starts.stream().map(first::from).toList();
    }

    /** Throws what running would: unknown durations, memory. */
    public Method check(List<Experiment> experiments) {
        if (experiments.get(0).noisy().isConditional()) {
            throw new IllegalArgumentException("derivatives, budgets and what is found by them do not know instructions"
                    + " that depend on measured bits, as this circuit has; dynamics and sweeps do");
        }
        return Method.of(choice(experiments.get(0)));
    }

    private SimulatorChoice choice(Experiment experiment) {
        return experiment.noisyChoice(experiment.noisyTask(List.of(merit.observable()), options));
    }

    /** What the noisy runs of all starts will take one processor, about. */
    public double seconds(List<Experiment> experiments) {
        Experiment first = experiments.get(0);
        return experiments.size() * Experiment.RunCost.seconds(first, choice(first), options);
    }

    /**
     * As {@link #check}, and throws if an adjoint pass needs more memory than there is, or derivatives and runs more
     * time than is allowed.
     *
     * @param experiments of the setup
     * @param parameters by which there are derivatives
     * @param runs of the figure of merit beside them
     * @param remedy what would take less
     */
    public Method checkDerivatives(
            Setup setup, List<Experiment> experiments, int parameters, double runs, String remedy) {
        Method method = check(experiments);
        Experiment first = experiments.get(0);
        if (!first.hasTwoLevels()) {
            checkRuns(experiments);
            checkTime(setup, experiments, 0, runs + RunSlopes.RUNS * parameters, remedy);
            return method;
        }
        int widest = first.noisy().members().stream()
                .flatMap(member -> member.circuit().segments().stream())
                .mapToInt(segment -> segment.instructions().size())
                .max()
                .orElse(0);
        checkMemory(
                setup,
                2L * first.noisy().members().size() * (merit.step() + 2)
                        + (long) options.threads() * (widest + WORKING_STATES));
        double bytes = DerivativeCost.mapBytes(first, Math.min(options.threads(), parameters));
        if (bytes > options.memoryLimit()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "derivatives need the maps of evolutions that couple all their qubits, %.3g GiB, but only %.3g GiB"
                            + " may be used: ask for fewer qubits, or place noise after gates",
                    bytes / (1 << 30),
                    (double) options.memoryLimit() / (1 << 30)));
        }
        checkTime(setup, experiments, parameters, runs, remedy);
        return method;
    }

    /** Throws if the runs that derivatives on more than two levels are made of, which are exact, do not fit. */
    public void checkRuns(List<Experiment> experiments) {
        Experiment first = experiments.get(0);
        SimulatorChoice.of(
                SimulationMethod.DENSITY_MATRIX,
                first.noisyTask(List.of(merit.observable()), options),
                first.initial());
    }

    /** Throws if derivatives by some parameters and some runs take one processor more time than is allowed. */
    public void checkTime(Setup setup, List<Experiment> experiments, int parameters, double runs, String remedy) {
        Experiment first = experiments.get(0);
        int starts = merit.starts().size();
        double running = runs * seconds(experiments);
        double deriving = parameters == 0 ? 0 : starts * DerivativeCost.seconds(first, merit, parameters);
        if (running + deriving > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s of %d qubits over %d steps would take one processor about %.2g hours, but at most 1 is allowed:"
                            + " ask for %s",
                    what(parameters, runs, starts, first.noisy().members().size()),
                    setup.circuit().qubits(),
                    merit.step(),
                    (running + deriving) / Experiment.RunCost.MAX_SECONDS,
                    remedy));
        }
    }

    private static String what(int parameters, double runs, int starts, int circuits) {
        String each = starts * circuits == 1 ? "" : ", each of " + starts * circuits + " circuits,";
        String derivatives = "derivatives by " + parameters + " parameters";
        String simulations = String.format(Locale.ROOT, "%.0f simulations", runs);
        return (parameters == 0 ? simulations : runs == 0 ? derivatives : derivatives + " and " + simulations) + each;
    }

    /**
     * Throws if derivatives need more memory than there is.
     *
     * @param matrices density matrices kept at a time
     */
    public void checkMemory(Setup setup, long matrices) {
        int qubits = setup.circuit().qubits();
        double bytes = 8 * StrictMath.pow(4, qubits) * matrices;
        if (qubits > 15 || bytes > options.memoryLimit()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "derivatives of %d qubits over %d steps keep %d density matrices, %.3g GiB, but only %.3g GiB may be"
                            + " used: ask for fewer qubits or steps",
                    qubits,
                    merit.step(),
                    matrices,
                    bytes / (1 << 30),
                    (double) options.memoryLimit() / (1 << 30)));
        }
    }

    /** The observable by step under all noise, mean over starts. */
    public double[] noisySeries(Setup setup) {
        return noisySeries(of(setup));
    }

    /** The same of experiments made before. */
    public double[] noisySeries(List<Experiment> experiments) {
        return mean(experiments, this::noisy);
    }

    /** The figure of merit under all noise. */
    public double noisyValue(Setup setup) {
        return noisySeries(setup)[merit.step()];
    }

    /** The figure of merit without noise. */
    public double idealValue(Setup setup) {
        return mean(of(setup), this::ideal)[merit.step()];
    }

    /** The average over quasi-static detunings is not to be trusted; the message says why. */
    public static final class UntrustedAverageException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UntrustedAverageException(String message) {
            super(message);
        }
    }

    /**
     * The figure of merit under all noise, in a search among values of a parameter.
     *
     * @throws UntrustedAverageException where coherence that seems to come back would be taken for an answer
     */
    public double trustedValue(Setup setup) {
        return trustedValue(of(setup));
    }

    private double trustedValue(List<Experiment> experiments) {
        experiments.get(0).averageShortfall().ifPresent(reason -> {
            throw new UntrustedAverageException(reason);
        });
        return mean(experiments, this::noisy)[merit.step()];
    }

    /**
     * The setup with a stated number of quasi-static nodes, so that setups beside it make circuits one to one.
     *
     * @param experiments of the setup
     */
    public Setup withFixedAverage(Setup setup, List<Experiment> experiments) {
        return setup.withNoise(experiments.get(0).withFixedAverage().noise());
    }

    private double[] noisy(Experiment experiment) {
        SimulationTask task = experiment.noisyTask(List.of(merit.observable()), options.withThreads(1));
        return series(experiment.noisyChoice(task), task, experiment);
    }

    private double[] ideal(Experiment experiment) {
        SimulationTask task = experiment.idealTask(List.of(merit.observable()), options.withThreads(1));
        return series(experiment.idealChoice(task), task, experiment);
    }

    private double[] series(SimulatorChoice choice, SimulationTask task, Experiment experiment) {
        return choice.simulator().run(task, experiment.initial()).scalars(merit.observable());
    }

    private double[] mean(List<Experiment> experiments, Function<Experiment, double[]> run) {
        double[] mean = new double[merit.step() + 1];
        for (Experiment experiment : experiments) {
            double[] series = run.apply(experiment);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += series[k] / experiments.size();
            }
        }
        return mean;
    }

    /** How long adjoint passes will take one processor, by the maps that they apply: a guess for refusals. */
    static final class DerivativeCost {

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
            double compiling = Experiment.RunCost.PREPARATION_SECONDS;
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
                            .allMatch(term ->
                                    term.coefficient() == 0 || term.string().isDiagonal());
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
}
