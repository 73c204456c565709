package org.strangenoise.state;

/**
 * A pure state of one qubit, {@code cos(theta/2)|0> + e^{-i phi} sin(theta/2)|1>}, Bloch vector (sin theta cos phi,
 * -sin theta sin phi, cos theta). The minus sign is that of Neill et al., eq. (4).
 *
 * @param theta radians
 * @param phi radians
 */
public record SpinDirection(double theta, double phi) {

    /** The ground state |0> = +z. */
    public static final SpinDirection GROUND = new SpinDirection(0, 0);

    /** Checks the components. */
    public SpinDirection {
        if (!Double.isFinite(theta) || !Double.isFinite(phi)) {
            throw new IllegalArgumentException(
                    "Arguments `theta` and `phi` must be finite, but are " + theta + " and " + phi);
        }
    }

    /** Amplitude of |0>, real. */
    public double amplitude0() {
        return StrictMath.cos(theta / 2);
    }

    /** Real part of the amplitude of |1>. */
    public double amplitude1Re() {
        return StrictMath.sin(theta / 2) * StrictMath.cos(phi);
    }

    /** Imaginary part of the amplitude of |1>. */
    public double amplitude1Im() {
        return -StrictMath.sin(theta / 2) * StrictMath.sin(phi);
    }
}
