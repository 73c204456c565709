package org.strangenoise.kickedtop;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.SpinDirection;

/**
 * The classical kicked top, the limit of large spin: a unit vector is turned about y by {@code rotation}, {@code (x, y,
 * z) -> (x cos p + z sin p, y, z cos p - x sin p)}, then twisted about z by {@code kappa} times its new z (Haake, Kus
 * and Scharf, Z. Phys. B 65, 381 (1987)). The vector is that of {@link SpinDirection}.
 *
 * @param kappa twist strength, any finite value
 * @param rotation about y, radians, any finite value
 */
public record ClassicalKickedTop(double kappa, double rotation) {

    /** Checks the components. */
    public ClassicalKickedTop {
        if (!Double.isFinite(kappa) || !Double.isFinite(rotation)) {
            throw new IllegalArgumentException(
                    "Arguments `kappa` and `rotation` must be finite, but are " + kappa + " and " + rotation);
        }
    }

    /** The paper's: quarter turns. */
    public static ClassicalKickedTop of(double kappa) {
        return new ClassicalKickedTop(kappa, Math.PI / 2);
    }

    /** The classical limit of a quantum kicked top. */
    public static ClassicalKickedTop of(KickedTop top) {
        return new ClassicalKickedTop(top.kappa(), top.rotation());
    }

    /** The unit vector (sin theta cos phi, -sin theta sin phi, cos theta) of a direction. */
    public static double[] vector(SpinDirection direction) {
        double sin = StrictMath.sin(direction.theta());
        return new double[] {
            sin * StrictMath.cos(direction.phi()),
            -sin * StrictMath.sin(direction.phi()),
            StrictMath.cos(direction.theta())
        };
    }

    /** The direction of a vector, theta in 0..pi and phi = atan2(-y, x) in -pi..pi. */
    public static SpinDirection direction(double... vector) {
        return new SpinDirection(
                StrictMath.atan2(StrictMath.hypot(vector[0], vector[1]), vector[2]),
                StrictMath.atan2(-vector[1], vector[0]));
    }

    /** Directions uniform on the sphere, the same for the same seed. */
    public static List<SpinDirection> uniformDirections(int count, long seed) {
        if (count < 0) {
            throw new IllegalArgumentException("Argument `count` must not be negative, but is " + count);
        }
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        List<SpinDirection> directions = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            double z = 2 * random.nextDouble() - 1;
            directions.add(new SpinDirection(StrictMath.acos(z), Math.PI * (2 * random.nextDouble() - 1)));
        }
        return directions;
    }

    /** Replaces a vector (x, y, z) by its image. */
    public void step(double[] vector) {
        advance(vector, null);
    }

    /** The vectors at steps 0 to {@code steps}, one row (x, y, z) each. */
    public double[][] trajectory(SpinDirection start, int steps) {
        requireSteps(steps, 0);
        double[][] trajectory = new double[steps + 1][];
        trajectory[0] = vector(start);
        for (int s = 1; s <= steps; s++) {
            trajectory[s] = trajectory[s - 1].clone();
            step(trajectory[s]);
        }
        return trajectory;
    }

    /**
     * The stroboscopic map in the axes of {@link SpinDirection}: theta and phi after steps 0 to {@code steps}, where
     * phi is undefined at the poles and 0 is given.
     */
    public List<SpinDirection> orbit(SpinDirection start, int steps) {
        List<SpinDirection> orbit = new ArrayList<>(steps + 1);
        for (double[] vector : trajectory(start, steps)) {
            orbit.add(direction(vector));
        }
        return orbit;
    }

    /**
     * The largest Lyapunov exponent, per step and natural logarithm, of the orbit through {@code start}: the mean
     * growth of a tangent vector, renormalised every step. The map preserves areas, so the other exponent is its
     * negative. For a chaotic orbit the error falls as 1/sqrt(steps); for a regular one the value falls as
     * log(steps)/steps to 0.
     */
    public double lyapunovExponent(SpinDirection start, int steps) {
        requireSteps(steps, 1);
        double[] vector = vector(start);
        double[] tangent = tangent(start);
        double sum = 0;
        for (int s = 0; s < steps; s++) {
            advance(vector, tangent);
            double length = Math.sqrt(tangent[0] * tangent[0] + tangent[1] * tangent[1] + tangent[2] * tangent[2]);
            sum += StrictMath.log(length);
            for (int k = 0; k < 3; k++) {
                tangent[k] /= length;
            }
        }
        return sum / steps;
    }

    /**
     * A point that a step leaves where it is.
     *
     * @param trace of the step's derivative on the tangent plane, whose determinant is 1
     */
    public record FixedPoint(SpinDirection direction, double trace) {

        /** True if what begins near it stays near: the eigenvalues of the derivative are on the unit circle. */
        public boolean isStable() {
            return Math.abs(trace) < 2;
        }
    }

    /**
     * All fixed points. The poles +y and -y always are, with the traces {@code 2 cos p + kappa sin p} and {@code 2 cos
     * p - kappa sin p}. Others have {@code x = -t z} and {@code y = t z cot(kappa z/2)}, t = tan(p/2), where {@code z^2
     * (1 + t^2 / sin^2(kappa z/2)) = 1}: from {@code |kappa| = 2 t} on there are two, which grow out of a pole.
     *
     * @throws IllegalArgumentException if the rotation is by a multiple of half a turn, where fixed points are lines or
     *     the twist alone decides
     */
    public List<FixedPoint> fixedPoints() {
        double t = StrictMath.tan(rotation / 2);
        if (Math.abs(StrictMath.sin(rotation)) < 1e-9) {
            throw new IllegalArgumentException(
                    "the rotation must not be a multiple of half a turn, but is " + rotation + " rad");
        }
        List<FixedPoint> points = new ArrayList<>();
        points.add(fixed(0, 1, 0));
        points.add(fixed(0, -1, 0));
        int pieces = 2000 * (1 + (int) Math.abs(kappa));
        double before = excess(1e-9, t);
        for (int k = 1; k <= pieces; k++) {
            double low = Math.max(1e-9, (double) (k - 1) / pieces);
            double high = (double) k / pieces;
            double after = excess(high, t);
            boolean finite = Double.isFinite(before) && Double.isFinite(after);
            if (finite && Math.signum(before) != Math.signum(after)) {
                double z = root(low, high, t);
                double y = t * z * StrictMath.cos(kappa * z / 2) / StrictMath.sin(kappa * z / 2);
                points.add(fixed(-t * z, y, z));
                points.add(fixed(t * z, y, -z));
            }
            before = after;
        }
        return points;
    }

    private double excess(double z, double t) {
        double sin = StrictMath.sin(kappa * z / 2);
        return z * z * (1 + t * t / (sin * sin)) - 1;
    }

    private double root(double low, double high, double t) {
        double a = low;
        double b = high;
        double sign = Math.signum(excess(a, t));
        for (int k = 0; k < 100; k++) {
            double middle = (a + b) / 2;
            if (Math.signum(excess(middle, t)) == sign) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return (a + b) / 2;
    }

    private FixedPoint fixed(double x, double y, double z) {
        double[] first = Math.abs(z) < 0.9 ? new double[] {y, -x, 0} : new double[] {0, z, -y};
        double length = Math.sqrt(first[0] * first[0] + first[1] * first[1] + first[2] * first[2]);
        double[] unit = {first[0] / length, first[1] / length, first[2] / length};
        double[] other = {y * unit[2] - z * unit[1], z * unit[0] - x * unit[2], x * unit[1] - y * unit[0]};
        double trace = 0;
        for (double[] direction : List.of(unit, other)) {
            double[] tangent = direction.clone();
            advance(new double[] {x, y, z}, tangent);
            trace += tangent[0] * direction[0] + tangent[1] * direction[1] + tangent[2] * direction[2];
        }
        return new FixedPoint(direction(x, y, z), trace);
    }

    /** A unit vector tangent to the sphere, along no symmetry axis of the map. */
    private static double[] tangent(SpinDirection at) {
        double a = StrictMath.cos(1.0);
        double b = StrictMath.sin(1.0);
        double cosTheta = StrictMath.cos(at.theta());
        double cosPhi = StrictMath.cos(at.phi());
        double sinPhi = StrictMath.sin(at.phi());
        return new double[] {
            a * cosTheta * cosPhi - b * sinPhi, -a * cosTheta * sinPhi - b * cosPhi, -a * StrictMath.sin(at.theta())
        };
    }

    /** One step of a vector and, where given, of the linearised map on a tangent vector. */
    private void advance(double[] vector, double @Nullable [] tangent) {
        double c = StrictMath.cos(rotation);
        double s = StrictMath.sin(rotation);
        double x = c * vector[0] + s * vector[2];
        double y = vector[1];
        double z = c * vector[2] - s * vector[0];
        double cosTwist = StrictMath.cos(kappa * z);
        double sinTwist = StrictMath.sin(kappa * z);
        vector[0] = x * cosTwist - y * sinTwist;
        vector[1] = x * sinTwist + y * cosTwist;
        vector[2] = z;
        if (tangent != null) {
            double dx = c * tangent[0] + s * tangent[2];
            double dy = tangent[1];
            double dz = c * tangent[2] - s * tangent[0];
            tangent[0] = dx * cosTwist - dy * sinTwist - kappa * dz * vector[1];
            tangent[1] = dx * sinTwist + dy * cosTwist + kappa * dz * vector[0];
            tangent[2] = dz;
        }
    }

    private static void requireSteps(int steps, int least) {
        if (steps < least) {
            throw new IllegalArgumentException("Argument `steps` must be at least " + least + ", but is " + steps);
        }
    }
}
