package org.strangenoise.budget;

import java.util.List;
import java.util.Optional;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

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
public record SimulatedCoalitions(
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
