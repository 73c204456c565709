package org.strangenoise.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A gate that files call by name: the one record from which readers, writers, device files and the site's table have
 * it. Made by {@link #of} and what follows it, as in
 *
 * <pre>{@code
 * StandardGate.of("cx", 0, 2, "flips b where a is |1>", (a, q) -> Gates.cnot(q.get(0), q.get(1)))
 *         .operation("cnot")
 *         .in(GateFormat.STDGATES, "cx", "CX")
 *         .in(GateFormat.BRAKET, "cnot");
 * }</pre>
 */
public final class StandardGate {

    private final String name;
    private final int parameters;
    private final int qubits;
    private final String formula;
    private final Maker maker;
    private String operation;
    private final Map<GateFormat, List<String>> names = new EnumMap<>(GateFormat.class);
    private final Set<GateFormat> readOnly = EnumSet.noneOf(GateFormat.class);
    private final Map<GateFormat, String> spelled = new EnumMap<>(GateFormat.class);
    private List<String> others = List.of();
    private Optional<String> controlled = Optional.empty();

    /** Makes the gate. */
    @FunctionalInterface
    public interface Maker {
        /** The gate, given as many angles (radians) and qubits as it takes. */
        UnitaryOperation make(List<Double> angles, List<Integer> qubits);
    }

    private StandardGate(String name, int parameters, int qubits, String formula, Maker maker) {
        this.name = name;
        this.parameters = parameters;
        this.qubits = qubits;
        this.formula = formula;
        this.maker = maker;
        this.operation = name;
    }

    private StandardGate(StandardGate gate) {
        this(gate.name, gate.parameters, gate.qubits, gate.formula, gate.maker);
        operation = gate.operation;
        names.putAll(gate.names);
        readOnly.addAll(gate.readOnly);
        spelled.putAll(gate.spelled);
        others = gate.others;
        controlled = gate.controlled;
    }

    /**
     * A gate that no format knows yet.
     *
     * @param name in OpenQASM files, e.g. {@code cx}
     * @param parameters how many angles it takes
     * @param qubits how many qubits it acts on, controls first
     * @param formula what it does, as plain text: angles {@code t, u, v, w} in order, qubits {@code a, b, c, ...}
     * @param maker the gate from its angles and qubits; bit 0 of a matrix index is the first qubit
     */
    public static StandardGate of(String name, int parameters, int qubits, String formula, Maker maker) {
        if (!isName(name) || parameters < 0 || qubits < 1 || formula.isBlank()) {
            throw new IllegalArgumentException("gate `" + name
                    + "` must have a name of letters, digits and `_`, a formula, 0 parameters or more and 1 qubit or"
                    + " more, but has " + parameters + " parameters, " + qubits + " qubits and the formula `" + formula
                    + "`");
        }
        return new StandardGate(name, parameters, qubits, formula, maker);
    }

    /** Without a pattern: the table is made at every start. */
    private static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars()
                        .allMatch(c ->
                                c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }

    /** The same gate with the name that its operation has in circuits and device files, where that is another. */
    public StandardGate operation(String name) {
        StandardGate gate = new StandardGate(this);
        gate.operation = name;
        return gate;
    }

    /** The same gate under its own name in these formats. */
    public StandardGate in(GateFormat... formats) {
        StandardGate gate = new StandardGate(this);
        for (GateFormat format : formats) {
            gate.names.put(format, List.of(name));
        }
        return gate;
    }

    /** The same gate under these names in a format, which writes the first. */
    public StandardGate in(GateFormat format, String first, String... more) {
        StandardGate gate = new StandardGate(this);
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        gate.names.put(format, List.copyOf(all));
        return gate;
    }

    /** The same gate, read in a format but not written, as where tools differ in its global phase. */
    public StandardGate onlyRead(GateFormat format) {
        StandardGate gate = new StandardGate(this);
        gate.readOnly.add(format);
        return gate;
    }

    /** The same gate, for which a format writes this, but reads it as another gate that is alike. */
    public StandardGate writtenAs(GateFormat format, String text) {
        StandardGate gate = new StandardGate(this);
        gate.spelled.put(format, text);
        return gate;
    }

    /** The same gate with further names, of no format here, that device files may use. */
    public StandardGate also(String... names) {
        StandardGate gate = new StandardGate(this);
        gate.others = List.of(names);
        return gate;
    }

    /** The same gate as what an operation is under a control. */
    public StandardGate controlling(String operation) {
        StandardGate gate = new StandardGate(this);
        gate.controlled = Optional.of(operation);
        return gate;
    }

    /** The name in OpenQASM files. */
    public String name() {
        return name;
    }

    /** The name of its operation in circuits and device files; an inverse has that of its gate. */
    public String operation() {
        return operation;
    }

    /** How many angles it takes. */
    public int parameters() {
        return parameters;
    }

    /** How many qubits it acts on. */
    public int qubits() {
        return qubits;
    }

    /** What it does, as plain text. */
    public String formula() {
        return formula;
    }

    /** The operation of which it is the controlled form, where its name does not say so. */
    public Optional<String> controlled() {
        return controlled;
    }

    /** Its names in a format, by which it is read there; none if the format lacks it. */
    public List<String> names(GateFormat format) {
        return names.getOrDefault(format, List.of());
    }

    /** What is written for it in a format, empty if that must be defined or taken apart. */
    public Optional<String> written(GateFormat format) {
        if (readOnly.contains(format)) {
            return Optional.empty();
        }
        String text = spelled.get(format);
        return text == null ? names(format).stream().findFirst() : Optional.of(text);
    }

    /** The name here, those in OpenQASM's libraries and those of no format: what a file may call it or define. */
    public Set<String> openQasmNames() {
        Set<String> all = new LinkedHashSet<>(List.of(name));
        all.addAll(names(GateFormat.STDGATES));
        all.addAll(names(GateFormat.QELIB1));
        all.addAll(names(GateFormat.QISKIT));
        all.addAll(others);
        return Collections.unmodifiableSet(all);
    }

    /** Every name, that of the operation first. */
    Set<String> allNames() {
        Set<String> all = new LinkedHashSet<>(List.of(operation));
        all.addAll(openQasmNames());
        names.forEach((format, spelled) -> {
            if (format.hasNames()) {
                all.addAll(spelled);
            }
        });
        return all;
    }

    /** The gate with these angles, in radians, on these qubits. */
    public UnitaryOperation on(List<Double> angles, List<Integer> targets) {
        if (angles.size() != parameters || targets.size() != qubits) {
            throw new IllegalArgumentException("Arguments `angles` and `targets` of " + name + " must have "
                    + parameters + " and " + qubits + " entries, but have " + angles.size() + " and " + targets.size());
        }
        return maker.make(angles, targets);
    }
}
