package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.openqasm.ImportedCircuit;
import org.strangenoise.exchange.openqasm.ImportedCircuit.RecordingPoints;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.state.InitialState;
import org.strangenoise.yaml.InvalidInputException;

/** Where a study's circuit comes from. */
public sealed interface CircuitSource {

    /** Register size. */
    int qubits();

    /** The number of recorded steps. */
    int steps();

    /** The start of an analysis that names none. */
    InitialState.Product initial();

    /** The circuit from a start, with preparation gates if they are asked for. */
    Circuit circuit(InitialState.Product start);

    /** What is simulated of it: up to the last recorded step. */
    default Circuit recorded(InitialState.Product start) {
        return circuit(start);
    }

    /** The state before the circuit's first operation. */
    InitialState initialState(InitialState.Product start);

    /** True if every start runs the same circuit, so that starts can share one simulation. */
    boolean sharesCircuit();

    /** The first steps only. */
    CircuitSource withSteps(int newSteps);

    /** This one, if it is a kicked top. */
    default Optional<KickedTopSource> kickedTop() {
        return Optional.empty();
    }

    /** This one, if it was read from a file. */
    default Optional<ImportedSource> imported() {
        return Optional.empty();
    }

    /** Whether a start comes about as asked; a file's circuit prepares none. */
    default boolean isPrepared(Preparation how) {
        return kickedTop().filter(top -> top.preparation() == how).isPresent();
    }

    /**
     * The kicked top.
     *
     * @param top the top itself
     * @param steps Floquet steps, not negative
     * @param initial the product state an analysis without one starts from
     * @param preparation how a start comes about
     * @param perturbation by which kappa is more in the states that fidelities compare with
     */
    record KickedTopSource(
            KickedTop top, int steps, InitialState.Product initial, Preparation preparation, double perturbation)
            implements CircuitSource {

        /** One whose fidelities compare with its own ideal states. */
        public KickedTopSource(KickedTop top, int steps, InitialState.Product initial, Preparation preparation) {
            this(top, steps, initial, preparation, 0);
        }

        /** The same with other states that fidelities compare with. */
        public KickedTopSource withPerturbation(double newPerturbation) {
            return new KickedTopSource(top, steps, initial, preparation, newPerturbation);
        }

        @Override
        public CircuitSource reference() {
            return perturbation == 0
                    ? this
                    : new KickedTopSource(top.withKappa(top.kappa() + perturbation), steps, initial, preparation);
        }

        @Override
        public Optional<KickedTopSource> kickedTop() {
            return Optional.of(this);
        }

        @Override
        public int qubits() {
            return top.qubits();
        }

        @Override
        public Circuit circuit(InitialState.Product start) {
            return preparation == Preparation.GATES ? top.preparedCircuit(start, steps) : top.circuit(steps);
        }

        public KickedTopSource withTop(KickedTop newTop) {
            return new KickedTopSource(newTop, steps, initial, preparation, perturbation);
        }

        @Override
        public InitialState initialState(InitialState.Product start) {
            return preparation == Preparation.GATES ? InitialState.ground(qubits()) : start;
        }

        @Override
        public boolean sharesCircuit() {
            return preparation == Preparation.IDEAL;
        }

        @Override
        public KickedTopSource withSteps(int newSteps) {
            return new KickedTopSource(top, newSteps, initial, preparation, perturbation);
        }
    }

    /** The circuit whose ideal states fidelities compare with: itself, unless it is perturbed. */
    default CircuitSource reference() {
        return this;
    }

    /** The same on another device. */
    default CircuitSource onDevice(Calibration device) {
        return this;
    }

    /**
     * A circuit read from a file; its qubits start in |0> unless an analysis says otherwise.
     *
     * @param file what was read
     * @param points where steps end
     * @param recorded ends in a boundary; each boundary ends a step
     * @param measurements after the last step, with nothing else. What happens during them is part of the readout
     *     error, so that the last step ends where they begin
     * @param physical by qubit: its index among the qubits of the whole device
     */
    record ImportedSource(
            ImportedCircuit file,
            RecordingPoints points,
            Circuit recorded,
            List<Operation> measurements,
            List<Integer> physical)
            implements CircuitSource {

        public ImportedSource {
            measurements = List.copyOf(measurements);
            physical = List.copyOf(physical);
        }

        /**
         * The file's circuit with boxes of stated durations filled up on a device, qubit for qubit.
         *
         * @throws InvalidInputException if a box is too short for its content
         */
        public static ImportedSource of(ImportedCircuit file, RecordingPoints points, Calibration device) {
            Circuit circuit =
                    file.withDurations(new CalibratedDurations(device)).circuit(points);
            int end = beforeMeasurements(circuit.operations());
            List<Operation> recorded = new ArrayList<>(circuit.operations().subList(0, end));
            if (recorded.isEmpty() || !(recorded.get(recorded.size() - 1) instanceof Boundary)) {
                recorded.add(Boundary.LAYER);
            }
            List<Operation> measurements =
                    circuit.operations().subList(end, circuit.operations().size());
            return new ImportedSource(
                    file,
                    points,
                    circuit.withOperations(recorded),
                    measurements,
                    IntStream.range(0, circuit.qubits()).boxed().toList());
        }

        /** The same on other qubits of the whole device. */
        public ImportedSource on(List<Integer> qubits) {
            return new ImportedSource(file, points, recorded, measurements, qubits);
        }

        /** The place after the last boundary if only measurements follow it, which end the last step; else the end. */
        private static int beforeMeasurements(List<Operation> operations) {
            int end = operations.size();
            while (end > 0 && operations.get(end - 1) instanceof Measurement) {
                end--;
            }
            return end > 0 && operations.get(end - 1) instanceof Boundary ? end : operations.size();
        }

        @Override
        public ImportedSource onDevice(Calibration device) {
            if (!file.hasTimedBoxes()) {
                return this;
            }
            try {
                return of(file, points, device).on(physical).withSteps(steps());
            } catch (InvalidInputException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        public Optional<ImportedSource> imported() {
            return Optional.of(this);
        }

        @Override
        public int qubits() {
            return recorded.qubits();
        }

        @Override
        public int steps() {
            return recorded.steps();
        }

        @Override
        public InitialState.Product initial() {
            return InitialState.ground(qubits());
        }

        @Override
        public Circuit circuit(InitialState.Product start) {
            List<Operation> operations = new ArrayList<>(recorded.operations());
            operations.addAll(measurements);
            return recorded.withOperations(operations);
        }

        @Override
        public Circuit recorded(InitialState.Product start) {
            return recorded;
        }

        @Override
        public InitialState initialState(InitialState.Product start) {
            return start;
        }

        @Override
        public boolean sharesCircuit() {
            return true;
        }

        @Override
        public ImportedSource withSteps(int newSteps) {
            if (newSteps == steps()) {
                return this;
            }
            List<Operation> first = new ArrayList<>();
            int steps = 0;
            for (Operation operation : recorded.operations()) {
                if (steps == newSteps) {
                    break;
                }
                first.add(operation);
                steps += operation instanceof Boundary ? 1 : 0;
            }
            return new ImportedSource(file, points, recorded.withOperations(first), List.of(), physical);
        }
    }

    /** How the start of a kicked top comes about. */
    enum Preparation {
        /** The exact product state. */
        IDEAL,
        /** Preparation gates with their durations and noise. */
        GATES
    }

    /** Chooses the qubits of a device that a circuit runs on. */
    @FunctionalInterface
    public interface LayoutSearch {

        /**
         * What was chosen.
         *
         * @param qubits of the device, by the circuit's qubits
         * @param error what is expected of it, to first order
         * @param isComplete whether every better one was ruled out
         */
        record Found(List<Integer> qubits, double error, boolean isComplete) {
            public Found {
                qubits = List.copyOf(qubits);
            }
        }

        /**
         * The best placement; empty if the device has none for the circuit.
         *
         * @param circuit all of whose qubits are used
         */
        Optional<Found> best(ImportedCircuit circuit, Calibration device);
    }
}
