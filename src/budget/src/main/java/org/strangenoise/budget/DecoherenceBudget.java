package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.ChannelParameter.Kind;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.gradient.AdjointPass;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.simulate.gradient.Neighbours;
import org.strangenoise.simulate.gradient.Slopes;
import org.strangenoise.simulate.gradient.TangentPass;
import org.strangenoise.simulate.gradient.Variation;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * What noise costs an observable of one circuit on one device, and why: who takes how much of the loss
 * ({@link #shares}), what a small change of each of the device's numbers would give ({@link #derivatives}), which value
 * of a number reaches a target ({@link #valuesFor}), and which values describe measured points ({@link #fitTo}).
 *
 * <pre>{@code
 * Circuit bell = Circuit.on(2).add(Gates.h(0)).add(Gates.cnot(0, 1)).add(Boundary.LAYER).build();
 * Calibration device = DeviceReader.read(Path.of("transmons.yaml"));
 * DecoherenceBudget budget = DecoherenceBudget.of(bell, device, new Observable.Fidelity());
 * System.out.println(budget.shares(Split.MECHANISM, Split.QUBIT));
 * }</pre>
 *
 * <p>Circuit qubit q is the device's qubit q. All numbers are in SI units.
 *
 * @param circuit what is done
 * @param model what the device makes of it
 * @param schedule when operations start
 * @param start the state before the first operation
 * @param observable of one number
 * @param point the recording point: 0 is the start, k the k-th {@link org.strangenoise.circuit.Boundary}
 * @param options of the simulations; more than one thread evaluates side by side, with the same bits
 */
public record DecoherenceBudget(
        Circuit circuit,
        NoiseModel model,
        Scheduler.Policy schedule,
        InitialState start,
        Observable observable,
        int point,
        SimulationOptions options) {

    /** Random orders of players that are drawn at most, where there are too many for all coalitions. */
    private static final int MAX_ORDERS = 10_000;

    /** Standard error of a share, in units of the observable, at which drawing orders ends. */
    private static final double STANDARD_ERROR = 1e-4;

    /** Checks the components. */
    public DecoherenceBudget {
        if (observable.size(circuit.qubits()) != 1) {
            throw new IllegalArgumentException("Argument `observable` must be of one number, but is " + observable
                    + " of " + observable.size(circuit.qubits()));
        }
        if (start.qubits() != circuit.qubits()) {
            throw new IllegalArgumentException("Argument `start` must have the circuit's " + circuit.qubits()
                    + " qubits, but has " + start.qubits());
        }
        if (point < 0 || point > circuit.steps()) {
            throw new IllegalArgumentException("Argument `point` must be from 0 to the circuit's " + circuit.steps()
                    + " recorded steps, but is " + point);
        }
    }

    /** After the last recorded step, from |0...0>, with the device's noise after gates. */
    public static DecoherenceBudget of(Circuit circuit, Calibration device, Observable observable) {
        return new DecoherenceBudget(
                circuit,
                NoiseModel.of(device, Placement.AFTER_GATE),
                Scheduler.Policy.ASAP,
                InitialState.ground(circuit.qubits()),
                observable,
                circuit.steps(),
                SimulationOptions.defaults());
    }

    /** The same from another start. */
    public DecoherenceBudget from(InitialState newStart) {
        return new DecoherenceBudget(circuit, model, schedule, newStart, observable, point, options);
    }

    /** The same at another recording point. */
    public DecoherenceBudget at(int newPoint) {
        return new DecoherenceBudget(circuit, model, schedule, start, observable, newPoint, options);
    }

    /** The same with another model: noise during gates, another scale. */
    public DecoherenceBudget with(NoiseModel newModel) {
        return new DecoherenceBudget(circuit, newModel, schedule, start, observable, point, options);
    }

    /** The same with another schedule. */
    public DecoherenceBudget with(Scheduler.Policy newSchedule) {
        return new DecoherenceBudget(circuit, model, newSchedule, start, observable, point, options);
    }

    /** The same with other options. */
    public DecoherenceBudget with(SimulationOptions newOptions) {
        return new DecoherenceBudget(circuit, model, schedule, start, observable, point, newOptions);
    }

    /** The observable without noise. */
    public double ideal() {
        return value(model.withPlacement(Placement.NONE));
    }

    /** The observable under all noise. */
    public double noisy() {
        return value(model);
    }

    private double value(NoiseModel own) {
        ScheduledCircuit scheduled = scheduled(own.calibration());
        SimulationTask task = new SimulationTask(
                own.apply(scheduled), List.of(observable), Optional.of(ideal(own, scheduled)), options);
        return SimulatorChoice.of(SimulationMethod.AUTO, task, start)
                .simulator()
                .run(task, start)
                .scalars(observable)[point];
    }

    private ScheduledCircuit scheduled(Calibration device) {
        return new Scheduler(new CalibratedDurations(device), schedule).schedule(circuit);
    }

    private static NoisyCircuit ideal(NoiseModel own, ScheduledCircuit scheduled) {
        return own.withPlacement(Placement.NONE)
                .apply(scheduled)
                .members()
                .get(0)
                .circuit();
    }

    /** Model with as many quasi-static nodes at every value of a parameter. */
    private NoiseModel fixed() {
        return model.withDetunings(model.fixedAverage(scheduled(model.calibration())));
    }

    /**
     * The loss divided among the noise by Shapley's values: they sum to it.
     *
     * @param splits by what noise is divided into players; none for a share of all noise
     * @throws IllegalArgumentException if the circuit has gates that depend on measured bits, on up to seven qubits
     */
    public Shares shares(Split... splits) {
        Set<Split> by = EnumSet.noneOf(Split.class);
        by.addAll(Arrays.asList(splits));
        NoiseModel own = fixed();
        ScheduledCircuit scheduled = scheduled(own.calibration());
        Roster roster = Roster.of(own, List.of(scheduled), by, observable.readQubits());
        boolean exact = roster.size() <= ShapleyValues.MAX_EXACT;
        double coalitions = exact ? StrictMath.pow(2, roster.size()) : 2.0 * MAX_ORDERS * roster.size();
        NoisyEnsemble ensemble = own.apply(scheduled);
        long bytes = options.memoryLimit() / 2;
        CoalitionValues values = CoalitionMethod.of(ensemble, coalitions, bytes)
                .values(
                        roster,
                        own,
                        scheduled,
                        ideal(own, scheduled),
                        start,
                        observable,
                        new InstructionMaps(circuit.qubits(), bytes),
                        options);
        ShapleyValues shapley = new ShapleyValues(values, roster.size(), options.threads() > 1);
        return new Shares(
                roster.players(),
                exact ? shapley.exact() : shapley.sampled(point, STANDARD_ERROR, MAX_ORDERS, options.seed()),
                point,
                own.calibration().qubits().stream().map(QubitCalibration::name).toList());
    }

    /**
     * Shares of a loss.
     *
     * @param players whose noise is switched on and off
     * @param attribution by player and recording point
     * @param point that the budget is about
     * @param qubits names, for text
     */
    public record Shares(List<Player> players, Attribution attribution, int point, List<String> qubits) {

        /** What a player takes of the loss, in units of the observable. */
        public double of(Player player) {
            int index = players.indexOf(player);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "Argument `player` must be one of " + players + ", but is " + player);
            }
            return attribution.shapley()[index][point];
        }

        /** Ideal minus noisy. */
        public double loss() {
            return attribution.loss(point);
        }

        /** A line a player: its share, what is gained without it, what it costs alone. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "ideal %.6g, noisy %.6g, loss %.6g%n%-30s %12s %12s %12s%n",
                    attribution.ideal()[point],
                    attribution.noisy()[point],
                    loss(),
                    "noise",
                    "share",
                    "without it",
                    "alone"));
            for (int p = 0; p < players.size(); p++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-30s %12.6g %12.6g %12.6g%n",
                        players.get(p).label(qubits),
                        attribution.shapley()[p][point],
                        attribution.leaveOneOut()[p][point],
                        attribution.only()[p][point]));
            }
            return text.toString();
        }
    }

    /**
     * How an observable changes with one of the device's numbers.
     *
     * @param value of the number, SI units
     * @param derivative per SI unit
     */
    public record ParameterDerivative(DeviceParameter parameter, double value, double derivative) {

        /** The change of the observable with a small relative change of the number: {@code value * derivative}. */
        public double logarithmic() {
            return value * derivative;
        }
    }

    /** Derivatives by all finite numbers of the device, one pass forward and one backward for all. */
    public List<ParameterDerivative> derivatives() {
        Calibration device = model.calibration();
        return derivatives(DeviceParameter.all(device).stream()
                .filter(p -> Double.isFinite(p.get(device).value()))
                .toList());
    }

    /**
     * Derivatives by some numbers; T1 varies at fixed T2 or Tphi, whichever the device states.
     *
     * @throws IllegalArgumentException if a qubit has more than two levels, gates depend on measured bits, or an
     *     address stands for several numbers that differ
     */
    public List<ParameterDerivative> derivatives(List<DeviceParameter> parameters) {
        NoiseModel own = fixed();
        ScheduledCircuit scheduled = scheduled(own.calibration());
        AdjointPass pass = AdjointPass.of(own.apply(scheduled), ideal(own, scheduled), start, observable, point);
        List<ParameterDerivative> derivatives = new ArrayList<>();
        for (DeviceParameter parameter : parameters) {
            double value = parameter.get(own.calibration()).value();
            derivatives.add(new ParameterDerivative(
                    parameter, value, pass.derivative(variation(own, own.calibration(), parameter))));
        }
        return derivatives;
    }

    private Variation variation(NoiseModel own, Calibration device, DeviceParameter parameter) {
        if (!parameter.set(device, parameter.get(device)).equals(device)) {
            throw new IllegalArgumentException("Argument `parameters` must name single numbers, but "
                    + parameter.address() + " stands for several that differ");
        }
        double[] limits = limits(device, parameter.address());
        return new Variation(parameter.get(device).value(), domain(parameter), limits[0], limits[1], value -> {
            NoiseModel varied = own.withCalibration(parameter.set(device, value));
            ScheduledCircuit scheduled = scheduled(varied.calibration());
            return new Variation.Circuits(varied.apply(scheduled), ideal(varied, scheduled));
        });
    }

    private static Variation.Domain domain(DeviceParameter parameter) {
        Kind kind = parameter.kind();
        if (kind == Kind.PROBABILITY) {
            return Variation.Domain.PROBABILITY;
        }
        if (kind == Kind.TIME || kind == Kind.DURATION || parameter.address().endsWith(".coupling")) {
            return Variation.Domain.NON_NEGATIVE;
        }
        return kind == Kind.FREQUENCY ? Variation.Domain.FREQUENCY : Variation.Domain.ANY;
    }

    /**
     * The least and the greatest value that the rest of a device allows: T2 is at most 2 T1.
     *
     * @param address of one qubit's number, or of all qubits' with {@code *}
     */
    public static double[] limits(Calibration device, String address) {
        double[] limits = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (QubitCalibration qubit : device.qubits()) {
            for (String name : List.of(qubit.name(), "*")) {
                String prefix = "device.qubits." + name + ".";
                if (address.equals(prefix + "T2")) {
                    limits[1] = Math.min(limits[1], 2 * qubit.t1().value());
                } else if (address.equals(prefix + "T1") && qubit.coherenceKind() == CoherenceKind.T2) {
                    limits[0] = Math.max(limits[0], qubit.coherence().value() / 2);
                }
            }
        }
        return limits;
    }

    /**
     * The values of a number at which the observable is as wanted.
     *
     * @param low least value searched, SI units
     * @param high greatest, may be infinite
     */
    public RootSearch valuesFor(double target, DeviceParameter parameter, double low, double high) {
        NoiseModel own = model;
        return RootSearch.of(
                value -> with(own.withCalibration(parameter.set(own.calibration(), value)))
                        .noisy(),
                target,
                low,
                high);
    }

    /**
     * A measured value of the observable.
     *
     * @param point recording point
     * @param error one standard deviation
     */
    public record MeasuredValue(int point, double value, double error) {}

    /**
     * The least-squares problem of some of the device's numbers against measured values of the observable, with exact
     * derivatives: {@code problem.fit(starts)}, and {@link ProfileLikelihood} for intervals.
     *
     * @param parameters by address, in the order of the free ones
     * @param free names, bounds and sizes, SI units
     */
    public LeastSquaresFit fitTo(
            List<MeasuredValue> measured, List<DeviceParameter> parameters, List<LeastSquaresFit.Free> free) {
        if (parameters.size() != free.size() || free.isEmpty()) {
            throw new IllegalArgumentException("Argument `free` must hold one entry for each of the "
                    + parameters.size() + " parameters, at least one, but holds " + free.size());
        }
        NoiseModel own = fixed();
        return new LeastSquaresFit(
                values -> predicted(own, measured, parameters, values),
                free,
                measured.stream().mapToDouble(MeasuredValue::value).toArray(),
                measured.stream().mapToDouble(MeasuredValue::error).toArray());
    }

    private LeastSquaresFit.Prediction predicted(
            NoiseModel own, List<MeasuredValue> measured, List<DeviceParameter> parameters, double[] values) {
        Calibration varied = DeviceParameter.setAll(own.calibration(), parameters, values);
        NoiseModel there = own.withCalibration(varied);
        ScheduledCircuit scheduled = scheduled(varied);
        TangentPass pass = TangentPass.of(
                there.apply(scheduled),
                ideal(there, scheduled),
                start,
                parameters.stream()
                        .map(p -> Neighbours.of(variation(own, varied, p)))
                        .toList());
        double[] predicted = new double[measured.size()];
        double[][] jacobian = new double[measured.size()][];
        for (int k = 0; k < predicted.length; k++) {
            Slopes.Slope slope = pass.slope(observable, measured.get(k).point());
            predicted[k] = slope.value();
            jacobian[k] = slope.derivatives();
        }
        return new LeastSquaresFit.Prediction(predicted, jacobian);
    }
}
