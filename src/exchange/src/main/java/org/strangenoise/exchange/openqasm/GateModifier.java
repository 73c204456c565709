package org.strangenoise.exchange.openqasm;

/**
 * What a modifier makes of the gate on its right.
 *
 * @param kind which
 * @param number how many controls, or the exponent; 1 for an inverse
 */
record GateModifier(Kind kind, double number) {

    /** The modifiers of OpenQASM 3. */
    enum Kind {
        /** Acts where the controls are |1>. */
        CTRL,
        /** Acts where the controls are |0>. */
        NEGCTRL,
        /** The inverse. */
        INV,
        /** The power. */
        POW
    }

    /** How many qubits it adds in front of the gate's. */
    int controls() {
        return kind == Kind.CTRL || kind == Kind.NEGCTRL ? (int) number : 0;
    }
}
