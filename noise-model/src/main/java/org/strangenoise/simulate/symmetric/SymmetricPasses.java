package org.strangenoise.simulate.symmetric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.CovariantMap;
import org.strangenoise.simulate.kernel.SpinRotation;
import org.strangenoise.simulate.kernel.SymmetricEvolution;

/**
 * Compiles segments into passes over the state: y rotations, and all that commutes with z rotations between them. One
 * instance serves all circuits and initial states of a task, on one thread.
 */
public final class SymmetricPasses {

    /** One pass over the state. */
    @FunctionalInterface
    public interface Pass {
        void apply(SymmetricEvolution evolution);
    }

    private final int n;
    private final double tolerance;
    private final IdentityHashMap<NoisySegment, List<SymmetricFactor>> factors = new IdentityHashMap<>();
    private final IdentityHashMap<NoisySegment, List<Pass>> passes = new IdentityHashMap<>();
    private final Map<Double, SpinRotation> rotations = new HashMap<>();
    private final Map<Double, SpinRotation> pureRotations = new HashMap<>();

    public SymmetricPasses(int n, double tolerance) {
        this.n = n;
        this.tolerance = tolerance;
    }

    /**
     * Reads all segments.
     *
     * @throws AsymmetryException if one is not symmetric
     */
    public void require(NoisyCircuit circuit) {
        circuit.segments().forEach(this::factors);
    }

    /** The segment as a product, first factor first; read once. */
    public List<SymmetricFactor> factors(NoisySegment segment) {
        return factors.computeIfAbsent(segment, s -> SymmetricLayers.of(n, s, tolerance));
    }

    /** The segment's passes, compiled once. */
    public List<Pass> passes(NoisySegment segment) {
        return passes.computeIfAbsent(segment, s -> compile(factors(s)));
    }

    /** The rotation of all qubits about y in the symmetric subspace, made once for each angle. */
    public SpinRotation pureRotation(double angle) {
        return pureRotations.computeIfAbsent(angle, a -> SpinRotation.ofLargestSpin(n, a));
    }

    private List<Pass> compile(List<SymmetricFactor> product) {
        List<Pass> compiled = new ArrayList<>();
        CovariantMap.Builder covariant = new CovariantMap.Builder(n);
        for (SymmetricFactor factor : product) {
            if (factor instanceof SymmetricFactor.YRotation y) {
                close(covariant, compiled);
                covariant = new CovariantMap.Builder(n);
                SpinRotation rotation =
                        rotations.computeIfAbsent(y.angle(), angle -> SpinRotation.ofAllSpins(n, angle));
                compiled.add(evolution -> evolution.apply(rotation));
            } else {
                add(factor, covariant);
            }
        }
        close(covariant, compiled);
        return compiled;
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
        } else if (factor instanceof SymmetricFactor.IsingDecay ising) {
            covariant.addIsingRelaxation(ising.linear(), ising.quadratic(), ising.excitation(), ising.decay());
        }
    }

    /**
     * A circuit does not treat all qubits alike; the message names the instruction and the qubits that break the
     * symmetry.
     */
    public static final class AsymmetryException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AsymmetryException(String message) {
            super(message);
        }
    }
}
