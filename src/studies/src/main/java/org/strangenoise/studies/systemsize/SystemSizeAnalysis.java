package org.strangenoise.studies.systemsize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.RunCost;

/**
 * Time-averaged entropies of random starts against the number of qubits: ideal in the spin-j space, noisy by a backend.
 * A device that is too small is enlarged by repeating its qubits in turn.
 */
final class SystemSizeAnalysis implements Analysis<SystemSizeResult> {

    private static final List<Observable> ENTROPY = List.of(new Observable.MeanEntropy());

    private final SystemSizePlan plan;
    private final SimulationOptions options;

    SystemSizeAnalysis(SystemSizePlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
    }

    @Override
    public void check() {
        plan.qubits().forEach(n -> SpinKickedTop.of(top(n)));
        for (int n : plan.noisyQubits()) {
            Experiment experiment = experiment(plan.setup(), n, SpinDirection.GROUND);
            experiment.noisyChoice(experiment.noisyTask(ENTROPY, options));
        }
        bands().check(used());
    }

    @Override
    public SystemSizeResult run() {
        List<SpinDirection> starts = ClassicalKickedTop.uniformDirections(plan.starts(), plan.seed());
        List<SystemSizeResult.Size> ideal = new ArrayList<>();
        for (int n : plan.qubits()) {
            SpinKickedTop top = SpinKickedTop.of(top(n));
            IntStream indices = IntStream.range(0, starts.size());
            List<double[]> series = (options.threads() > 1 ? indices.parallel() : indices)
                    .mapToObj(i -> top.entropies(starts.get(i), plan.average()))
                    .toList();
            ideal.add(statistics(n, series));
        }
        List<SystemSizeResult.Size> noisy = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Method method = Method.NONE;
        ConfidenceBands planned = bands();
        List<SystemSizeResult.Bands> bands = new ArrayList<>();
        for (int n : plan.noisyQubits()) {
            Experiment experiment = experiment(plan.setup(), n, starts.get(0));
            SimulatorChoice choice = experiment.noisyChoice(experiment.noisyTask(ENTROPY, options));
            noisy.add(noisy(plan.setup(), n, starts, options));
            List<ConfidenceBand> around = planned.around(used(), device -> {
                SystemSizeResult.Size size = noisy(device, n, starts, options.withThreads(1));
                return new double[][] {{size.mean(), size.fluctuation()}};
            });
            around.forEach(
                    b -> bands.add(new SystemSizeResult.Bands(n, b.low()[0], b.high()[0], b.low()[1], b.high()[1])));
            method = Method.of(choice);
            experiment.noisy().warnings().stream()
                    .filter(w -> !warnings.contains(w))
                    .forEach(warnings::add);
        }
        planned.warning().ifPresent(warnings::add);
        return new SystemSizeResult(plan, ideal, noisy, bands, method, warnings);
    }

    private ConfidenceBands bands() {
        double seconds = 0;
        for (int n : plan.noisyQubits()) {
            Experiment experiment = experiment(plan.setup(), n, SpinDirection.GROUND);
            SimulatorChoice choice = experiment.noisyChoice(experiment.noisyTask(ENTROPY, options));
            seconds += plan.starts() * RunCost.seconds(experiment, choice, options);
        }
        return ConfidenceBands.of(used(), seconds, options);
    }

    /** With a circuit on all the qubits that some size uses, so that the uncertainties of all of them count. */
    private Setup used() {
        int most = plan.noisyQubits().stream().mapToInt(n -> n).max().orElse(1);
        int n = Math.min(most, plan.setup().device().qubits().size());
        return plan.setup()
                .withCircuit(new KickedTopSource(top(n), plan.average(), SpinDirection.GROUND, Preparation.IDEAL));
    }

    private SystemSizeResult.Size noisy(Setup device, int n, List<SpinDirection> starts, SimulationOptions own) {
        Experiment experiment = experiment(device, n, starts.get(0));
        SimulationTask task = experiment.noisyTask(ENTROPY, own);
        List<InitialState.Product> initials = starts.stream()
                .map(s -> InitialState.coherent(n, s.theta(), s.phi()))
                .toList();
        return statistics(
                n,
                experiment.noisyChoice(task).simulator().runAll(task, initials).stream()
                        .map(result -> result.scalars(ENTROPY.get(0)))
                        .toList());
    }

    private KickedTop top(int n) {
        KickedTop own = ((KickedTopSource) plan.setup().circuit()).top();
        return new KickedTop(n, own.kappa(), own.rotation(), own.interaction(), List.of());
    }

    private Experiment experiment(Setup setup, int n, SpinDirection start) {
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

    private SystemSizeResult.Size statistics(int n, List<double[]> series) {
        double[] means = new double[series.size()];
        double fluctuation = 0;
        for (int i = 0; i < means.length; i++) {
            double[] values = series.get(i);
            double sum = 0;
            double squares = 0;
            int count = plan.average() - plan.transientSteps();
            for (int step = plan.transientSteps() + 1; step <= plan.average(); step++) {
                sum += values[step];
                squares += values[step] * values[step];
            }
            means[i] = sum / count;
            fluctuation += Math.sqrt(Math.max(0, squares / count - means[i] * means[i])) / means.length;
        }
        double mean = Arrays.stream(means).average().orElseThrow();
        double minimum = Arrays.stream(means).min().orElseThrow();
        double variance =
                Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElseThrow();
        return new SystemSizeResult.Size(n, mean, minimum, Math.sqrt(variance), fluctuation);
    }
}
