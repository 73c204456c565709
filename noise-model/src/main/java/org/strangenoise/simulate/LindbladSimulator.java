package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
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
        Optional<String> levels = TwoLevels.refusal(METHOD, task);
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
                        && DensityPasses.isWithoutMatrix(gate.operation())) {
                    states += ContinuousEvolution.Form.CHEBYSHEV.workStates();
                }
            }
        }
        return states;
    }

    @Override
    public SimulationResult run(SimulationTask task, InitialState initial) {
        return runAll(task, List.of(initial)).get(0);
    }

    /** One after the other; what is compiled is shared. */
    @Override
    public List<SimulationResult> runAll(SimulationTask task, List<? extends InitialState> initials) {
        for (InitialState initial : initials) {
            refusal(task, initial).ifPresent(why -> {
                throw new UnsupportedSimulationException(why);
            });
        }
        Compiler compiler = new Compiler(task);
        return initials.stream().map(initial -> run(task, initial, compiler)).toList();
    }

    private static SimulationResult run(SimulationTask task, InitialState initial, Compiler compiler) {
        NoisyEnsemble ensemble = task.ensemble();
        Recorder recorder = Recorder.of(task);
        ReferenceStates reference = new ReferenceStates(task, initial);
        DensityMatrix last = ensemble.isSingle()
                ? evolve(task, compiler, 0, initial, state -> recorder.record(state, reference.next()))
                : averaged(task, compiler, initial, recorder, reference);
        return new SimulationResult(
                METHOD, recorder.values(), Optional.empty(), Optional.of(last), ensemble.warnings());
    }

    /** Sums the members' weighted states at every point, then records the averages. */
    private static DensityMatrix averaged(
            SimulationTask task,
            Compiler compiler,
            InitialState initial,
            Recorder recorder,
            ReferenceStates reference) {
        int n = task.ensemble().qubits();
        List<double[]> re = new ArrayList<>();
        List<double[]> im = new ArrayList<>();
        int points = Recorder.points(task);
        for (int k = 0; k < points; k++) {
            re.add(new double[1 << (2 * n)]);
            im.add(new double[1 << (2 * n)]);
        }
        for (int member = 0; member < task.ensemble().members().size(); member++) {
            double weight = task.ensemble().members().get(member).weight();
            int[] point = {0};
            evolve(task, compiler, member, initial, state -> {
                state.addTo(weight, re.get(point[0]), im.get(point[0]));
                point[0]++;
            });
        }
        for (int k = 0; k < points; k++) {
            recorder.record(DensityMatrix.view(n, re.get(k), im.get(k)), reference.next());
        }
        return DensityMatrix.view(n, re.get(points - 1), im.get(points - 1));
    }

    private static DensityMatrix evolve(
            SimulationTask task, Compiler compiler, int member, InitialState initial, Consumer<DensityMatrix> record) {
        NoisyCircuit circuit = task.ensemble().members().get(member).circuit();
        int n = circuit.qubits();
        double[] re = new double[1 << (2 * n)];
        double[] im = new double[1 << (2 * n)];
        initial.writeDensity(re, im);
        DensityMatrix state = DensityMatrix.view(n, re, im);
        boolean everyBoundary = task.recording() == Recording.EVERY_BOUNDARY;
        Map<NoisySegment, List<DensityPass>> compiled = compiler.passes(member, circuit);
        if (everyBoundary && circuit.recordsStart()) {
            record.accept(state);
        }
        for (NoisySegment segment : circuit.segments()) {
            compiled.getOrDefault(segment, List.of()).forEach(pass -> pass.apply(re, im));
            if (everyBoundary) {
                record.accept(state);
            }
        }
        if (!everyBoundary) {
            record.accept(state);
        }
        return state;
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
                    passes.add(DensityPasses.unitary(qubits, gate.operation(), tolerance, threads));
                } else if (instruction instanceof NoisyInstruction.Noise noise) {
                    passes.add(DensityPasses.map(
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
            return DensityPasses.map(qubits, continuous.qubits(), propagator);
        }
    }
}
