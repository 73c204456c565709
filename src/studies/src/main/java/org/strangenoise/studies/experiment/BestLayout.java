package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.CouplingMap;
import org.strangenoise.device.GateFidelity;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.GateError;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.exchange.openqasm.ImportedCircuit;
import org.strangenoise.exchange.openqasm.ImportedCircuit.RecordingPoints;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.ImportedSource;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;

/**
 * The placement of the smallest expected error, to first order:
 *
 * <pre>sum_q (dE/dr1_q / T1_p(q) + dE/drphi_q / Tphi_p(q)) + sum_gates (longer duration, depolarizing part) + readout
 * </pre>
 *
 * with E the infidelity to the ideal state from |0..0>. Its derivatives by the rates of each of the circuit's qubits
 * come from one adjoint pass on a device of middling qubits and shortest durations, so that a placement costs a sum.
 * Where there is none (conditions, resets, more than {@value #MOST_DERIVED} qubits), both are those of the coherence
 * limit, t d/(2(d + 1)) with t the circuit's duration and d = 2^n. Placements are searched by branch and bound.
 */
public final class BestLayout implements CircuitSource.LayoutSearch {

    private static final int MOST_DERIVED = 8;
    private static final int MOST_TRIED = 2_000_000;

    /** A gate or reset, and how often it comes. */
    private record Use(Operation operation, int times, double seconds) {}

    @Override
    public Optional<Found> best(ImportedCircuit circuit, Calibration device) {
        if (circuit.qubits() > device.qubits().size()) {
            return Optional.empty();
        }
        Calibration middling = middling(device, circuit.qubits());
        Circuit program = circuit.withDurations(new CalibratedDurations(middling))
                .circuit(circuit.hasTimedBoxes() ? RecordingPoints.BARRIERS : RecordingPoints.END);
        return new Search(device, middling, program, weights(circuit, program, middling)).found();
    }

    /** As many qubits as asked for, of the medians of the rates; every operation as short as anywhere. */
    private static Calibration middling(Calibration device, int count) {
        double relaxation = median(device.qubits().stream()
                .mapToDouble(QubitCalibration::relaxationRate)
                .toArray());
        double dephasing = median(device.qubits().stream()
                .mapToDouble(QubitCalibration::dephasingRate)
                .toArray());
        double t1 = 1 / relaxation;
        double t2 = 1 / (relaxation / 2 + dephasing);
        List<QubitCalibration> qubits = IntStream.range(0, count)
                .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, t1, Math.min(t2, 2 * t1)))
                .toList();
        Map<String, OperationCalibration> operations = new LinkedHashMap<>();
        device.operations().forEach((name, operation) -> operations.put(name, shortest(operation)));
        return new Calibration(
                device.name(),
                device.source(),
                qubits,
                operations,
                List.of(),
                List.of(),
                Optional.empty(),
                device.defaults(),
                Calibration.GateErrors.COHERENCE_ONLY,
                device.classicalControl(),
                Optional.empty(),
                List.of());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static OperationCalibration shortest(OperationCalibration operation) {
        if (operation.timing() instanceof Timing.Coupling) {
            return new OperationCalibration(operation.name(), operation.timing(), operation.envelope(), List.of());
        }
        double stated = operation.timing() instanceof Timing.Duration duration
                ? duration.seconds().value()
                : Double.POSITIVE_INFINITY;
        double least = operation.overrides().stream()
                .mapToDouble(o -> o.seconds().value())
                .reduce(stated, Math::min);
        return new OperationCalibration(
                operation.name(), new Timing.Duration(Measured.exactly(least)), operation.envelope(), List.of());
    }

    /** By qubit of the circuit: the growth of the error with 1/T1 and 1/Tphi, in seconds. */
    private static double[][] weights(ImportedCircuit circuit, Circuit program, Calibration middling) {
        int n = circuit.qubits();
        Setup setup = new Setup(
                middling,
                ImportedSource.of(circuit, RecordingPoints.END, middling),
                Setup.Noise.DEFAULT,
                Setup.Simulation.DEFAULT,
                Uncertainties.Settings.DEFAULT);
        boolean derived = n <= MOST_DERIVED
                && middling.qubits().stream().allMatch(q -> q.relaxationRate() > 0 && q.dephasingRate() > 0)
                && Experiment.of(setup, setup.circuit().initial())
                        .idealCircuit()
                        .isUnitary();
        double[][] weights = new double[n][2];
        if (!derived) {
            double seconds = new Scheduler(new CalibratedDurations(middling))
                    .schedule(program)
                    .duration();
            double d = StrictMath.pow(2, n);
            for (double[] weight : weights) {
                Arrays.fill(weight, seconds * d / (2 * (d + 1)));
            }
            return weights;
        }
        Setup varied = setup.withDevice(SensitiveParameters.withTphi(middling));
        FigureOfMerit fidelity = new FigureOfMerit(
                "fidelity",
                new Observable.Fidelity(),
                setup.circuit().steps(),
                List.of(new StartState("ground", setup.circuit().initial())));
        List<StudyParameter> parameters = new ArrayList<>();
        for (QubitCalibration qubit : middling.qubits()) {
            for (String time : List.of("T1", "Tphi")) {
                parameters.add(StudyParameter.resolve(varied, "device.qubits." + qubit.name() + "." + time));
            }
        }
        double[] derivatives = MeritGradient.of(
                        varied,
                        fidelity,
                        parameters,
                        SimulationOptions.defaults().withThreads(1))
                .derivatives();
        for (int k = 0; k < derivatives.length; k++) {
            double time = parameters.get(k).get(varied);
            // By the rate r = 1/time; noise never raises the fidelity to a pure state from 1.
            weights[k / 2][k % 2] = Math.max(0, time * time * derivatives[k]);
        }
        return weights;
    }

    /** Branch and bound over placements that the device's gates and couplers allow. */
    private static final class Search {

        private final Calibration device;
        private final CalibratedDurations durations;
        private final int qubits;
        private final double[][] alone;
        private final List<List<Use>> uses = new ArrayList<>();
        private final List<Map<List<Integer>, Double>> known = new ArrayList<>();
        private final List<Integer> order;
        /** By place in the order: the gates on several qubits whose last qubit is placed there. */
        private final List<List<Integer>> completed = new ArrayList<>();

        private final double[] bound;
        private final int[] placement;
        private final boolean[] taken;
        private double least = Double.POSITIVE_INFINITY;
        private List<Integer> best = List.of();
        private long tried;

        Search(Calibration device, Calibration middling, Circuit program, double[][] weights) {
            this.device = device;
            this.durations = new CalibratedDurations(device);
            this.qubits = program.qubits();
            CalibratedDurations shortest = new CalibratedDurations(middling);
            Map<List<Object>, Integer> times = new LinkedHashMap<>();
            Map<List<Object>, Operation> operations = new HashMap<>();
            Set<Integer> read = new LinkedHashSet<>();
            flat(program.operations()).forEach(operation -> {
                if (operation instanceof Measurement) {
                    read.addAll(operation.qubits());
                } else if (operation instanceof UnitaryOperation || operation instanceof Reset) {
                    List<Object> key = List.of(name(operation), operation.qubits(), shortest.seconds(operation));
                    times.merge(key, 1, Integer::sum);
                    operations.putIfAbsent(key, operation);
                }
            });
            Map<Set<Integer>, List<Use>> byQubits = new LinkedHashMap<>();
            operations.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                    .forEach(entry -> {
                        Operation operation = entry.getValue();
                        byQubits.computeIfAbsent(new LinkedHashSet<>(operation.qubits()), q -> new ArrayList<>())
                                .add(new Use(
                                        operation, times.getOrDefault(entry.getKey(), 1), shortest.seconds(operation)));
                    });
            this.alone = alone(weights, byQubits, read);
            this.order = order(byQubits.keySet());
            order.forEach(q -> completed.add(new ArrayList<>()));
            byQubits.forEach((operands, group) -> {
                if (operands.size() > 1) {
                    int last = operands.stream().mapToInt(order::indexOf).max().orElseThrow();
                    completed.get(last).add(uses.size());
                    uses.add(group);
                    known.add(new HashMap<>());
                }
            });
            this.bound = new double[qubits + 1];
            for (int at = qubits - 1; at >= 0; at--) {
                bound[at] = bound[at + 1]
                        + Arrays.stream(alone[order.get(at)]).min().orElse(0);
            }
            this.placement = new int[qubits];
            this.taken = new boolean[device.qubits().size()];
        }

        private static Stream<Operation> flat(List<Operation> operations) {
            return operations.stream()
                    .flatMap(operation -> operation instanceof Conditional block
                            ? Stream.concat(flat(block.then()), flat(block.otherwise()))
                            : Stream.of(operation));
        }

        private static String name(Operation operation) {
            return operation instanceof UnitaryOperation gate ? gate.name() : Reset.NAME;
        }

        /** By qubit of the circuit and of the device: what does not depend on where the others are. */
        private double[][] alone(double[][] weights, Map<Set<Integer>, List<Use>> byQubits, Set<Integer> read) {
            double[][] costs = new double[qubits][device.qubits().size()];
            for (int q = 0; q < qubits; q++) {
                for (int p = 0; p < costs[q].length; p++) {
                    QubitCalibration there = device.qubits().get(p);
                    costs[q][p] = weights[q][0] * there.relaxationRate() + weights[q][1] * there.dephasingRate();
                    if (read.contains(q)) {
                        costs[q][p] += (there.readout().p1Given0().value()
                                        + there.readout().p0Given1().value())
                                / 2;
                    }
                    for (Use use : byQubits.getOrDefault(Set.of(q), List.of())) {
                        costs[q][p] += cost(use, List.of(p));
                    }
                }
            }
            return costs;
        }

        /** Beyond what the derivatives hold: infinite where the device has no such gate. */
        private double cost(Use use, List<Integer> targets) {
            double seconds;
            try {
                seconds = durations.seconds(
                        use.operation() instanceof UnitaryOperation gate
                                ? gate.on(targets)
                                : new Reset(targets.get(0)));
            } catch (UnknownDurationException e) {
                return Double.POSITIVE_INFINITY;
            }
            List<QubitCalibration> there =
                    targets.stream().map(device.qubits()::get).toList();
            double longer =
                    GateFidelity.coherenceError(there, seconds) - GateFidelity.coherenceError(there, use.seconds());
            double d = 1L << targets.size();
            double depolarizing = device.operation(name(use.operation()))
                            .flatMap(o -> o.error(
                                    there.stream().map(QubitCalibration::name).toList()))
                            .map(GateError::depolarizing)
                            .orElse(0.0)
                    * d
                    / (d + 1);
            return use.times() * (Math.max(0, longer) + depolarizing);
        }

        /** Qubits one after the other, each coupled to one before it where gates allow, the busiest first. */
        private List<Integer> order(Set<Set<Integer>> operands) {
            int[] partners = new int[qubits];
            operands.stream().filter(set -> set.size() > 1).forEach(set -> set.forEach(q -> partners[q]++));
            Set<Integer> placed = new LinkedHashSet<>();
            while (placed.size() < qubits) {
                placed.add(IntStream.range(0, qubits)
                        .boxed()
                        .filter(q -> !placed.contains(q))
                        .max(Comparator.<Integer>comparingLong(q -> operands.stream()
                                        .filter(set ->
                                                set.contains(q) && set.stream().anyMatch(placed::contains))
                                        .count())
                                .thenComparingInt(q -> partners[q])
                                .thenComparing(Comparator.reverseOrder()))
                        .orElseThrow());
            }
            return List.copyOf(placed);
        }

        Optional<Found> found() {
            place(0, 0);
            return best.isEmpty() ? Optional.empty() : Optional.of(new Found(best, least, tried <= MOST_TRIED));
        }

        private void place(int at, double cost) {
            if (at == qubits) {
                least = cost;
                best = Arrays.stream(placement).boxed().toList();
                return;
            }
            int q = order.get(at);
            List<Integer> candidates = candidates(at, q);
            for (int p : candidates) {
                double sum = cost + alone[q][p];
                if (tried > MOST_TRIED || !(sum + bound[at + 1] < least)) {
                    return;
                }
                tried++;
                placement[q] = p;
                for (int group : completed.get(at)) {
                    sum += together(group);
                }
                if (sum + bound[at + 1] < least) {
                    taken[p] = true;
                    place(at + 1, sum);
                    taken[p] = false;
                }
            }
        }

        /** Free qubits, those coupled to a partner where the device says, the best first. */
        private List<Integer> candidates(int at, int q) {
            Optional<CouplingMap> couplings = device.couplings();
            List<Integer> partners = completed.get(at).stream()
                    .map(group -> uses.get(group).get(0).operation().qubits())
                    .filter(operands -> operands.size() == 2)
                    .map(operands -> operands.get(0) == q ? operands.get(1) : operands.get(0))
                    .map(partner -> placement[partner])
                    .toList();
            return IntStream.range(0, taken.length)
                    .boxed()
                    .filter(p -> !taken[p] && alone[q][p] < Double.POSITIVE_INFINITY)
                    .filter(p -> couplings.isEmpty()
                            || partners.stream()
                                    .allMatch(partner -> couplings.get().couples(partner, p)))
                    .sorted(Comparator.comparingDouble((Integer p) -> alone[q][p])
                            .thenComparingInt(p -> p))
                    .toList();
        }

        private double together(int group) {
            List<Integer> targets = uses.get(group).get(0).operation().qubits().stream()
                    .map(q -> placement[q])
                    .toList();
            return known.get(group).computeIfAbsent(targets, here -> {
                double sum = 0;
                for (Use use : uses.get(group)) {
                    sum += cost(
                            use,
                            use.operation().qubits().stream()
                                    .map(q -> placement[q])
                                    .toList());
                }
                return sum;
            });
        }
    }
}
