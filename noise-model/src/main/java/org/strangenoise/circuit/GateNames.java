package org.strangenoise.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of one gate in different tools. A circuit's operations carry the first of them; a device file may list a
 * gate by any. An inverse takes as long as its gate and has its name, so that {@code sdg} is another name of {@code s}.
 */
public final class GateNames {

    private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

    private static final Map<String, String> CANONICAL = new LinkedHashMap<>();

    static {
        add("id", "i", "u0");
        add("s", "sdg", "si");
        add("t", "tdg", "ti");
        add("sx", "sxdg", "v", "vi");
        add("p", "phase", "phaseshift");
        add("u3", "u", "U");
        add("r", "prx");
        add("c3sqrtx", "c3sx");
        add("cnot", "cx", "CX");
        add("cp", "cphase", "cu1", "cphaseshift");
        add("csx", "cv");
        add("cs", "csdg");
        add("rxx", "xx");
        add("ryy", "yy");
        add("rzz", "zz");
        add("toffoli", "ccx", "ccnot");
        add("rc3x", "rcccx");
    }

    /** Operations that have no other name. */
    private static final Set<String> OTHERS = Set.of(
            "x",
            "y",
            "z",
            "h",
            "rx",
            "ry",
            "rz",
            "u1",
            "u2",
            "xy",
            "ms",
            "gpi",
            "gpi2",
            "ch",
            "cy",
            "cz",
            "crx",
            "cry",
            "crz",
            "cu",
            "cu3",
            "swap",
            "iswap",
            "pswap",
            "cswap",
            "ecr",
            "dcx",
            "rzx",
            "ccz",
            "c3x",
            "c4x",
            "rccx",
            "xx_plus_yy",
            "xx_minus_yy",
            "cphaseshift00",
            "cphaseshift01",
            "cphaseshift10",
            "interaction",
            "measurement",
            "reset");

    private GateNames() {}

    /** Every name that some tool has for an operation; circuits may define further ones. */
    public static Set<String> known() {
        Set<String> known = new TreeSet<>(OTHERS);
        known.addAll(NAMES.keySet());
        known.addAll(CANONICAL.keySet());
        return Collections.unmodifiableSet(known);
    }

    private static void add(String canonical, String... others) {
        NAMES.put(canonical, List.of(others));
        for (String other : others) {
            CANONICAL.put(other, canonical);
        }
    }

    /** The name under which operations of circuits go; the given one where it is no other name of a gate. */
    public static String canonical(String name) {
        return CANONICAL.getOrDefault(name, name);
    }

    /** Every name of the gate, the one of circuits first. */
    public static List<String> all(String name) {
        String canonical = canonical(name);
        List<String> all = new ArrayList<>(List.of(canonical));
        all.addAll(NAMES.getOrDefault(canonical, List.of()));
        return List.copyOf(all);
    }
}
