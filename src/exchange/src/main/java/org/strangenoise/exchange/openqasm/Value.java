package org.strangenoise.exchange.openqasm;

import java.util.List;

/** What a constant expression is worth. */
sealed interface Value {

    /** An integer; overflow is refused where it happens. */
    record Whole(long number) implements Value {
        @Override
        public String kind() {
            return "an integer";
        }
    }

    /** A float or an angle. */
    record Real(double number) implements Value {
        @Override
        public String kind() {
            return "a real number";
        }
    }

    /** A duration in seconds. */
    record Time(double seconds) implements Value {
        @Override
        public String kind() {
            return "a duration";
        }
    }

    /** An array; its elements are arrays again where it has more than one index. */
    record Listed(List<Value> elements) implements Value {
        /** Keeps a copy. */
        public Listed {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /** What a message calls it. */
    String kind();

    /** Its magnitude: seconds for a duration, not a number for an array. */
    default double magnitude() {
        if (this instanceof Whole whole) {
            return whole.number();
        }
        if (this instanceof Time time) {
            return time.seconds();
        }
        return this instanceof Real real ? real.number() : Double.NaN;
    }
}
