package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Comments at the head of a file: what its gates mean, and what the file lacks. */
public final class Header {

    private Header() {}

    /**
     * The comment lines.
     *
     * @param register the name of the qubit register, or {@code $}
     * @param globalPhase radians
     * @param remarks what the format could not say
     */
    public static List<String> comments(String register, double globalPhase, Collection<String> remarks) {
        boolean physical = register.equals("$");
        List<String> lines = new ArrayList<>();
        lines.add("// Written by Strange Noise.");
        lines.add("// Qubit order: " + (physical ? "$k" : register + "[k]")
                + " is bit k of a basis state's index (bit 0 the least significant); it is measured into c[k].");
        lines.add("// Global phase: the circuit's unitary is exp(i * " + globalPhase + ") times these gates.");
        lines.add("// Rotations are r(theta) = exp(-i theta P / 2), angles in radians.");
        remarks.forEach(remark -> lines.add("// Not in this file: " + remark + "."));
        return lines;
    }
}
