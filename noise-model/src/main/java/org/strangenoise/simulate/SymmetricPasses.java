package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.simulate.kernel.CovariantMap;
import org.strangenoise.simulate.kernel.SpinRotation;
import org.strangenoise.simulate.kernel.SymmetricEvolution;

/** Compiles factors into passes over the state: y rotations, and all that commutes with z rotations between them. */
final class SymmetricPasses {

    /** One pass over the state. */
    @FunctionalInterface
    interface Pass {
        void apply(SymmetricEvolution evolution);
    }

    private final int n;
    private final Map<Double, SpinRotation> rotations = new ConcurrentHashMap<>();

    SymmetricPasses(int n) {
        this.n = n;
    }

    /** The rotation of all qubits about y, made once for each angle. */
    SpinRotation rotation(double angle) {
        return rotations.computeIfAbsent(angle, a -> new SpinRotation(n, a));
    }

    List<Pass> of(List<SymmetricFactor> factors) {
        List<Pass> passes = new ArrayList<>();
        CovariantMap covariant = new CovariantMap(n);
        for (SymmetricFactor factor : factors) {
            if (factor instanceof SymmetricFactor.YRotation y) {
                covariant = closed(covariant, passes);
                SpinRotation rotation = rotation(y.angle());
                passes.add(evolution -> evolution.apply(rotation));
            } else {
                add(factor, covariant);
            }
        }
        closed(covariant, passes);
        return passes;
    }

    private CovariantMap closed(CovariantMap covariant, List<Pass> passes) {
        if (covariant.isIdentity()) {
            return covariant;
        }
        passes.add(evolution -> evolution.apply(covariant));
        return new CovariantMap(n);
    }

    private static void add(SymmetricFactor factor, CovariantMap covariant) {
        if (factor instanceof SymmetricFactor.Phases phases) {
            covariant.addPhases(phases.phase());
        } else if (factor instanceof SymmetricFactor.Decay decay) {
            covariant.addDecay(decay.strength());
        } else if (factor instanceof SymmetricFactor.Excitation excitation) {
            covariant.addExcitation(excitation.strength());
        } else if (factor instanceof SymmetricFactor.Scaling scaling) {
            covariant.addScaling(scaling.scale0(), scaling.scale1());
        } else if (factor instanceof SymmetricFactor.Dephasing dephasing) {
            covariant.addDephasing(dephasing.exponent());
        }
    }
}
