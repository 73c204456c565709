package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.gradient.CompiledCircuit;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.simulate.gradient.ObservableFunctional;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Coalitions of any noise on few qubits, each with the circuits that the noise model makes of it. An instruction
 * depends only on the few players that touch it, so that the same ones come back in most coalitions and at every step:
 * each is compiled once, for all. What is left of a coalition is to carry its state through ready-made maps.
 */
public final class SharedCoalitions implements CoalitionValues {

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
    public SharedCoalitions(
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
        this.references = ObservableFunctional.of(observable, ideal.readout()).needsReference()
                ? CompiledCircuit.of(ideal).states(start)
                : List.of();
    }

    @Override
    public double[] series(boolean[] on) {
        NoisyEnsemble ensemble = model.withSelection(roster.selection(on)).apply(circuit);
        List<double[]> average = new ArrayList<>();
        for (NoisyEnsemble.Member member : ensemble.members()) {
            List<double[]> states = CompiledCircuit.of(member.circuit(), maps).states(start);
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
