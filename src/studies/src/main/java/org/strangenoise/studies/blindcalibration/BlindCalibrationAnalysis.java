package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.blindcalibration.BlindCalibrationAnalysis.OneDevice.Found;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Hidden;
import org.strangenoise.studies.blindcalibration.BlindCalibrationType.Plan.Range;
import org.strangenoise.studies.characterization.Coherence;
import org.strangenoise.studies.characterization.Couplings;
import org.strangenoise.studies.characterization.Laboratory;
import org.strangenoise.studies.characterization.Pulsing;
import org.strangenoise.studies.characterization.Routine;
import org.strangenoise.studies.characterization.Routine.Finding;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;

/** Hidden devices calibrated one by one: a sample is a device. */
final class BlindCalibrationAnalysis
        implements PreparedAnalysis<BlindCalibrationAnalysis.Row, BlindCalibrationType.Result> {

    /** About as long takes one qubit of a device. */
    private static final double SECONDS_A_QUBIT = 1;

    /** What was found of a device. */
    record Row(List<Found> found) {}

    private final BlindCalibrationType.Plan plan;
    private final SimulationOptions options;

    BlindCalibrationAnalysis(BlindCalibrationType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        double all = secondsPerSample() * plan.devices();
        if (all > Experiment.RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d devices would take about %.0f s of one processor, more than %.0f s; ask for fewer",
                    plan.devices(),
                    all,
                    Experiment.RunCost.MAX_SECONDS));
        }
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return plan.devices();
    }

    @Override
    public double secondsPerSample() {
        return SECONDS_A_QUBIT * plan.setup().device().qubits().size();
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, options.threads() > 1, sample -> {
            Setup hidden = plan.setup()
                    .withDevice(OneDevice.HiddenDevice.of(
                            plan.setup().device(),
                            plan.hidden(),
                            plan.header().seeds().ofDevice(sample)));
            StreamSeeds own = new StreamSeeds(plan.setup().simulation().seed(), plan.id() + "/" + sample);
            return new Row(new OneDevice(hidden, plan.hidden(), plan.shots(), own, options).numbers());
        });
    }

    @Override
    public BlindCalibrationType.Result assemble(List<Row> rows) {
        Set<String> warnings = new LinkedHashSet<>();
        List<List<Found>> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(row.found());
        }
        BlindCalibrationType.Result result = new BlindCalibrationType.Result(
                plan, found, new Method("blind", "routines of characterisation"), List.of());
        for (BlindCalibrationType.Result.Coverage each : result.coverage()) {
            if (each.isBiased()) {
                warnings.add(each.address() + " is biased: " + each.reason());
            }
        }
        return new BlindCalibrationType.Result(plan, found, Method.NONE, List.copyOf(warnings));
    }

    /**
     * The calibration of one device. Its delays follow from the ranges in which numbers may lie, and from nothing else;
     * what one routine finds is a prior of the next: 1/T1 of the readout, 1/T2 of the Ramsey.
     */
    static final class OneDevice {

        private static final int POINTS = 25;
        private static final int RAMSEY_POINTS = 61;
        private static final int SLICES = 100;

        /** Slices of a swap in a period of the strongest coupling. */
        private static final double SLICES_A_PERIOD = 16;

        /** Readout errors are small: they want more shots than a point of a curve. */
        private static final long MORE_SHOTS = 10;

        /**
         * A number as it was found.
         *
         * @param address of the device's parameter
         * @param truth of the hidden device
         * @param error NaN where the counts left it open
         * @param remark what was to be said of it; empty for nothing
         */
        record Found(String address, double truth, double value, double error, String remark) {}

        private final Setup setup;
        private final Calibration device;
        private final Map<Hidden, Range> hidden;
        private final long shots;
        private final StreamSeeds seeds;
        private final SimulationOptions options;
        private long routines;

        /**
         * The calibration of a hidden device.
         *
         * @param setup with the hidden device
         * @param seeds of the draws, this device's own
         */
        OneDevice(Setup setup, Map<Hidden, Range> hidden, long shots, StreamSeeds seeds, SimulationOptions options) {
            this.setup = setup;
            this.device = setup.device();
            this.hidden = hidden;
            this.shots = shots;
            this.seeds = seeds;
            this.options = options;
        }

        private Range range(Hidden what) {
            return Objects.requireNonNull(hidden.get(what));
        }

        /** All numbers: of each qubit, of each pair that crosstalk joins, of the coupling of the first two. */
        List<Found> numbers() {
            List<Found> found = new ArrayList<>();
            for (int q = 0; q < device.qubits().size(); q++) {
                qubit(q, found);
            }
            for (Crosstalk pair : device.crosstalk()) {
                pair(pair, found);
            }
            coupling(found);
            return found;
        }

        private void qubit(int q, List<Found> found) {
            String name = "device.qubits." + device.qubits().get(q).name() + ".";
            Laboratory still = new Laboratory(setup, List.of(q), 0, options);
            Laboratory alone = new Laboratory(setup, List.of(q), options);
            Range t1 = range(Hidden.T1);
            Range tphi = range(Hidden.TPHI);
            Routine.Estimate relaxed =
                    run(new Coherence.Relaxation(still, logarithmic(0.05 * t1.low(), 3 * t1.high())), still, shots);
            Finding t1Found = relaxed.quantities().get(0);
            Measured relaxation = rate(t1Found);
            found.add(found(name + "T1", t1Found, relaxed));
            double shortest = 1 / (0.5 / t1.low() + 1 / tphi.low());
            double longest = 1 / (0.5 / t1.high() + 1 / tphi.high());
            Routine.Estimate echoed =
                    run(new Coherence.Echo(alone, logarithmic(0.1 * shortest, 1.5 * longest), 1), alone, shots);
            Measured decoherence = rate(echoed.quantities().get(0));
            double dephasing = decoherence.value() - relaxation.value() / 2;
            double dephasingError = StrictMath.hypot(decoherence.uncertainty(), relaxation.uncertainty() / 2);
            found.add(new Found(
                    name + "Tphi",
                    device.qubits().get(q).coherence().value(),
                    dephasing > 0 ? 1 / dephasing : Double.POSITIVE_INFINITY,
                    dephasing > 0 ? dephasingError / (dephasing * dephasing) : Double.NaN,
                    dephasing > 0 ? String.join("; ", echoed.remarks()) : "1/T2 is found below 1/(2 T1)"));
            double[] delays = ramseyDelays();
            Routine.Estimate ramsey =
                    run(new Coherence.Ramsey(alone, delays, advance(delays), Optional.of(decoherence)), alone, shots);
            found.add(found(name + "quasi-static-T", ramsey.quantities().get(1), ramsey));
            Routine.Estimate read =
                    run(new Pulsing.ReadoutLevels(still, Optional.of(relaxation)), still, MORE_SHOTS * shots);
            found.add(found(name + "readout.p1-given-0", read.quantities().get(0), read));
            found.add(found(name + "readout.p0-given-1", read.quantities().get(1), read));
        }

        private void pair(Crosstalk pair, List<Found> found) {
            Laboratory both = new Laboratory(setup, List.of(pair.first(), pair.second()), 1, options);
            double[] delays = ramseyDelays();
            Routine.Estimate shifted = run(new Coherence.ConditionalRamsey(both, delays, advance(delays)), both, shots);
            String name = device.qubits().get(pair.first()).name() + "-"
                    + device.qubits().get(pair.second()).name();
            found.add(found(
                    "device.crosstalk." + name + ".zz", shifted.quantities().get(0), shifted));
        }

        private void coupling(List<Found> found) {
            Laboratory both = new Laboratory(setup, List.of(0, 1), options);
            Range g = range(Hidden.COUPLING);
            double slice = 1 / (2 * SLICES_A_PERIOD * g.high());
            double[] times = new double[SLICES];
            Arrays.setAll(times, k -> (k + 1) * slice);
            Routine.Estimate swapped =
                    run(new Couplings.Chevron(both, times, new double[] {-g.low(), 0, g.low()}), both, shots);
            found.add(found(
                    "device.operations." + HiddenDevice.INTERACTION + ".coupling",
                    swapped.quantities().get(0),
                    swapped));
        }

        /** As long as the slowest decay, and dense enough for the frequency that the phase is made to advance by. */
        private double[] ramseyDelays() {
            double span = 1.5 * range(Hidden.QUASI_STATIC_T).high();
            double[] delays = new double[RAMSEY_POINTS];
            Arrays.setAll(delays, k -> k * span / (RAMSEY_POINTS - 1));
            return delays;
        }

        /** Beyond any shift by a neighbour, and less than half of what the delays can follow. */
        private static double advance(double[] delays) {
            return 0.2 / (delays[1] - delays[0]);
        }

        private Routine.Estimate run(Routine routine, Laboratory laboratory, long each) {
            long first = 100_000 * routines++;
            return routine.run(laboratory, each, sequence -> seeds.of(first + sequence));
        }

        private static Found found(String address, Finding quantity, Routine.Estimate estimate) {
            return new Found(
                    address,
                    quantity.truth(),
                    quantity.value(),
                    quantity.error(),
                    String.join("; ", estimate.remarks()));
        }

        private static Measured rate(Finding time) {
            double rate = 1 / time.value();
            return new Measured(rate, Double.isNaN(time.error()) ? rate : time.error() * rate * rate);
        }

        private static double[] logarithmic(double low, double high) {
            double[] delays = new double[POINTS];
            Arrays.setAll(delays, k -> low * StrictMath.exp(StrictMath.log(high / low) * k / (POINTS - 1)));
            return delays;
        }

        /** Draws the numbers of a device that nobody is told. */
        static final class HiddenDevice {

            static final String INTERACTION = "interaction";

            private HiddenDevice() {}

            /** The public device with numbers of its own. */
            static Calibration of(Calibration shown, Map<Hidden, Range> hidden, long seed) {
                UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
                List<QubitCalibration> qubits = new ArrayList<>();
                for (QubitCalibration qubit : shown.qubits()) {
                    Measured t1 = drawn(Hidden.T1, hidden, random);
                    // Tphi first: the public T2 may be beyond twice the hidden T1.
                    qubits.add(qubit.withCoherence(CoherenceKind.TPHI, drawn(Hidden.TPHI, hidden, random))
                            .withT1(t1)
                            .withQuasiStaticT(drawn(Hidden.QUASI_STATIC_T, hidden, random))
                            .withReadout(new ReadoutError(
                                    drawn(Hidden.P1_GIVEN_0, hidden, random),
                                    drawn(Hidden.P0_GIVEN_1, hidden, random))));
                }
                List<Crosstalk> pairs = shown.crosstalk().stream()
                        .map(pair -> new Crosstalk(pair.first(), pair.second(), drawn(Hidden.ZZ, hidden, random)))
                        .toList();
                OperationCalibration interaction = shown.operation(INTERACTION).orElseThrow();
                return shown.withQubits(qubits)
                        .withCrosstalk(pairs)
                        .withOperation(
                                interaction.withTiming(new Timing.Coupling(drawn(Hidden.COUPLING, hidden, random))));
            }

            private static Measured drawn(Hidden what, Map<Hidden, Range> hidden, UniformRandomProvider random) {
                Range range = Objects.requireNonNull(hidden.get(what));
                return Measured.exactly(
                        range.low() * StrictMath.exp(random.nextDouble() * StrictMath.log(range.high() / range.low())));
            }
        }
    }
}
