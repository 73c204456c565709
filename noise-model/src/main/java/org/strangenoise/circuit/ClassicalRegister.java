package org.strangenoise.circuit;

import java.util.Collection;
import java.util.List;

/**
 * Some bits of a circuit under one name. A circuit's bits are numbered through its registers in the order of their
 * declaration; the first bit of the first register is bit 0.
 *
 * @param name as the program calls it
 * @param size number of bits
 */
public record ClassicalRegister(String name, int size) {

    /** Checks the components. */
    public ClassicalRegister {
        if (size < 1) {
            throw new IllegalArgumentException("Argument `size` must be at least 1, but is " + size);
        }
    }

    /** The number of bits of several registers. */
    public static int bits(Collection<ClassicalRegister> registers) {
        return registers.stream().mapToInt(ClassicalRegister::size).sum();
    }

    /** The name of a bit, such as {@code c[0]}. */
    public static String nameOf(int bit, List<ClassicalRegister> registers) {
        int first = 0;
        for (ClassicalRegister register : registers) {
            if (bit < first + register.size()) {
                return register.name() + "[" + (bit - first) + "]";
            }
            first += register.size();
        }
        throw new IllegalArgumentException("Argument `bit` must be below " + first + ", but is " + bit);
    }
}
