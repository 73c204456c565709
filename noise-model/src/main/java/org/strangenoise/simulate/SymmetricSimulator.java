package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.SymmetricEvolution;
import org.strangenoise.simulate.kernel.TotalSpinBlocks;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.SymmetricDensityMatrix;
import org.strangenoise.state.SymmetricStateVector;

/**
 * Identical qubits under identical noise, exactly, in C(n+3, 3) real numbers: spin coherent initial states; circuits
 * whose every layer is one map on all qubits alike or a diagonal operation that no permutation changes. The state lives
 * in blocks of total spin ({@link SymmetricDensityMatrix}), where every pass is contractive and no number grows with n:
 * rounding errors add up and are not amplified. Circuits of gates only stay in the symmetric subspace, n + 1 numbers.
 *
 * <p>A y rotation costs n^4/4 multiplications, relaxation or dephasing n^3/2 times the length of a power series (about
 * 12 for weak noise).
 */
public final class SymmetricSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "symmetric";

    /** Above this, binomials leave the double range. */
    private static final int MAX_QUBITS = 1000;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        int n = task.ensemble().qubits();
        if (!(initial instanceof InitialState.Product product) || !product.isCoherent()) {
            return Optional.of("method symmetric starts from spin coherent states, every qubit in the same pure state,"
                    + " but the initial state is another");
        }
        double bytes = bytes(task);
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the symmetric state of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        for (Observable observable : task.observables()) {
            if (observable instanceof Observable.Probabilities && n > 20) {
                return Optional.of("the probabilities of " + n + " qubits are 2^" + n + " numbers at each point, but"
                        + " method symmetric gives at most 2^20");
            }
        }
        try {
            for (NoisyEnsemble.Member member : task.ensemble().members()) {
                factors(member.circuit(), task.options());
            }
            if (task.observables().contains(new Observable.Fidelity())) {
                factors(task.reference().orElseThrow(), task.options());
            }
        } catch (UnsupportedSimulationException asymmetry) {
            return Optional.of(String.valueOf(asymmetry.getMessage()));
        }
        return Optional.empty();
    }

    /** State, work arrays and one rotation; where an ensemble is averaged, a sum for each recording point. */
    private static double bytes(SimulationTask task) {
        NoisyEnsemble ensemble = task.ensemble();
        int copies = ensemble.isSingle()
                ? 3
                : 3 + Recorder.points(ensemble.members().get(0).circuit());
        return 8 * copies * TotalSpinBlocks.numbers(ensemble.qubits());
    }

    private static IdentityHashMap<NoisySegment, List<SymmetricFactor>> factors(
            NoisyCircuit circuit, SimulationOptions options) {
        IdentityHashMap<NoisySegment, List<SymmetricFactor>> factors = new IdentityHashMap<>();
        for (NoisySegment segment : circuit.segments()) {
            factors.computeIfAbsent(segment, s -> SymmetricLayers.of(circuit.qubits(), s, options));
        }
        return factors;
    }

    @Override
    public SimulationResult run(SimulationTask task, InitialState initial) {
        refusal(task, initial).ifPresent(why -> {
            throw new UnsupportedSimulationException(why);
        });
        NoisyEnsemble ensemble = task.ensemble();
        NoisyCircuit first = ensemble.members().get(0).circuit();
        SymmetricStateVector start = SymmetricStateVector.coherent(
                ensemble.qubits(), ((InitialState.Product) initial).directions().get(0));
        SymmetricPasses passes = new SymmetricPasses(ensemble.qubits());
        Recorder recorder = new Recorder(task.observables(), first);
        Reference reference = new Reference(task, start, passes);
        QuantumState last;
        if (!ensemble.isSingle()) {
            last = averaged(task, start, passes, state -> recorder.record(state, reference.next()));
        } else if (first.isUnitary()) {
            last = evolvePure(task, first, start, passes, state -> recorder.record(state, reference.next()));
        } else {
            last = evolve(task, first, start, passes, state -> recorder.record(state, reference.next()));
        }
        return new SimulationResult(
                METHOD, recorder.values(), Optional.empty(), Optional.of(last), ensemble.warnings());
    }

    /** The ideal pure states that fidelities compare with, one a recording point. */
    private static final class Reference {

        private final List<SymmetricStateVector> states = new ArrayList<>();
        private int next;

        Reference(SimulationTask task, SymmetricStateVector start, SymmetricPasses passes) {
            if (task.observables().contains(new Observable.Fidelity())) {
                evolvePure(
                        task,
                        task.reference().orElseThrow(),
                        start,
                        passes,
                        state -> states.add(((SymmetricStateVector) state).copy()));
            }
        }

        @Nullable
        SymmetricStateVector next() {
            return states.isEmpty() ? null : states.get(next++);
        }
    }

    private static SymmetricDensityMatrix evolve(
            SimulationTask task,
            NoisyCircuit circuit,
            SymmetricStateVector start,
            SymmetricPasses passes,
            Consumer<SymmetricDensityMatrix> record) {
        int n = circuit.qubits();
        SymmetricEvolution evolution = new SymmetricEvolution(n, task.options().threads());
        SymmetricDensityMatrix state = SymmetricDensityMatrix.view(n, evolution.blocks());
        for (int k = 0; k <= n; k++) {
            for (int l = 0; l <= n; l++) {
                // Re + Im of a_k conj(a_l)
                evolution.blocks()[0][k][l] = start.re(k) * start.re(l)
                        + start.im(k) * start.im(l)
                        + start.im(k) * start.re(l)
                        - start.re(k) * start.im(l);
            }
        }
        IdentityHashMap<NoisySegment, List<SymmetricPasses.Pass>> compiled = new IdentityHashMap<>();
        factors(circuit, task.options()).forEach((segment, factors) -> compiled.put(segment, passes.of(factors)));
        if (Recorder.startsAtStart(circuit)) {
            record.accept(state);
        }
        for (NoisySegment segment : circuit.segments()) {
            for (SymmetricPasses.Pass pass : compiled.getOrDefault(segment, List.of())) {
                pass.apply(evolution);
            }
            record.accept(state);
        }
        return state;
    }

    private static SymmetricStateVector evolvePure(
            SimulationTask task,
            NoisyCircuit circuit,
            SymmetricStateVector start,
            SymmetricPasses passes,
            Consumer<QuantumState> record) {
        int n = circuit.qubits();
        double[] re = new double[n + 1];
        double[] im = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            re[k] = start.re(k);
            im[k] = start.im(k);
        }
        SymmetricStateVector state = SymmetricStateVector.view(n, re, im);
        IdentityHashMap<NoisySegment, List<SymmetricFactor>> factors = factors(circuit, task.options());
        if (Recorder.startsAtStart(circuit)) {
            record.accept(state);
        }
        for (NoisySegment segment : circuit.segments()) {
            for (SymmetricFactor factor : factors.getOrDefault(segment, List.of())) {
                if (factor instanceof SymmetricFactor.YRotation y) {
                    passes.rotation(y.angle()).applyToAmplitudes(re, im);
                } else if (factor instanceof SymmetricFactor.Phases phases) {
                    turn(k -> phases.phase()[k], re, im);
                } else if (factor instanceof SymmetricFactor.QuadraticPhase phase) {
                    turn(k -> k * (phase.linear() + k * phase.quadratic()), re, im);
                }
            }
            record.accept(state);
        }
        return state;
    }

    private static void turn(IntToDoubleFunction phase, double[] re, double[] im) {
        for (int k = 0; k < re.length; k++) {
            double cos = Math.cos(phase.applyAsDouble(k));
            double sin = Math.sin(phase.applyAsDouble(k));
            double x = re[k];
            re[k] = cos * x + sin * im[k];
            im[k] = cos * im[k] - sin * x;
        }
    }

    /** Sums the members' weighted states at every point, then records the averages. */
    private static SymmetricDensityMatrix averaged(
            SimulationTask task,
            SymmetricStateVector start,
            SymmetricPasses passes,
            Consumer<SymmetricDensityMatrix> record) {
        NoisyEnsemble ensemble = task.ensemble();
        int n = ensemble.qubits();
        List<double[][][]> sums = new ArrayList<>();
        for (int k = Recorder.points(ensemble.members().get(0).circuit()); k > 0; k--) {
            sums.add(TotalSpinBlocks.allocate(n));
        }
        for (NoisyEnsemble.Member member : ensemble.members()) {
            int[] point = {0};
            evolve(task, member.circuit(), start, passes, state -> state.addTo(member.weight(), sums.get(point[0]++)));
        }
        sums.forEach(sum -> record.accept(SymmetricDensityMatrix.view(n, sum)));
        return SymmetricDensityMatrix.view(n, sums.get(sums.size() - 1));
    }
}
