package org.strangenoise.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One kind of observable that users can name: the registry's record that drives the readers of studies, their messages,
 * the documentation and the contract tests.
 *
 * @param name as users write it, before any operand; of {@link Operand#LETTERS} only the documentation's word
 * @param operand what follows the name
 * @param measurable true if it can include readout errors
 * @param formula what it is, as plain text
 * @param documentation one or two sentences
 * @param source where the formula comes from
 * @param maker makes the observable
 */
public record ObservableType(
        String name,
        Operand operand,
        boolean measurable,
        String formula,
        String documentation,
        String source,
        Maker maker) {

    /** What a user writes after a name. */
    public enum Operand {
        /** Nothing: it is about all qubits. */
        NONE(""),
        /** Nothing for the mean over qubits, or {@code .Q0} for one. */
        OPTIONAL_QUBIT("[.qubit]"),
        /** {@code .Q0} */
        QUBIT(".qubit"),
        /** {@code .Q0-Q1} */
        PAIR(".qubit-qubit"),
        /** The name is the operand: a Pauli string, one letter a qubit. */
        LETTERS("");

        private final String notation;

        Operand(String notation) {
            this.notation = notation;
        }
    }

    /**
     * What was asked for.
     *
     * @param text as written
     * @param register how many qubits there are
     * @param qubits those named, none for the mean or the whole
     * @param measured true if readout errors are part of it
     */
    public record Request(String text, int register, List<Integer> qubits, boolean measured) {

        /** The qubits named, or all if none is. */
        public List<Integer> qubitsOrAll() {
            return qubits.isEmpty() ? IntStream.range(0, register).boxed().toList() : qubits;
        }
    }

    /** Makes the observable. */
    @FunctionalInterface
    public interface Maker {
        /** The observable that a user asks for. */
        Observable make(Request request);
    }

    /** Checks the components. */
    public ObservableType {
        requireText(name, "name", name);
        requireText(name, "formula", formula);
        requireText(name, "documentation", documentation);
        requireText(name, "source", source);
        if (operand != Operand.LETTERS && !name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "Argument `name` must be lower-case words joined by hyphens, but is `" + name + "`");
        }
    }

    private static void requireText(String name, String argument, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Argument `" + argument + "` of observable `" + name
                    + "` must not be blank: write there, in plain words, what the reference page is to say");
        }
    }

    /** How users write it: {@code entropy[.qubit]}. */
    public String notation() {
        return name + operand.notation;
    }

    /**
     * The observable that a text of this kind asks for.
     *
     * @param names of the register's qubits, in index order
     * @throws IllegalArgumentException if its operand is no qubit of the register, or one twice
     */
    Observable read(String text, List<String> names, boolean measured) {
        int n = names.size();
        if (operand == Operand.LETTERS) {
            return make(text, n, List.of(), measured);
        }
        if (text.equals(name)) {
            if (operand == Operand.QUBIT || operand == Operand.PAIR) {
                throw new IllegalArgumentException("must be written " + notation() + ", but is `" + text + "`");
            }
            return make(text, n, List.of(), measured);
        }
        if (operand == Operand.NONE) {
            throw new IllegalArgumentException(
                    "must be written " + name + ", since it is about all qubits, but is `" + text + "`");
        }
        String qubits = text.substring(name.length() + 1);
        return make(
                text,
                n,
                operand == Operand.PAIR ? pair(text, qubits, names) : List.of(qubit(text, qubits, names)),
                measured);
    }

    private Observable make(String text, int n, List<Integer> qubits, boolean measured) {
        return maker.make(new Request(text, n, qubits, measured));
    }

    /** True if it is one number for n qubits, as curves, maps and derivatives need. */
    public boolean isScalar(int qubits) {
        List<Integer> some = switch (operand) {
            case NONE, OPTIONAL_QUBIT, LETTERS -> List.of();
            case QUBIT -> List.of(0);
            case PAIR -> List.of(0, 1);
        };
        String text = operand == Operand.LETTERS ? "I".repeat(qubits) : name;
        return make(text, qubits, some, false).size(qubits) == 1;
    }

    /** True if a text has this kind's name, whether or not its operand is right. */
    boolean isNamedBy(String text, int qubits) {
        return operand == Operand.LETTERS
                ? text.matches("[IXYZ]{" + qubits + "}")
                : text.equals(name) || text.startsWith(name + ".");
    }

    /** A qubit's name, or where no qubit is called so, its index. */
    private static Optional<Integer> index(String qubit, List<String> names) {
        int named = names.indexOf(qubit);
        if (named >= 0) {
            return Optional.of(named);
        }
        return qubit.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(qubit) < names.size()
                ? Optional.of(Integer.parseInt(qubit))
                : Optional.empty();
    }

    private static int qubit(String text, String qubit, List<String> names) {
        return index(qubit, names)
                .orElseThrow(() -> new IllegalArgumentException("must name a qubit after the dot (" + known(names)
                        + ", or an index from 0 to " + (names.size() - 1) + "), but is `" + text + "`"));
    }

    /** Names may hold hyphens themselves: of all places to split, the one that leaves two qubits. */
    private static List<Integer> pair(String text, String qubits, List<String> names) {
        for (int at = qubits.indexOf('-'); at >= 0; at = qubits.indexOf('-', at + 1)) {
            Optional<Integer> first = index(qubits.substring(0, at), names);
            Optional<Integer> second = index(qubits.substring(at + 1), names);
            if (first.isPresent() && second.isPresent() && !first.equals(second)) {
                return List.of(first.get(), second.get());
            }
        }
        throw new IllegalArgumentException("must name two different qubits after the dot, joined by a hyphen ("
                + known(names) + ", or indices from 0 to " + (names.size() - 1) + "), but is `" + text + "`");
    }

    private static String known(List<String> names) {
        return names.size() <= 8 ? String.join(", ", names) : names.get(0) + " to " + names.get(names.size() - 1);
    }
}
