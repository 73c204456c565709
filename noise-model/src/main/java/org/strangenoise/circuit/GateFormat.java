package org.strangenoise.circuit;

/** A format in which gates have names: where files take them from a library, and what tools call them. */
public enum GateFormat {
    /** {@code stdgates.inc} of OpenQASM 3; what our OpenQASM 3 calls without defining it. */
    STDGATES("stdgates.inc"),
    /** {@code qelib1.inc} of the OpenQASM 2 paper. */
    QELIB1("qelib1.inc"),
    /** What Qiskit's {@code qelib1.inc} has beyond, and Qiskit's circuits: a file may define these itself. */
    QISKIT("Qiskit"),
    /** Gates that Qiskit Aer runs as they are, by their names in its noise models. */
    AER("Aer"),
    /** Amazon Braket's OpenQASM, which includes no library. */
    BRAKET("Braket"),
    /** Our OpenQASM 2: not a name but the gate's definition there, after its name. */
    OPENQASM2("OpenQASM 2"),
    /**
     * Strange in Java: not a name but its constructor, {@code %s} for angles and qubits. A Program's gates are known by
     * the class that it makes: one of Strange's own, or a whole name as in {@code org.example.Flip(%s)}.
     */
    STRANGE_JAVA("Strange");

    private final String title;

    GateFormat(String title) {
        this.title = title;
    }

    /** What readers of a table call the format. */
    public String title() {
        return title;
    }

    /** Whether the format's entries are names of gates, not texts that make one. */
    public boolean hasNames() {
        return this != OPENQASM2 && this != STRANGE_JAVA;
    }
}
