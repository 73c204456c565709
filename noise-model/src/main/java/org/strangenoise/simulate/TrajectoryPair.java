package org.strangenoise.simulate;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureRegister;
import org.strangenoise.simulate.pure.RegisterTiling;
import org.strangenoise.simulate.pure.Trajectory;
import org.strangenoise.simulate.pure.TrajectoryStretch;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** Two independent trajectories side by side, one run after the other in the same arrays. */
final class TrajectoryPair {

    private final SimulationTask task;
    private final LinearSample sample;
    private final Trajectory[] pair = new Trajectory[2];
    private final StateVector[] states = new StateVector[2];
    private final double[] norms = new double[2];
    private final double[][] blochVectors;

    TrajectoryPair(
            SimulationTask task, LinearSample sample, RegisterTiling tiling, AmplitudeKernel kernel, Workers workers) {
        this.task = task;
        this.sample = sample;
        this.blochVectors = new double[2][3 * task.ensemble().qubits()];
        for (int side = 0; side < 2; side++) {
            PureRegister register = new PureRegister(tiling, kernel, workers);
            pair[side] = new Trajectory(register, tiling);
            states[side] = register.state();
        }
    }

    /**
     * The numbers of every recording point, one point after the other.
     *
     * @param members by member of the ensemble, then by recording point: what happens before it
     * @param random the streams of the two
     */
    double[] run(
            InitialState initial,
            List<List<List<TrajectoryStretch>>> members,
            List<@Nullable StateVector> references,
            UniformRandomProvider[] random) {
        int[] chosen = new int[2];
        for (int side = 0; side < 2; side++) {
            PureRegister register = pair[side].register();
            initial.writeVector(register.re(), register.im());
            pair[side].start();
            chosen[side] = member(task.ensemble(), random[side].nextDouble());
        }
        double[] out = new double[references.size() * sample.size()];
        int stretches = members.get(0).size();
        int before = references.size() - stretches;
        for (int point = 0; point < references.size(); point++) {
            if (point >= before) {
                for (int side = 0; side < 2; side++) {
                    for (TrajectoryStretch stretch : members.get(chosen[side]).get(point - before)) {
                        pair[side].advance(stretch, random[side]::nextDouble);
                    }
                }
            }
            record(references.get(point), out, point * sample.size());
        }
        return out;
    }

    private void record(@Nullable StateVector reference, double[] out, int at) {
        for (int side = 0; side < 2; side++) {
            PureRegister register = pair[side].register();
            norms[side] = register.norm();
            if (sample.needsBlochVectors()) {
                register.blochVectors(blochVectors[side]);
            }
        }
        sample.add(states, norms, blochVectors, reference, out, at);
    }

    static int member(NoisyEnsemble ensemble, double uniform) {
        double left = uniform;
        int last = ensemble.members().size() - 1;
        for (int k = 0; k < last; k++) {
            left -= ensemble.members().get(k).weight();
            if (left < 0) {
                return k;
            }
        }
        return last;
    }
}
