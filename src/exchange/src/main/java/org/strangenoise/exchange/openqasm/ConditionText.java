package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.Condition;
import org.strangenoise.exchange.gate.NoExactFormException;

/** Conditions as OpenQASM writes them. */
final class ConditionText {

    /** OpenQASM 2 needs a line for every value of a register: not of more bits than these. */
    private static final int LISTED_BITS = 6;

    private ConditionText() {}

    /** In OpenQASM 3. */
    static String of(Condition condition, List<ClassicalRegister> registers) {
        if (condition instanceof Condition.Bit bit) {
            return bit.bit() < 0 ? "false" : ClassicalRegister.nameOf(bit.bit(), registers);
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + of(not.condition(), registers) + ")";
        }
        if (condition instanceof Condition.Joined joined) {
            String operator = switch (joined.connective()) {
                case AND -> " && ";
                case OR -> " || ";
                case XOR -> " ^ ";
            };
            return joined.parts().stream()
                    .map(part -> "(" + of(part, registers) + ")")
                    .collect(Collectors.joining(operator));
        }
        Condition.Comparison comparison = (Condition.Comparison) condition;
        int first = 0;
        for (ClassicalRegister register : registers) {
            List<Integer> whole =
                    IntStream.range(first, first + register.size()).boxed().toList();
            if (comparison.digits().equals(whole)) {
                return register.name() + " " + comparison.relation().symbol() + " " + comparison.value();
            }
            first += register.size();
        }
        return listed(comparison, registers);
    }

    /** A number of scattered bits, as the values for which the comparison holds. */
    private static String listed(Condition.Comparison comparison, List<ClassicalRegister> registers) {
        List<Integer> digits = comparison.digits();
        if (digits.size() > LISTED_BITS) {
            throw new NoExactFormException("OpenQASM compares whole registers with numbers, but a condition compares "
                    + digits.size() + " of their bits");
        }
        List<String> values = new ArrayList<>();
        for (int value = 0; value < 1 << digits.size(); value++) {
            int chosen = value;
            if (comparison.holds(bit -> (chosen >> digits.indexOf(bit) & 1) == 1)) {
                values.add(IntStream.range(0, digits.size())
                        .mapToObj(k -> ((chosen >> k & 1) == 1 ? "" : "!")
                                + ClassicalRegister.nameOf(digits.get(k), registers))
                        .collect(Collectors.joining(" && ", "(", ")")));
            }
        }
        return values.isEmpty() ? "false" : String.join(" || ", values);
    }

    /**
     * A register's values for which a condition holds.
     *
     * @param first number of the register's first bit
     */
    record Register(String name, int first, int size, List<Long> values) {

        boolean holds(int bit) {
            return bit >= first && bit < first + size;
        }
    }

    /** For OpenQASM 2: the register that a condition is about. */
    static Register register(Condition condition, List<ClassicalRegister> registers) {
        List<Integer> bits = condition.bits();
        int first = 0;
        for (ClassicalRegister register : registers) {
            int from = first;
            if (register.size() <= LISTED_BITS
                    && bits.stream().allMatch(bit -> bit >= from && bit < from + register.size())) {
                List<Long> values = new ArrayList<>();
                for (long value = 0; value < 1L << register.size(); value++) {
                    long chosen = value;
                    if (condition.holds(bit -> (chosen >> (bit - from) & 1) == 1)) {
                        values.add(value);
                    }
                }
                return new Register(register.name(), first, register.size(), values);
            }
            first += register.size();
        }
        throw new NoExactFormException("format openqasm2 takes conditions about one register of at most " + LISTED_BITS
                + " bits, but one is about bits " + bits + "; OpenQASM 3 can say it");
    }
}
