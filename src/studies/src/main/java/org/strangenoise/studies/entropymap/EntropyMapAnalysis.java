package org.strangenoise.studies.entropymap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.PreparedSimulation;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.Readout;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.entropymap.EntropyMapType.Plan.MeasurementPlan;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Once;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.tomography.MultinomialSampler;

/** Maps of the mean one-qubit entropy over a grid of coherent starts: a sample is a start, row by row of the grid. */
final class EntropyMapAnalysis implements PreparedAnalysis<EntropyMapAnalysis.Entropies, EntropyMapType.Result> {

    private static final List<Observable> ENTROPY = List.of(new Observable.MeanEntropy());

    /** Those of a start: at the steps asked for in the plan's order, then the mean if that is asked for. */
    record Entropies(double[] ideal, double[] noisy, double[] measured) {}

    private final EntropyMapType.Plan plan;
    private final Setup setup;
    private final SimulationOptions options;
    private final double[] theta;
    private final double[] phi;
    private final Experiment first;
    private final SimulatorChoice choice;

    /** Compiled when a task asks for it first, for all tasks. */
    private final Supplier<PreparedSimulation> sharedIdeal;

    private final Supplier<PreparedSimulation> sharedNoisy;

    EntropyMapAnalysis(EntropyMapType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        int last = Math.max(
                plan.average().orElse(0),
                plan.steps().stream().mapToInt(Integer::intValue).max().orElse(0));
        CircuitSource source = plan.setup().circuit();
        this.setup = plan.setup().withCircuit(source.withSteps(last));
        this.theta = linear(0, Math.PI, plan.thetaPoints());
        this.phi = linear(-Math.PI, Math.PI, plan.phiPoints());
        this.first = Experiment.of(setup, start(0));
        first.idealChoice(first.idealTask(ENTROPY, options));
        this.choice = first.noisyChoice(first.noisyTask(observed(), options));
        this.sharedIdeal = new Once<>(() -> ideal(first, options));
        this.sharedNoisy = new Once<>(() -> noisy(first, options));
    }

    @Override
    public Class<Entropies> rowType() {
        return Entropies.class;
    }

    @Override
    public int samples(List<Entropies> complete) {
        return theta.length * phi.length;
    }

    @Override
    public double secondsPerSample() {
        return Experiment.RunCost.seconds(first, choice, options);
    }

    private InitialState.Product start(int sample) {
        return InitialState.coherent(setup.circuit().qubits(), theta[sample / phi.length], phi[sample % phi.length]);
    }

    @Override
    public List<Entropies> rows(int from, int to, List<Entropies> complete, TaskWatch watch) {
        boolean shared = Experiment.sharesCircuit(setup);
        boolean sampled = choice.simulator().method().equals(TrajectorySimulator.METHOD);
        if (!shared || sampled) {
            return watch.each(from, to, false, sample -> {
                SimulationOptions own = options.withSeed(plan.header().seeds().of(sample));
                Experiment experiment = first.from(start(sample));
                return entropies(
                        ideal(experiment, own).run(experiment.initial()),
                        noisy(experiment, own).run(experiment.initial()),
                        sample);
            });
        }
        watch.throwIfCancelled();
        List<InitialState> initials =
                IntStream.range(from, to).<InitialState>mapToObj(this::start).toList();
        List<SimulationResult> ideal = sharedIdeal.get().runAll(initials);
        List<SimulationResult> noisy = sharedNoisy.get().runAll(initials);
        watch.found(to - from);
        return IntStream.range(0, to - from)
                .mapToObj(k -> entropies(ideal.get(k), noisy.get(k), from + k))
                .toList();
    }

    private static PreparedSimulation ideal(Experiment experiment, SimulationOptions own) {
        SimulationTask task = experiment.idealTask(ENTROPY, own);
        return experiment.idealChoice(task).simulator().prepare(task);
    }

    private PreparedSimulation noisy(Experiment experiment, SimulationOptions own) {
        SimulationTask task = experiment.noisyTask(observed(), own);
        return experiment.noisyChoice(task).simulator().prepare(task);
    }

    private Entropies entropies(SimulationResult ideal, SimulationResult noisy, int sample) {
        return new Entropies(
                asked(ideal.scalars(ENTROPY.get(0))),
                asked(noisy.scalars(ENTROPY.get(0))),
                plan.measurement()
                        .map(how -> asked(MeasuredEntropy.of(
                                noisy,
                                how,
                                first.noisy().members().get(0).circuit(),
                                plan.header().seeds().of(sample))))
                        .orElse(new double[0]));
    }

    /** Of the noisy circuit: the entropy, and where it is measured, what is read in the three bases. */
    private List<Observable> observed() {
        List<Observable> observed = new ArrayList<>(ENTROPY);
        plan.measurement()
                .ifPresent(how ->
                        observed.addAll(MeasuredEntropy.bases(setup.circuit().qubits())));
        return observed;
    }

    private double[] asked(double[] series) {
        return DoubleStream.concat(
                        plan.steps().stream().mapToDouble(step -> series[step]),
                        plan.average().stream().mapToDouble(steps -> mean(series, steps)))
                .toArray();
    }

    @Override
    public EntropyMapType.Result assemble(List<Entropies> rows) {
        return new EntropyMapType.Result(
                plan,
                theta,
                phi,
                maps(rows.stream().map(Entropies::ideal).toList()),
                maps(rows.stream().map(Entropies::noisy).toList()),
                plan.measurement()
                        .map(how -> maps(rows.stream().map(Entropies::measured).toList())),
                Pulses.of(first),
                Method.of(choice),
                first.noisy().warnings());
    }

    private EntropyMapType.Result.Maps maps(List<double[]> asked) {
        Map<Integer, double[][]> steps = new LinkedHashMap<>();
        double[][] last = new double[0][0];
        for (int k = 0; k < plan.steps().size(); k++) {
            last = map(asked, k);
            steps.put(plan.steps().get(k), last);
        }
        double[][] average = plan.average().isEmpty()
                ? new double[0][0]
                : map(asked, plan.steps().size());
        return new EntropyMapType.Result.Maps(steps, average, asymmetry(average.length > 0 ? average : last));
    }

    private double[][] map(List<double[]> asked, int which) {
        double[][] map = new double[theta.length][phi.length];
        for (int i = 0; i < asked.size(); i++) {
            map[i / phi.length][i % phi.length] = asked.get(i)[which];
        }
        return map;
    }

    private static double mean(double[] series, int steps) {
        double sum = 0;
        for (int step = 1; step <= steps; step++) {
            sum += series[step];
        }
        return sum / steps;
    }

    /** Columns phi and phi + pi are (columns - 1) / 2 apart. */
    private static double asymmetry(double[][] map) {
        int columns = map[0].length;
        if (columns % 2 == 0) {
            return Double.NaN;
        }
        int half = (columns - 1) / 2;
        double largest = 0;
        for (double[] row : map) {
            for (int c = 0; c + half < columns; c++) {
                largest = Math.max(largest, Math.abs(row[c] - row[c + half]));
            }
        }
        return largest;
    }

    private static double[] linear(double from, double to, int points) {
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = from + (to - from) * i / (points - 1);
        }
        return values;
    }

    /**
     * The one-qubit entropy as it is measured: all qubits are read along x, along y and along z, each qubit's Bloch
     * vector is made of its own outcomes, and one that is longer than 1 is a pure state's.
     */
    static final class MeasuredEntropy {

        private MeasuredEntropy() {}

        /** What is read in the three bases. */
        static List<Observable.BasisProbabilities> bases(int qubits) {
            return Stream.of("X", "Y", "Z")
                    .map(letter -> new Observable.BasisProbabilities(new ProductBasis(letter.repeat(qubits), 0), true))
                    .toList();
        }

        /** By step, mean over qubits. */
        static double[] of(SimulationResult noisy, MeasurementPlan how, NoisyCircuit circuit, long seed) {
            Readout readout = circuit.readout();
            Optional<double[][]> undone =
                    how.corrected() ? readout.together().map(ConfusionMatrix::inverse) : Optional.empty();
            UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
            int qubits = readout.qubits();
            List<Observable.BasisProbabilities> bases = bases(qubits);
            double[] entropies = new double[noisy.series(bases.get(0)).length];
            for (int step = 0; step < entropies.length; step++) {
                double[][] bloch = new double[qubits][3];
                for (int axis = 0; axis < 3; axis++) {
                    double[] shares = noisy.series(bases.get(axis))[step];
                    if (how.shots().isPresent()) {
                        shares = drawn(shares, how.shots().getAsLong(), random);
                    }
                    if (undone.isPresent()) {
                        shares = product(undone.get(), shares);
                    }
                    for (int q = 0; q < qubits; q++) {
                        double read = 0;
                        for (int b = 0; b < shares.length; b++) {
                            read += (b >> q & 1) == 0 ? shares[b] : -shares[b];
                        }
                        bloch[q][axis] =
                                how.corrected() ? corrected(read, readout.p1Given0()[q], readout.p0Given1()[q]) : read;
                    }
                }
                for (double[] vector : bloch) {
                    entropies[step] += Entropy.ofBloch(vector[0], vector[1], vector[2]) / qubits;
                }
            }
            return entropies;
        }

        private static double[] drawn(double[] probabilities, long shots, UniformRandomProvider random) {
            long[] counts = MultinomialSampler.draw(probabilities, shots, random);
            double[] shares = new double[counts.length];
            for (int b = 0; b < shares.length; b++) {
                shares[b] = (double) counts[b] / shots;
            }
            return shares;
        }

        private static double[] product(double[][] matrix, double[] vector) {
            double[] product = new double[vector.length];
            for (int r = 0; r < product.length; r++) {
                for (int c = 0; c < product.length; c++) {
                    product[r] += matrix[r][c] * vector[c];
                }
            }
            return product;
        }

        /** An expectation e is read as a + b e with a = p0-given-1 - p1-given-0 and b = 1 - p0-given-1 - p1-given-0. */
        private static double corrected(double read, double p1Given0, double p0Given1) {
            return (read - p0Given1 + p1Given0) / (1 - p0Given1 - p1Given0);
        }
    }
}
