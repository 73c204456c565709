package org.strangenoise.simulate;

import java.util.Locale;
import java.util.Optional;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.kernel.TotalSpinBlocks;
import org.strangenoise.simulate.symmetric.SymmetricPasses;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SymmetricDensityMatrix;

/**
 * Identical qubits under identical noise, exactly, in C(n+3, 3) real numbers: spin coherent initial states; circuits
 * whose every layer is one map on all qubits alike, or a diagonal operation that no permutation changes, with or
 * without relaxation at the same time. The state lives in blocks of total spin ({@link SymmetricDensityMatrix}), where
 * every pass is contractive and no number grows with n: rounding errors add up and are not amplified. Circuits of gates
 * only stay in the symmetric subspace, n + 1 numbers.
 *
 * <p>A y rotation costs n^4/4 multiplications; all that commutes with z rotations between two of them, kick and
 * relaxation included, n^3/2 times the length of two power series (about 12 each for weak noise).
 */
public final class SymmetricSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "symmetric";

    /** Above this, binomials leave the double range. */
    private static final int MAX_QUBITS = 1000;

    /** Above this, an observable such as 2^n probabilities is more than a report of this state. */
    private static final int MAX_NUMBERS = 1 << 20;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        return refusal(task, initial, passes(task));
    }

    private static SymmetricPasses passes(SimulationTask task) {
        return new SymmetricPasses(task.ensemble().qubits(), task.options().tolerance());
    }

    private static Optional<String> refusal(SimulationTask task, InitialState initial, SymmetricPasses passes) {
        Optional<String> levels = SimulatorChoice.refusalOfTwoLevels(METHOD, task);
        if (levels.isPresent()) {
            return levels;
        }
        int n = task.ensemble().qubits();
        if (task.ensemble().isConditional()) {
            return Optional.of(ConditionalRun.REFUSAL);
        }
        if (!(initial instanceof InitialState.Product product) || !product.isCoherent()) {
            return Optional.of("method symmetric starts from spin coherent states, every qubit in the same pure state,"
                    + " but the initial state is another");
        }
        double bytes = bytes(task);
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the symmetric state of %d qubits needs %.3g bytes, but %d are available (and at most %d qubits)",
                    n,
                    bytes,
                    task.options().memoryLimit(),
                    MAX_QUBITS));
        }
        if (task.observables().stream().anyMatch(o -> o.size(n) > MAX_NUMBERS)) {
            return Optional.of("method symmetric gives observables of at most 2^20 numbers at each point,"
                    + " but one of those asked for, such as the 2^" + n + " probabilities, has more");
        }
        try {
            task.ensemble().members().forEach(member -> passes.require(member.circuit()));
            if (task.needsReference()) {
                passes.require(task.reference().orElseThrow());
            }
        } catch (SymmetricPasses.AsymmetryException asymmetry) {
            return Optional.of(String.valueOf(asymmetry.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * State, work array, one rotation and one channel's tables; where an ensemble is averaged, a sum for each recording
     * point. Circuits of gates only need one rotation of the symmetric subspace.
     */
    private static double bytes(SimulationTask task) {
        NoisyEnsemble ensemble = task.ensemble();
        double n = ensemble.qubits();
        if (ensemble.isSingle() && ensemble.members().get(0).circuit().isUnitary()) {
            return 16 * (n + 1) * (n + 1);
        }
        int copies = ensemble.isSingle() ? 4 : 4 + Recorder.points(task);
        return 8 * copies * TotalSpinBlocks.numbers(ensemble.qubits());
    }

    @Override
    public double numbers(int qubits, SimulationOptions options) {
        return StrictMath.pow(qubits + 1, 4);
    }

    @Override
    public PreparedSimulation prepare(SimulationTask task) {
        SymmetricPasses passes = passes(task);
        return initial -> {
            // What was compiled is compiled on one thread and read on many.
            synchronized (passes) {
                UnsupportedSimulationException.throwIf(refusal(task, initial, passes));
                InitialState.Product product = (InitialState.Product) initial;
                return new SymmetricRun(task, passes, product.directions().get(0)).result();
            }
        };
    }
}
