package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strangenoise.device.Calibration;
import org.strangenoise.noise.DetuningAverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.Readout;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/**
 * What an analysis simulates: the study's device, circuit, noise and method, the analysis' own overrides merged in.
 *
 * @param device the calibrated device
 * @param circuit what is done to it
 * @param noise where noise acts and how strong
 * @param simulation how
 * @param uncertainty how far the device's values may be trusted
 */
public record Setup(
        Calibration device,
        CircuitSource circuit,
        Setup.Noise noise,
        Setup.Simulation simulation,
        Uncertainties.Settings uncertainty) {

    public Setup withDevice(Calibration newDevice) {
        return new Setup(newDevice, circuit.onDevice(newDevice), noise, simulation, uncertainty);
    }

    public Setup withCircuit(CircuitSource newCircuit) {
        return new Setup(device, newCircuit, noise, simulation, uncertainty);
    }

    public Setup withNoise(Noise newNoise) {
        return new Setup(device, circuit, newNoise, simulation, uncertainty);
    }

    public Setup withSeed(long seed) {
        return new Setup(device, circuit, noise, simulation.withSeed(seed), uncertainty);
    }

    /** What readout confuses, where noise is on. */
    public ConfusionMatrix confusion() {
        Readout readout = noise.model(device, simulation.seed()).readout(circuit.qubits());
        return readout.together().orElseGet(() -> ConfusionMatrix.of(readout));
    }

    /**
     * Where noise acts and how strong.
     *
     * @param placement after or during gates, or none
     * @param scale factor on all rates
     * @param schedule when operations start
     * @param detunings how quasi-static detunings are averaged
     */
    public record Noise(Placement placement, double scale, Scheduler.Policy schedule, DetuningAverage detunings) {

        /** After gates, as the device says, as soon as possible. */
        public static final Noise DEFAULT =
                new Noise(Placement.AFTER_GATE, 1, Scheduler.Policy.ASAP, DetuningAverage.DEFAULT);

        public Noise withScale(double newScale) {
            return new Noise(placement, newScale, schedule, detunings);
        }

        public Noise withPlacement(Placement newPlacement) {
            return new Noise(newPlacement, scale, schedule, detunings);
        }

        public Noise withDetunings(DetuningAverage newDetunings) {
            return new Noise(placement, scale, schedule, newDetunings);
        }

        /** The model of a device under these settings. */
        public NoiseModel model(Calibration device, long seed) {
            return new NoiseModel(device, placement, scale, detunings.withSeed(seed), NoiseSelection.ALL);
        }
    }

    /**
     * How to simulate.
     *
     * @param method a backend, or the choice between them
     * @param seed of everything random
     * @param trajectories how many, at most, where it is stated
     * @param standardError that trajectories stop at, where it is stated
     */
    public record Simulation(
            SimulationMethod method, long seed, Optional<Integer> trajectories, Optional<Double> standardError) {

        /** The choice is ours, seed 1. */
        public static final Simulation DEFAULT =
                new Simulation(SimulationMethod.AUTO, 1, Optional.empty(), Optional.empty());

        /**
         * Values of observables are at most about 1, so that 1 / error^2 trajectories nearly always do; this times
         * more.
         */
        private static final double RESERVE = 4;

        public Simulation withSeed(long newSeed) {
            return new Simulation(method, newSeed, trajectories, standardError);
        }

        /** Options with what is stated here. */
        public SimulationOptions applied(SimulationOptions options) {
            if (standardError.isEmpty()) {
                return trajectories.map(options::withTrajectories).orElse(options);
            }
            double error = standardError.get();
            int enough = (int) Math.min(1 << 30, Math.max(options.trajectories(), RESERVE / (error * error)));
            return options.withStandardError(error).withTrajectories(trajectories.orElse(enough));
        }
    }

    /**
     * The setup of an analysis, over which parts of the analysis may write keys of a setup of their own, as the
     * analysis does over the study.
     *
     * @param setup what is simulated
     * @param further the layer of a part; empty where its keys are wrong, which is recorded
     */
    public record Layer(Setup setup, Function<MappingReader, Optional<Layer>> further) {

        /** One that stays whatever a part writes, for judging an analysis whose setup cannot be read. */
        public static Layer fixed(Setup setup) {
            return new Layer(setup, part -> {
                SetupReader.KEYS.forEach(part::optional);
                return Optional.of(fixed(setup));
            });
        }

        /** The layer of a part of the analysis. */
        public Optional<Layer> over(MappingReader part) {
            return further.apply(part);
        }
    }

    /** What is to be otherwise in every setup of a study, its analyses' overrides included. */
    @FunctionalInterface
    public interface Change {

        /** Leaves setups as they are written. */
        Change NONE = (setup, problems) -> Optional.of(setup);

        /** The changed setup; empty if it cannot be, which is recorded. */
        Optional<Setup> apply(Setup setup, Problems problems);

        /**
         * Parameters set to values.
         *
         * @param name what messages call the mapping
         * @param values by address, each written as in a study: {@code device.qubits.*.T1: 10 us}
         */
        static Change to(String name, YamlMapping values) {
            return (setup, problems) -> {
                List<StudyParameter> parameters = new ArrayList<>();
                List<Double> numbers = new ArrayList<>();
                ValueReader whole = ValueReader.of(name, values, problems);
                try (MappingReader mapping = whole.mapping()) {
                    List<ValueReader> written = mapping.values();
                    for (ValueReader value : written) {
                        resolve(value, setup)
                                .ifPresent(parameter -> value.quantity(parameter.kind(), parameter.rule())
                                        .map(Quantity::value)
                                        .ifPresent(number -> {
                                            parameters.add(parameter);
                                            numbers.add(number);
                                        }));
                    }
                    if (parameters.size() < written.size() || StudyParameter.Twins.refuse(whole, parameters, setup)) {
                        return Optional.empty();
                    }
                }
                try {
                    return Optional.of(StudyParameter.setAll(
                            setup,
                            parameters,
                            numbers.stream().mapToDouble(Double::doubleValue).toArray()));
                } catch (IllegalArgumentException e) {
                    whole.problem("holds values that the study cannot take: " + PlainMessage.of(e));
                    return Optional.empty();
                }
            };
        }

        private static Optional<StudyParameter> resolve(ValueReader value, Setup setup) {
            try {
                return Optional.of(StudyParameter.resolve(setup, value.name()));
            } catch (IllegalArgumentException e) {
                value.problem("is no parameter: " + PlainMessage.of(e));
                return Optional.empty();
            }
        }
    }
}
