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
        CovariantMap.Builder covariant = new CovariantMap.Builder(n);
        for (SymmetricFactor factor : factors) {
            if (factor instanceof SymmetricFactor.YRotation y) {
                close(covariant, passes);
                covariant = new CovariantMap.Builder(n);
                SpinRotation rotation = rotation(y.angle());
                passes.add(evolution -> evolution.apply(rotation));
            } else {
                add(factor, covariant);
            }
        }
        close(covariant, passes);
        return passes;
    }

    private static void close(CovariantMap.Builder covariant, List<Pass> passes) {
        if (!covariant.isIdentity()) {
            CovariantMap map = covariant.build();
            passes.add(evolution -> evolution.apply(map));
        }
    }

    private static void add(SymmetricFactor factor, CovariantMap.Builder covariant) {
        if (factor instanceof SymmetricFactor.Phases phases) {
            covariant.addPhases(phases.phase());
        } else if (factor instanceof SymmetricFactor.QuadraticPhase phase) {
            covariant.addPhases(phase.linear(), phase.quadratic());
        } else if (factor instanceof SymmetricFactor.Flips flips) {
            covariant.addFlips(flips.excitation(), flips.decay());
        } else if (factor instanceof SymmetricFactor.Dephasing dephasing) {
            covariant.addDephasing(dephasing.exponent());
        } else if (factor instanceof SymmetricFactor.IsingRelaxation ising) {
            covariant.addIsingRelaxation(ising.linear(), ising.quadratic(), ising.excitation(), ising.decay());
        }
    }
}
