package org.strangenoise.studies.systemsize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.kickedtop.SpinKickedTop;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * Time-averaged entropies of random starts against the number of qubits: ideal in the spin-j space, noisy by a backend.
 * A device that is too small is enlarged by repeating its qubits in turn. A sample is a start at a size, ideal sizes
 * first; then, for each noisy size, a device drawn within the stated uncertainties.
 */
final class SystemSizeAnalysis implements PreparedAnalysis<SystemSizeAnalysis.Row, SystemSizeType.Result> {

    private static final List<Observable> ENTROPY = List.of(new Observable.MeanEntropy());

    /** Time of one ideal step of a spin, over its dimension squared. */
    private static final double SPIN_SECONDS = 2e-9;

    /** A start's mean and standard deviation in time; of a drawn device the means over starts of both. */
    record Row(double mean, double fluctuation) {}

    private final SystemSizeType.Plan plan;
    private final SimulationOptions options;
    private final List<SpinDirection> starts;
    private final List<Experiment> experiments;
    private final ConfidenceBands bands;
    private final List<Setup> devices;
    private final double seconds;
    private final Method method;

    SystemSizeAnalysis(SystemSizeType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        plan.qubits().forEach(n -> SpinKickedTop.of(top(n)));
        this.starts = ClassicalKickedTop.uniformDirections(plan.starts(), plan.seed());
        this.experiments = plan.noisyQubits().stream()
                .map(n -> experiment(plan.setup(), n, starts.get(0)))
                .toList();
        double all = 0;
        Method last = Method.NONE;
        for (Experiment experiment : experiments) {
            SimulatorChoice choice = experiment.noisyChoice(experiment.noisyTask(ENTROPY, options));
            all += plan.starts() * Experiment.RunCost.seconds(experiment, choice, options);
            last = Method.of(choice);
        }
        this.method = last;
        this.bands = ConfidenceBands.of(used(), all);
        this.devices = bands.devices(used(), plan.header().seeds());
        double ideal = plan.qubits().stream()
                .mapToDouble(n -> SPIN_SECONDS * plan.average() * (n + 1.0) * (n + 1.0))
                .sum();
        this.seconds =
                ideal / (plan.starts() * plan.qubits().size()) + all / Math.max(1, plan.starts() * experiments.size());
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return firstDrawn() + experiments.size() * devices.size();
    }

    private int firstNoisy() {
        return plan.qubits().size() * starts.size();
    }

    private int firstDrawn() {
        return firstNoisy() + experiments.size() * starts.size();
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        List<Row> rows = new ArrayList<>(
                watch.each(from, Math.max(from, Math.min(to, firstNoisy())), options.threads() > 1, this::ideal));
        int begin = Math.max(from, firstNoisy());
        while (begin < Math.min(to, firstDrawn())) {
            watch.throwIfCancelled();
            int size = (begin - firstNoisy()) / starts.size();
            int end = Math.min(Math.min(to, firstDrawn()), firstNoisy() + (size + 1) * starts.size());
            int start = (begin - firstNoisy()) % starts.size();
            rows.addAll(noisy(experiments.get(size), starts.subList(start, start + end - begin), options));
            watch.found(end - begin);
            begin = end;
        }
        rows.addAll(watch.each(Math.max(from, firstDrawn()), Math.max(to, firstDrawn()), options.threads() > 1, k -> {
            int drawn = k - firstDrawn();
            int n = plan.noisyQubits().get(drawn / devices.size());
            Setup device = devices.get(drawn % devices.size());
            List<Row> each = noisy(experiment(device, n, starts.get(0)), starts, options.withThreads(1));
            SystemSizeType.Result.Size size = statistics(n, each);
            return new Row(size.mean(), size.fluctuation());
        }));
        return rows;
    }

    private Row ideal(int sample) {
        SpinKickedTop top = SpinKickedTop.of(top(plan.qubits().get(sample / starts.size())));
        return inTime(top.entropies(starts.get(sample % starts.size()), plan.average()));
    }

    private List<Row> noisy(Experiment experiment, List<SpinDirection> some, SimulationOptions own) {
        int n = experiment.noisy().qubits();
        SimulationTask task =
                experiment.noisyTask(ENTROPY, own.withSeed(plan.header().seeds().of(0)));
        List<InitialState.Product> initials = some.stream()
                .map(s -> InitialState.coherent(n, s.theta(), s.phi()))
                .toList();
        return experiment.noisyChoice(task).simulator().runAll(task, initials).stream()
                .map(result -> inTime(result.scalars(ENTROPY.get(0))))
                .toList();
    }

    @Override
    public SystemSizeType.Result assemble(List<Row> rows) {
        List<SystemSizeType.Result.Size> ideal = sizes(plan.qubits(), rows.subList(0, firstNoisy()));
        List<SystemSizeType.Result.Size> noisy = sizes(plan.noisyQubits(), rows.subList(firstNoisy(), firstDrawn()));
        List<SystemSizeType.Result.Bands> around = new ArrayList<>();
        for (int k = 0; k < experiments.size() && !devices.isEmpty(); k++) {
            List<double[][]> drawn =
                    rows.subList(firstDrawn() + k * devices.size(), firstDrawn() + (k + 1) * devices.size()).stream()
                            .map(row -> new double[][] {{row.mean(), row.fluctuation()}})
                            .toList();
            ConfidenceBands.Band b = ConfidenceBands.of(drawn).get(0);
            around.add(new SystemSizeType.Result.Bands(
                    plan.noisyQubits().get(k), b.low()[0], b.high()[0], b.low()[1], b.high()[1]));
        }
        List<String> warnings = new ArrayList<>(experiments.stream()
                .flatMap(e -> e.noisy().warnings().stream())
                .distinct()
                .toList());
        bands.warning().ifPresent(warnings::add);
        return new SystemSizeType.Result(
                plan,
                ideal,
                noisy,
                around,
                experiments.stream().map(Pulses::of).reduce(Pulses.NONE, Pulses::and),
                method,
                warnings);
    }

    private List<SystemSizeType.Result.Size> sizes(List<Integer> qubits, List<Row> rows) {
        List<SystemSizeType.Result.Size> sizes = new ArrayList<>();
        for (int k = 0; k < qubits.size(); k++) {
            sizes.add(statistics(qubits.get(k), rows.subList(k * starts.size(), (k + 1) * starts.size())));
        }
        return sizes;
    }

    /** With a circuit on all the qubits that some size uses, so that the uncertainties of all of them count. */
    private Setup used() {
        int most = plan.noisyQubits().stream().mapToInt(n -> n).max().orElse(1);
        int n = Math.min(most, plan.setup().device().qubits().size());
        return plan.setup()
                .withCircuit(new KickedTopSource(top(n), plan.average(), InitialState.ground(n), Preparation.IDEAL));
    }

    private KickedTop top(int n) {
        KickedTop own = ((KickedTopSource) plan.setup().circuit()).top();
        return new KickedTop(n, own.kappa(), own.rotation(), own.interaction(), List.of());
    }

    private Experiment experiment(Setup setup, int n, SpinDirection direction) {
        InitialState.Product start = InitialState.coherent(n, direction.theta(), direction.phi());
        Calibration device = setup.device();
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < Math.max(n, device.qubits().size()); q++) {
            QubitCalibration own = device.qubits().get(q % device.qubits().size());
            qubits.add(q < device.qubits().size() ? own : own.withName(own.name() + "-" + q));
        }
        Setup enlarged = setup.withDevice(device.withQubits(qubits))
                .withCircuit(new KickedTopSource(top(n), plan.average(), start, Preparation.IDEAL));
        return Experiment.of(enlarged, start);
    }

    /** Over the steps after the transient. */
    private Row inTime(double[] values) {
        double sum = 0;
        double squares = 0;
        int count = plan.average() - plan.transientSteps();
        for (int step = plan.transientSteps() + 1; step <= plan.average(); step++) {
            sum += values[step];
            squares += values[step] * values[step];
        }
        double mean = sum / count;
        return new Row(mean, Math.sqrt(Math.max(0, squares / count - mean * mean)));
    }

    private static SystemSizeType.Result.Size statistics(int n, List<Row> byStart) {
        double[] means = byStart.stream().mapToDouble(Row::mean).toArray();
        double fluctuation = 0;
        for (Row row : byStart) {
            fluctuation += row.fluctuation() / means.length;
        }
        double mean = Arrays.stream(means).average().orElseThrow();
        double minimum = Arrays.stream(means).min().orElseThrow();
        double variance =
                Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElseThrow();
        return new SystemSizeType.Result.Size(n, mean, minimum, Math.sqrt(variance), fluctuation);
    }
}
