package org.strangenoise.channel;

import org.apache.commons.math3.special.Erf;

/**
 * The shape f of a pulse over its own time, {@code x = t/T} in 0..1, of area 1: the Hamiltonian is {@code G f(t/T) /
 * T}.
 */
public enum Envelope {
    /** f = 1. */
    RECTANGULAR {
        @Override
        public double value(double x) {
            return 1;
        }

        @Override
        public double area(double x) {
            return x;
        }

        @Override
        public double derivative(double x) {
            return 0;
        }
    },
    /** f = 1 - cos(2 pi x). */
    COSINE {
        @Override
        public double value(double x) {
            return 1 - StrictMath.cos(2 * Math.PI * x);
        }

        @Override
        public double area(double x) {
            return x - StrictMath.sin(2 * Math.PI * x) / (2 * Math.PI);
        }

        @Override
        public double derivative(double x) {
            return 2 * Math.PI * StrictMath.sin(2 * Math.PI * x);
        }
    },
    /** f proportional to exp(-(x - 1/2)^2 / (2 s^2)) with s = 1/4, cut at the pulse's ends. */
    GAUSSIAN {
        private static final double S = 0.25;

        @Override
        public double value(double x) {
            double u = (x - 0.5) / S;
            return StrictMath.exp(-u * u / 2) / (S * Math.sqrt(2 * Math.PI) * Erf.erf(0.5 / S / Math.sqrt(2)));
        }

        @Override
        public double area(double x) {
            double whole = Erf.erf(0.5 / S / Math.sqrt(2));
            return 0.5 + Erf.erf((x - 0.5) / S / Math.sqrt(2)) / (2 * whole);
        }

        @Override
        public double derivative(double x) {
            return -(x - 0.5) / (S * S) * value(x);
        }
    };

    /** f(x) for x in 0..1. */
    public abstract double value(double x);

    /** df/dx within 0..1. */
    public abstract double derivative(double x);

    /** The integral of f from 0 to x; 1 at x = 1. */
    public abstract double area(double x);
}
