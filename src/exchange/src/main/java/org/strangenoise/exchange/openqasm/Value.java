package org.strangenoise.exchange.openqasm;

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

    /** What a message calls it. */
    String kind();

    /** Its magnitude: seconds for a duration. */
    default double magnitude() {
        if (this instanceof Whole whole) {
            return whole.number();
        }
        return this instanceof Real real ? real.number() : ((Time) this).seconds();
    }
}
