package org.strangenoise.circuit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** A proposition about recorded bits, which are numbered; {@link #NEVER_WRITTEN} stands for a bit that is always 0. */
public sealed interface Condition {

    /** In place of a bit's number: nothing has been recorded, so that it reads as 0. */
    int NEVER_WRITTEN = -1;

    /** Whether it holds; {@code bits} is asked for numbers from 0 on only. */
    boolean holds(IntPredicate bits);

    /** The same about bits of other numbers, or {@link #NEVER_WRITTEN}. */
    Condition renumbered(IntUnaryOperator number);

    /** Adds the bits that it depends on. */
    void addBits(Set<Integer> bits);

    /** The bits that it depends on, ascending. */
    default List<Integer> bits() {
        TreeSet<Integer> bits = new TreeSet<>();
        addBits(bits);
        return List.copyOf(bits);
    }

    /** How two numbers compare. */
    enum Relation {
        /** The numbers are equal. */
        EQUAL("=="),
        /** They differ. */
        NOT_EQUAL("!="),
        /** The first is smaller. */
        LESS("<"),
        /** It is not larger. */
        LESS_OR_EQUAL("<="),
        /** It is larger. */
        GREATER(">"),
        /** It is not smaller. */
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        /** As OpenQASM writes it. */
        public String symbol() {
            return symbol;
        }

        boolean holds(long a, long b) {
            return switch (this) {
                case EQUAL -> a == b;
                case NOT_EQUAL -> a != b;
                case LESS -> a < b;
                case LESS_OR_EQUAL -> a <= b;
                case GREATER -> a > b;
                case GREATER_OR_EQUAL -> a >= b;
            };
        }
    }

    /** One bit is 1. */
    record Bit(int bit) implements Condition {
        @Override
        public boolean holds(IntPredicate bits) {
            return bit >= 0 && bits.test(bit);
        }

        @Override
        public Condition renumbered(IntUnaryOperator number) {
            return bit < 0 ? this : new Bit(number.applyAsInt(bit));
        }

        @Override
        public void addBits(Set<Integer> bits) {
            if (bit >= 0) {
                bits.add(bit);
            }
        }
    }

    /**
     * The number that some bits write down compares with another.
     *
     * @param digits the bits, lowest first, at most 62
     */
    record Comparison(List<Integer> digits, Relation relation, long value) implements Condition {
        /** Checks the components, of which it keeps copies. */
        public Comparison {
            digits = List.copyOf(digits);
            if (digits.isEmpty() || digits.size() > 62) {
                throw new IllegalArgumentException(
                        "Argument `digits` must have from 1 to 62 bits, but has " + digits.size());
            }
        }

        @Override
        public boolean holds(IntPredicate bits) {
            long number = 0;
            for (int k = 0; k < digits.size(); k++) {
                int bit = digits.get(k);
                number |= bit >= 0 && bits.test(bit) ? 1L << k : 0;
            }
            return relation.holds(number, value);
        }

        @Override
        public Condition renumbered(IntUnaryOperator number) {
            return new Comparison(
                    digits.stream()
                            .map(bit -> bit < 0 ? bit : number.applyAsInt(bit))
                            .toList(),
                    relation,
                    value);
        }

        @Override
        public void addBits(Set<Integer> bits) {
            digits.stream().filter(bit -> bit >= 0).forEach(bits::add);
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(IntPredicate bits) {
            return !condition.holds(bits);
        }

        @Override
        public Condition renumbered(IntUnaryOperator number) {
            return new Not(condition.renumbered(number));
        }

        @Override
        public void addBits(Set<Integer> bits) {
            condition.addBits(bits);
        }
    }

    /** Several propositions joined. */
    record Joined(Connective connective, List<Condition> parts) implements Condition {

        /** How they are joined. */
        public enum Connective {
            /** Every one holds. */
            AND,
            /** At least one holds. */
            OR,
            /** An odd number of them holds. */
            XOR
        }

        /** Keeps copies of the components. */
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(IntPredicate bits) {
            return switch (connective) {
                case AND -> parts.stream().allMatch(part -> part.holds(bits));
                case OR -> parts.stream().anyMatch(part -> part.holds(bits));
                case XOR -> parts.stream().filter(part -> part.holds(bits)).count() % 2 == 1;
            };
        }

        @Override
        public Condition renumbered(IntUnaryOperator number) {
            return new Joined(
                    connective,
                    parts.stream().map(part -> part.renumbered(number)).toList());
        }

        @Override
        public void addBits(Set<Integer> bits) {
            parts.forEach(part -> part.addBits(bits));
        }
    }

    /** Both hold. */
    static Condition both(Condition first, Condition second) {
        return new Joined(Joined.Connective.AND, List.of(first, second));
    }
}
