package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.lindblad.ContinuousEvolution;
import org.strangenoise.simulate.lindblad.DensityPass;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.InitialState;

/**
 * Continuous evolution of the dense density matrix: the Lindbladians of noise placed during gates, by closed form,
 * exact exponential, Chebyshev expansion or adaptive integration (see {@link ContinuousEvolution}); gates and channels
 * between them one by one. 4^n complex numbers and the work space of the form.
 */
public final class LindbladSimulator implements Simulator {

    /** The name under which users ask for it. */
    public static final String METHOD = "lindblad";

    private static final int MAX_QUBITS = 15;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Optional<String> refusal(SimulationTask task, InitialState initial) {
        Optional<String> levels = SimulatorChoice.refusalOfTwoLevels(METHOD, task);
        if (levels.isPresent()) {
            return levels;
        }
        NoisyEnsemble ensemble = task.ensemble();
        if (ensemble.isConditional()) {
            return Optional.of(ConditionalRun.REFUSAL);
        }
        int n = ensemble.qubits();
        double averages = ensemble.isSingle() ? 0 : Recorder.points(task);
        double bytes = 16.0 * StrictMath.pow(4, n) * (1 + averages + workStates(ensemble));
        if (n > MAX_QUBITS || bytes > task.options().memoryLimit()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "continuous evolution of the density matrix of %d qubits needs %.3g bytes, but %d are available",
                    n,
                    bytes,
                    task.options().memoryLimit()));
        }
        return Optional.empty();
    }

    /** Work space of all forms that one member's compiled segments hold at the same time. */
    private static int workStates(NoisyEnsemble ensemble) {
        NoisyCircuit circuit = ensemble.members().get(0).circuit();
        Map<NoisySegment, Integer> uses = uses(circuit);
        int states = 0;
        for (NoisySegment segment : uses.keySet()) {
            for (NoisyInstruction instruction : segment.instructions()) {
                if (instruction instanceof NoisyInstruction.Continuous continuous) {
                    states += ContinuousEvolution.form(
                                    continuous.lindbladian(), circuit.qubits(), uses.getOrDefault(segment, 1))
                            .workStates();
                } else if (instruction instanceof NoisyInstruction.Gate gate
                        && DensityPass.isWithoutMatrix(gate.operation())) {
                    states += ContinuousEvolution.Form.CHEBYSHEV.workStates();
                }
            }
        }
        return states;
    }

    @Override
    public PreparedSimulation prepare(SimulationTask task) {
        return new Run(task);
    }

    /** A state's entries and their view. */
    private record Entries(double[] re, double[] im, DensityMatrix view) {
        static Entries zero(int qubits) {
            double[] re = new double[1 << (2 * qubits)];
            double[] im = new double[1 << (2 * qubits)];
            return new Entries(re, im, DensityMatrix.view(qubits, re, im));
        }
    }

    /** One start after the other, since forms hold work space; what is compiled is shared. */
    private final class Run implements PreparedSimulation {
        private final SimulationTask task;
        private final Compiler compiler;

        private Run(SimulationTask task) {
            this.task = task;
            this.compiler = new Compiler(task);
        }

        @Override
        public synchronized SimulationResult run(InitialState initial) {
            UnsupportedSimulationException.throwIf(refusal(task, initial));
            Recorder recorder = Recorder.of(task);
            Recorder.ReferenceStates reference = new Recorder.ReferenceStates(task, initial);
            Entries last = EnsembleWalk.run(
                    task, new Start(task, compiler, initial), state -> recorder.record(state.view(), reference.next()));
            return new SimulationResult(
                    METHOD,
                    recorder.values(),
                    Optional.empty(),
                    Optional.of(last.view()),
                    task.ensemble().warnings());
        }
    }

    private record Start(SimulationTask task, Compiler compiler, InitialState initial)
            implements EnsembleWalk.Evolution<Entries> {

        private NoisyCircuit circuit(int member) {
            return task.ensemble().members().get(member).circuit();
        }

        @Override
        public Entries start(int member) {
            Entries state = none();
            initial.writeDensity(state.re(), state.im());
            return state;
        }

        @Override
        public int stretches(int member) {
            return circuit(member).segments().size();
        }

        @Override
        public void advance(int member, int stretch, Entries state) {
            NoisyCircuit circuit = circuit(member);
            compiler.passes(member, circuit)
                    .getOrDefault(circuit.segments().get(stretch), List.of())
                    .forEach(pass -> pass.apply(state.re(), state.im()));
        }

        @Override
        public Entries none() {
            return Entries.zero(task.ensemble().qubits());
        }

        @Override
        public void add(double weight, Entries state, Entries sum) {
            state.view().addTo(weight, sum.re(), sum.im());
        }
    }

    private static Map<NoisySegment, Integer> uses(NoisyCircuit circuit) {
        Map<NoisySegment, Integer> uses = new IdentityHashMap<>();
        circuit.segments().forEach(segment -> uses.merge(segment, 1, Integer::sum));
        return uses;
    }

    /** Makes passes; equal Lindbladians on few qubits share one propagator, runs in a row the passes of a circuit. */
    private static final class Compiler {
        private final int qubits;
        private final double tolerance;
        private final int threads;
        private final Map<Lindbladian, SuperOperator> propagators = new HashMap<>();
        private int compiled = -1;
        private Map<NoisySegment, List<DensityPass>> passes = Map.of();

        private Compiler(SimulationTask task) {
            this.qubits = task.ensemble().qubits();
            this.tolerance = task.options().tolerance();
            this.threads = task.options().threads();
        }

        /** The passes of every segment of a member's circuit; those of one member at a time are kept. */
        private Map<NoisySegment, List<DensityPass>> passes(int member, NoisyCircuit circuit) {
            if (compiled != member) {
                Map<NoisySegment, List<DensityPass>> made = new IdentityHashMap<>();
                uses(circuit).forEach((segment, uses) -> made.put(segment, compile(segment, uses)));
                compiled = member;
                passes = made;
            }
            return passes;
        }

        private List<DensityPass> compile(NoisySegment segment, int uses) {
            List<DensityPass> passes = new ArrayList<>();
            for (NoisyInstruction instruction : segment.instructions()) {
                if (instruction instanceof NoisyInstruction.Gate gate) {
                    passes.add(DensityPass.unitary(qubits, gate.operation(), tolerance, threads));
                } else if (instruction instanceof NoisyInstruction.Noise noise) {
                    passes.add(DensityPass.map(
                            qubits, noise.qubits(), noise.channel().superOperator()));
                } else if (instruction instanceof NoisyInstruction.Continuous continuous) {
                    passes.add(continuous(continuous, uses));
                }
            }
            return passes;
        }

        private DensityPass continuous(NoisyInstruction.Continuous continuous, int uses) {
            Lindbladian lindbladian = continuous.lindbladian();
            if (ContinuousEvolution.form(lindbladian, qubits, uses) != ContinuousEvolution.Form.PROPAGATOR) {
                return ContinuousEvolution.of(qubits, continuous, uses, tolerance, threads);
            }
            SuperOperator propagator =
                    propagators.computeIfAbsent(lindbladian, l -> LindbladPropagator.of(l, tolerance));
            return DensityPass.map(qubits, continuous.qubits(), propagator);
        }
    }
}
