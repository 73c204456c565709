package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.state.InitialState;

/**
 * The backend for a task, and why.
 *
 * @param simulator carries the task out
 * @param reason one sentence for results and summaries
 */
public record SimulatorChoice(Simulator simulator, String reason) {

    /** From this number of qubits on, the symmetric state is smaller and quicker than the density matrix. */
    private static final int SYMMETRIC_FROM = 8;

    /** Backends that sample: chosen by name, or when no exact one fits. */
    private static final List<Simulator> SAMPLING = List.of(new TrajectorySimulator());

    /**
     * Chooses a backend.
     *
     * @param method a name, or {@link SimulationMethod#AUTO}
     * @throws UnsupportedSimulationException if the named backend, or every one, refuses; with the bytes that are
     *     missing and the methods that would fit
     */
    public static SimulatorChoice of(SimulationMethod method, SimulationTask task, InitialState initial) {
        return method == SimulationMethod.AUTO ? automatic(task, initial) : named(method, task, initial);
    }

    /** The backend of a name, if this version has one. */
    public static Optional<Simulator> byName(SimulationMethod method) {
        return all(1).stream().filter(s -> nameOf(method).equals(s.method())).findFirst();
    }

    private static SimulatorChoice automatic(SimulationTask task, InitialState initial) {
        List<String> refusals = new ArrayList<>();
        for (Simulator simulator : all(task.ensemble().qubits())) {
            Optional<String> refusal = simulator.refusal(task, initial);
            if (refusal.isEmpty()) {
                return new SimulatorChoice(
                        simulator,
                        "auto: " + simulator.method() + " is the first that fits"
                                + (refusals.isEmpty() ? "" : " (" + String.join("; ", refusals) + ")"));
            }
            refusals.add(refusal.get());
        }
        throw new UnsupportedSimulationException("no method fits: " + String.join("; ", refusals));
    }

    private static SimulatorChoice named(SimulationMethod method, SimulationTask task, InitialState initial) {
        Simulator simulator = byName(method)
                .orElseThrow(
                        () -> new UnsupportedSimulationException("method " + nameOf(method) + " is not available"));
        simulator.refusal(task, initial).ifPresent(why -> {
            List<String> fitting = all(task.ensemble().qubits()).stream()
                    .filter(s -> s.refusal(task, initial).isEmpty())
                    .map(Simulator::method)
                    .toList();
            throw new UnsupportedSimulationException(
                    why + (fitting.isEmpty() ? "; no other method fits" : "; methods that fit: " + fitting));
        });
        return new SimulatorChoice(simulator, simulator.method() + ", as asked");
    }

    /** Exact backends, those that are cheapest for this many qubits first, then those that sample. */
    private static List<Simulator> all(int qubits) {
        List<Simulator> all = new ArrayList<>(List.of(new StateVectorSimulator()));
        Simulator symmetric = new SymmetricSimulator();
        Simulator dense = new DensityMatrixSimulator();
        all.addAll(qubits < SYMMETRIC_FROM ? List.of(dense, symmetric) : List.of(symmetric, dense));
        all.add(new LindbladSimulator());
        all.addAll(SAMPLING);
        return all;
    }

    private static String nameOf(SimulationMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why a method of two-level qubits cannot carry the task out; empty if that is all it asks for. */
    static Optional<String> refusalOfTwoLevels(String method, SimulationTask task) {
        return task.ensemble().members().stream()
                        .allMatch(member -> member.circuit().hasTwoLevels())
                ? Optional.empty()
                : Optional.of("method " + method + " knows two levels, but a qubit of the device has more: "
                        + DensityMatrixSimulator.METHOD + " and " + TrajectorySimulator.METHOD + " have them");
    }
}
