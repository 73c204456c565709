package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.gradient.CompiledCircuit;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.simulate.gradient.ObservableFunctional;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The worth of every coalition of noise: an observable's time series when only its players act. */
@FunctionalInterface
public interface CoalitionValues {

    /**
     * The observable by recording point, step 0 first. Safe for concurrent use.
     *
     * @param on one entry a player
     */
    double[] series(boolean[] on);

    /** The series of several coalitions. */
    default double[][] series(List<boolean[]> coalitions) {
        return coalitions.stream().map(this::series).toArray(double[][]::new);
    }

    /** How many coalitions are best evaluated together. */
    default int batch() {
        return 1;
    }

    /** The mean of several. */
    static CoalitionValues mean(List<? extends CoalitionValues> parts) {
        return new CoalitionValues() {
            @Override
            public double[] series(boolean[] on) {
                return series(List.of(on))[0];
            }

            @Override
            public double[][] series(List<boolean[]> coalitions) {
                double[][] mean = parts.get(0).series(coalitions);
                for (CoalitionValues part : parts.subList(1, parts.size())) {
                    double[][] other = part.series(coalitions);
                    for (int c = 0; c < mean.length; c++) {
                        for (int k = 0; k < mean[c].length; k++) {
                            mean[c][k] += other[c][k];
                        }
                    }
                }
                for (double[] series : mean) {
                    for (int k = 0; k < series.length; k++) {
                        series[k] /= parts.size();
                    }
                }
                return mean;
            }

            @Override
            public int batch() {
                return parts.stream().mapToInt(CoalitionValues::batch).max().orElse(1);
            }
        };
    }

    /**
     * Coalitions of any noise on few qubits, each with the circuits that the noise model makes of it. An instruction
     * depends only on the few players that touch it, so that the same ones come back in most coalitions and at every
     * step: each is compiled once, for all. What is left of a coalition is to carry its state through ready-made maps.
     */
    final class Shared implements CoalitionValues {

        private final Roster roster;
        private final NoiseModel model;
        private final ScheduledCircuit circuit;
        private final InitialState start;
        private final Observable observable;
        private final List<double[]> references;
        private final InstructionMaps maps;

        /**
         * @param ideal the circuit without noise, whose states fidelities compare with
         * @param maps of instructions, which several starts may share
         */
        public Shared(
                Roster roster,
                NoiseModel model,
                ScheduledCircuit circuit,
                NoisyCircuit ideal,
                InitialState start,
                Observable observable,
                InstructionMaps maps) {
            this.roster = roster;
            this.model = model;
            this.circuit = circuit;
            this.start = start;
            this.observable = observable;
            this.maps = maps;
            this.references =
                    ObservableFunctional.of(observable, ideal.readout()).needsReference()
                            ? CompiledCircuit.of(ideal).states(start)
                            : List.of();
        }

        @Override
        public double[] series(boolean[] on) {
            NoisyEnsemble ensemble = model.withSelection(roster.selection(on)).apply(circuit);
            List<double[]> average = new ArrayList<>();
            for (NoisyEnsemble.Member member : ensemble.members()) {
                List<double[]> states =
                        CompiledCircuit.of(member.circuit(), maps).states(start);
                for (int point = 0; point < states.size(); point++) {
                    if (average.size() == point) {
                        average.add(new double[states.get(point).length]);
                    }
                    add(average.get(point), member.weight(), states.get(point));
                }
            }
            return ObservableFunctional.of(
                            observable, ensemble.members().get(0).circuit().readout())
                    .series(average, references);
        }

        private static void add(double[] sum, double weight, double[] state) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += weight * state[k];
            }
        }
    }

    /**
     * Coalitions simulated one by one by a backend: any placement, ensembles of detunings, any number of qubits.
     *
     * @param roster the players
     * @param model everything the device says
     * @param circuit in time
     * @param ideal the circuit without noise
     * @param start the state it starts from
     * @param observable of one value
     * @param options one thread a coalition
     */
    record Simulated(
            Roster roster,
            NoiseModel model,
            ScheduledCircuit circuit,
            NoisyCircuit ideal,
            InitialState start,
            Observable observable,
            SimulationOptions options)
            implements CoalitionValues {

        @Override
        public double[] series(boolean[] on) {
            SimulationTask task = new SimulationTask(
                    model.withSelection(roster.selection(on)).apply(circuit),
                    List.of(observable),
                    Optional.of(ideal),
                    options);
            return SimulatorChoice.of(SimulationMethod.AUTO, task, start)
                    .simulator()
                    .run(task, start)
                    .scalars(observable);
        }
    }
}
