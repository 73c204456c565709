package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Comments at the head of a file: what its gates mean, and what the file lacks. */
public final class QasmHeader {

    private QasmHeader() {}

    /**
     * The comment lines.
     *
     * @param register the name of the qubit register
     * @param globalPhase radians
     * @param remarks what the format could not say
     */
    public static List<String> comments(String register, double globalPhase, Collection<String> remarks) {
        return lines(order(register + "[k]"), globalPhase, remarks);
    }

    /**
     * The comment lines of a file on physical qubits.
     *
     * @param physical by qubit: its number on the device
     * @param globalPhase radians
     * @param remarks what the format could not say
     */
    static List<String> ofPhysical(List<Integer> physical, double globalPhase, Collection<String> remarks) {
        boolean plain = IntStream.range(0, physical.size()).allMatch(q -> physical.get(q) == q);
        String order = plain
                ? order("$k")
                : physical.stream().map(q -> "$" + q).collect(Collectors.joining(", "))
                        + " are the bits of a basis state's index, the least significant first.";
        return lines(order, globalPhase, remarks);
    }

    private static String order(String qubit) {
        return qubit + " is bit k of a basis state's index (bit 0 the least significant); it is measured into c[k].";
    }

    private static List<String> lines(String order, double globalPhase, Collection<String> remarks) {
        List<String> lines = new ArrayList<>();
        lines.add("// Written by Strange Noise.");
        lines.add("// Qubit order: " + order);
        lines.add("// Global phase: the circuit's unitary is exp(i * " + globalPhase + ") times these gates.");
        lines.add("// Rotations are r(theta) = exp(-i theta P / 2), angles in radians.");
        remarks.forEach(remark -> lines.add("// Not in this file: " + remark + "."));
        return lines;
    }
}
