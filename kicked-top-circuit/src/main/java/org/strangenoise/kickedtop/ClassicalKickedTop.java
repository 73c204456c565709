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
