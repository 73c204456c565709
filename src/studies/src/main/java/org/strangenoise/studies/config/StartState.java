package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/**
 * A product state to start from; a spin coherent one where all qubits have the same direction.
 *
 * @param label shown in figures and results; unique within an analysis
 * @param state theta and phi of each qubit
 */
public record StartState(String label, InitialState.Product state) {

    /** One without a label of its own: its angles are its label. */
    static StartState unnamed(InitialState.Product state) {
        return new StartState(angles(state), state);
    }

    /** True if its angles are its label. */
    public boolean isUnnamed() {
        return label.equals(angles(state));
    }

    /** The direction of all qubits; empty if they differ, so that there is none to draw on a map. */
    public Optional<SpinDirection> direction() {
        return state.isCoherent() ? Optional.of(state.directions().get(0)) : Optional.empty();
    }

    /** Theta of all qubits, or of each where their directions differ; radians. */
    public static double[] thetas(InitialState.Product state) {
        return angles(state, SpinDirection::theta);
    }

    /** Phi, likewise. */
    public static double[] phis(InitialState.Product state) {
        return angles(state, SpinDirection::phi);
    }

    private static double[] angles(InitialState.Product state, ToDoubleFunction<SpinDirection> angle) {
        return state.directions().stream()
                .limit(state.isCoherent() ? 1 : state.qubits())
                .mapToDouble(angle)
                .toArray();
    }

    private static String angles(InitialState.Product state) {
        return text(thetas(state)) + ", " + text(phis(state));
    }

    private static String text(double[] angles) {
        return Arrays.stream(angles).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /** Reads initial states and steps, which most analyses name. */
    public static final class Reader {

        /** More starts are refused. */
        public static final int MAX_STARTS = 1_000_000;

        private Reader() {}

        /** Several starts with labels of their own; the circuit's own start where none is named. */
        public static List<StartState> several(ValueReader value, Setup setup) {
            if (!value.isPresent()) {
                return List.of(own(setup));
            }
            List<StartState> starts = new ArrayList<>();
            Set<String> labels = new HashSet<>();
            List<ValueReader> items = value.items();
            if (items.isEmpty()) {
                value.reject("be a list of at least one state");
            }
            for (ValueReader item : items) {
                one(item, setup).ifPresent(start -> {
                    if (!labels.add(start.label())) {
                        item.problem("must have a label of its own, but `" + start.label() + "` appears twice");
                    }
                    starts.add(start);
                });
            }
            return starts;
        }

        /** One start. */
        public static Optional<StartState> one(ValueReader value, Setup setup) {
            Optional<String> label = value.mapping().optional("label").text();
            return product(value, setup.circuit().qubits(), true)
                    .map(s -> label.map(text -> new StartState(text, s)).orElseGet(() -> StartState.unnamed(s)));
        }

        /**
         * {@code theta} and {@code phi}, each an angle for all qubits or a list of one a qubit.
         *
         * @param qubits of the circuit
         * @param labelled whether there may be a {@code label}, left to the caller
         */
        static Optional<InitialState.Product> product(ValueReader value, int qubits, boolean labelled) {
            if (!value.isPresent()) {
                return Optional.empty();
            }
            try (MappingReader state = value.mapping()) {
                if (labelled) {
                    state.optional("label");
                }
                Optional<List<Double>> theta = angles(state.required("theta"), qubits);
                Optional<List<Double>> phi = angles(state.required("phi"), qubits);
                return theta.flatMap(t -> phi.map(p -> new InitialState.Product(IntStream.range(0, qubits)
                        .mapToObj(q -> new SpinDirection(t.get(q), p.get(q)))
                        .toList())));
            }
        }

        private static Optional<List<Double>> angles(ValueReader value, int qubits) {
            if (!(value.node().orElse(null) instanceof YamlSequence list)) {
                return value.angle(Rule.ANGLE).map(angle -> Collections.nCopies(qubits, angle.value()));
            }
            int written = list.items().size();
            if (written != qubits) {
                value.problem("must be one angle, or a list of one for each of the circuit's " + qubits
                        + " qubits, but has " + written);
                return Optional.empty();
            }
            return value.list(item -> item.angle(Rule.ANGLE).map(Quantity::value));
        }

        /** The start of a circuit for which none is named. */
        public static StartState own(Setup setup) {
            CircuitSource circuit = setup.circuit();
            return new StartState(circuit.kickedTop().isPresent() ? "start" : "ground state", circuit.initial());
        }

        /** A step that the circuit reaches. */
        public static Optional<Integer> step(ValueReader value, Setup setup) {
            int last = setup.circuit().steps();
            Optional<Integer> step = value.integer(Rule.atLeast(0));
            if (step.filter(s -> s > last).isPresent()) {
                value.reject("be at most the circuit's " + last + " steps");
                return Optional.empty();
            }
            return step;
        }

        /** Records a problem for a circuit that is no kicked top. */
        public static void requireKickedTop(MappingReader analysis, Setup setup) {
            if (setup.circuit().kickedTop().isEmpty()) {
                analysis.problem("this type of analysis needs a kicked top");
            }
        }

        /** {@code initial-state}, else the circuit's own start. */
        public static StartState initialState(MappingReader analysis, Setup setup) {
            ValueReader value = analysis.optional("initial-state");
            return value.isPresent() ? one(value, setup).orElse(own(setup)) : own(setup);
        }

        /** A step by its key, else the circuit's last. */
        public static Optional<Integer> stepOrLast(MappingReader analysis, String key, Setup setup) {
            ValueReader value = analysis.optional(key);
            return value.isPresent()
                    ? step(value, setup)
                    : Optional.of(setup.circuit().steps());
        }
    }
}
