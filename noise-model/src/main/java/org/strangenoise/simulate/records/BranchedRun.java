package org.strangenoise.simulate.records;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.simulate.tensor.TensorProgram;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Readout;

/**
 * A circuit with recorded bits, exactly: one density matrix of trace p for every history of records of probability p
 * that still matters. Histories that differ only in records which nothing reads any more are added up.
 */
public final class BranchedRun {

    /** More histories than this are too many, however few qubits there are. */
    private static final int MOST_HISTORIES = 1 << 16;

    private static final int MOST_QUBITS = 15;

    private final RecordedProgram program;
    private final TensorProgram passes;
    private final int qubits;

    public BranchedRun(RecordedProgram program, double tolerance, TensorKernel kernel) {
        this.program = program;
        this.qubits = program.circuit().qubits();
        NoisyCircuit stretches =
                new NoisyCircuit(qubits, program.stretches(), program.circuit().readout());
        this.passes = new TensorProgram(
                stretches, true, lindbladian -> LindbladPropagator.of(lindbladian, tolerance), kernel);
    }

    /** Why the histories are too many for a density matrix each; empty if they are not. */
    public static Optional<String> refusal(RecordedProgram program, long memoryLimit) {
        int n = program.circuit().qubits();
        // Two sets of branches while a measurement parts them.
        double fitting = memoryLimit / (2 * 8.0 * StrictMath.pow(4, n));
        int most = (int) Math.min(MOST_HISTORIES, n > MOST_QUBITS ? 0 : fitting);
        return most > 0 && program.mostHistories(most) <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the recorded bits have more histories that matter at one time than the %d density matrices of"
                                + " %d qubits (%.3g bytes each) that are allowed and fit into %d bytes",
                        most,
                        n,
                        8 * StrictMath.pow(4, n),
                        memoryLimit));
    }

    /** A history and its state; the state's trace is its probability. */
    public record Branch(byte[] history, double[] coefficients) {

        public DensityTensor state(int qubits) {
            return DensityTensor.view(qubits, coefficients);
        }
    }

    /** The branches at the end. */
    public List<Branch> run(InitialState initial, int threads) {
        try (Walk walk = new Walk(initial, threads)) {
            while (walk.advance()) {
                // Nobody looks on the way.
            }
            return walk.branches;
        }
    }

    /** All branches on their way from one end of a segment to the next. */
    public final class Walk implements AutoCloseable {
        private final Workers workers;
        private List<Branch> branches;
        private int next;

        public Walk(InitialState initial, int threads) {
            this.workers = passes.workers(threads);
            double[] start = new double[1 << (2 * qubits)];
            DensityTensor.write(initial, start);
            byte[] none = new byte[program.records()];
            Arrays.fill(none, RecordedProgram.UNWRITTEN);
            this.branches = List.of(new Branch(none, start));
        }

        /** Goes on to the end of a segment; false if there is none. */
        public boolean advance() {
            while (next < program.steps().size()) {
                int at = next++;
                RecordedProgram.Step step = program.steps().get(at);
                if (step instanceof RecordedProgram.Step.Run run) {
                    for (Branch branch : branches) {
                        if (program.holds(run.guard(), branch.history())) {
                            passes.run(run.stretch(), branch.coefficients(), workers);
                        }
                    }
                    if (run.guard().isPresent()) {
                        branches = merged(branches, at);
                    }
                } else if (step instanceof RecordedProgram.Step.Recorded record) {
                    branches = merged(parted(branches, record), at);
                } else {
                    return true;
                }
            }
            return false;
        }

        /** Writes the sum over all branches. */
        public void writeSum(double[] sum) {
            Arrays.fill(sum, 0);
            branches.forEach(branch -> branch.state(qubits).addTo(1, sum));
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    private List<Branch> parted(List<Branch> branches, RecordedProgram.Step.Recorded measured) {
        List<Branch> parted = new ArrayList<>(2 * branches.size());
        Readout readout = program.circuit().readout();
        double p1Given0 = readout.p1Given0()[measured.qubit()];
        double p0Given1 = readout.p0Given1()[measured.qubit()];
        double[][] reads = {{1 - p1Given0, p0Given1}, {p1Given0, 1 - p0Given1}};
        for (Branch branch : branches) {
            if (!program.holds(measured.guard(), branch.history())) {
                program.skip(measured.record(), branch.history());
                parted.add(branch);
                continue;
            }
            for (byte bit = 0; bit < 2; bit++) {
                double[] part = branch.coefficients().clone();
                double trace = project(part, measured.qubit(), reads[bit][0], reads[bit][1]);
                if (trace > 0) {
                    byte[] history = branch.history().clone();
                    history[measured.record()] = bit;
                    parted.add(new Branch(history, part));
                }
            }
        }
        return parted;
    }

    /** {@code w0 P0 rho P0 + w1 P1 rho P1}, in place; returns the trace. */
    private double project(double[] coefficients, int qubit, double w0, double w1) {
        for (int at = 0; at < coefficients.length; at++) {
            int digit = at >> (2 * qubit) & 3;
            coefficients[at] *= digit == 0 ? w0 : digit == 1 ? w1 : 0;
        }
        double trace = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            trace += coefficients[DensityTensor.spread(b)];
        }
        return trace;
    }

    /** Adds up branches whose histories agree in all that matters after a step. */
    private List<Branch> merged(List<Branch> branches, int step) {
        Map<ByteBuffer, Branch> merged = new LinkedHashMap<>();
        for (Branch branch : branches) {
            program.forget(branch.history(), step);
            merged.merge(ByteBuffer.wrap(branch.history()), branch, (sum, more) -> {
                more.state(qubits).addTo(1, sum.coefficients());
                return sum;
            });
        }
        Collection<Branch> values = merged.values();
        return new ArrayList<>(values);
    }
}
