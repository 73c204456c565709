package org.strangenoise.strange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redfx.strange.Complex;
import org.redfx.strange.gate.Rotation;

/** Recovers gates' angles in double precision from captions and single-precision matrices. */
final class Angles {

    /** Rounding of a cosine or sine stored as a float, with room for one operation. */
    private static final double FLOAT_ROUNDING = 1.5e-7;

    /** Angles k pi / 2^10 are taken for exact: those people write. */
    private static final double GRID = Math.PI / 1024;

    private static final Pattern LAST_WORD = Pattern.compile("\\S+$");
    private static final Pattern POWER = Pattern.compile("C?[rR](\\d+)$");

    /** A rotation's axis. */
    enum RotationAxis {
        X,
        Y,
        Z
    }

    /** An angle in radians; exact unless only a single-precision number was found. */
    record Recovered(double radians, boolean exact) {}

    /** As in files: a pulse of more turns than a device can play is solved for as long, and loses its digits. */
    private static final double LARGEST = 1e4;

    private Angles() {}

    /** The rotation's axis, from its caption ("RotationX 0.5" or "Rotation of XAxis with angle 0.5"). */
    static RotationAxis axis(Rotation gate) {
        String caption = gate.getCaption();
        for (RotationAxis axis : RotationAxis.values()) {
            if (caption.startsWith("Rotation" + axis.name()) || caption.startsWith("Rotation of " + axis.name())) {
                return axis;
            }
        }
        throw new UnsupportedGateException(gate, "has a caption without its axis: " + caption);
    }

    /** The rotation's angle: size from the caption, sign from the matrix, since an inverse keeps its caption. */
    static double rotation(Rotation gate, RotationAxis axis) {
        double angle = captionAngle(gate);
        double sine = StrictMath.sin(angle / 2);
        Complex[][] matrix = gate.getMatrix();
        double found = switch (axis) {
            case X -> -matrix[0][1].i;
            case Y -> matrix[1][0].r;
            case Z -> -matrix[0][0].i;
        };
        double sign = Math.abs(found - sine) <= Math.abs(found + sine) ? 1 : -1;
        if (!(Math.abs(found - sign * sine) <= FLOAT_ROUNDING)) {
            throw new UnsupportedGateException(
                    gate, "has a matrix that is not that of its caption, " + gate.getCaption());
        }
        return sign * angle;
    }

    private static double captionAngle(Rotation gate) {
        Matcher word = LAST_WORD.matcher(gate.getCaption());
        try {
            double angle = word.find() ? Double.parseDouble(word.group()) : Double.NaN;
            if (Math.abs(angle) <= LARGEST) {
                return angle;
            }
        } catch (NumberFormatException e) {
            throw new UnsupportedGateException(gate, "has a caption without its angle: " + gate.getCaption());
        }
        throw new UnsupportedGateException(
                gate, "must have an angle from -1e4 to 1e4 rad, but is " + gate.getCaption());
    }

    /**
     * The angle of a phase {@code e^{i angle}} stored as floats. Exact if the caption tells the power of {@code 2 pi /
     * base^power}, or if it is a multiple of pi/1024.
     */
    static Recovered phase(Complex entry, String caption) {
        double rough = StrictMath.atan2(entry.i, entry.r);
        Matcher power = POWER.matcher(caption);
        if (power.find()) {
            Optional<Double> exact = ofPower(rough, Integer.parseInt(power.group(1)));
            if (exact.isPresent()) {
                return new Recovered(exact.get(), true);
            }
        }
        return phase(entry);
    }

    /** As {@link #phase(Complex, String)}, without a caption. */
    static Recovered phase(Complex entry) {
        double rough = StrictMath.atan2(entry.i, entry.r);
        double onGrid = Math.rint(rough / GRID) * GRID;
        return isRounded(rough, onGrid) ? new Recovered(onGrid, true) : new Recovered(rough, false);
    }

    private static Optional<Double> ofPower(double rough, int power) {
        if (power == 0 || rough == 0) {
            return Optional.of(0.0);
        }
        double base = Math.rint(StrictMath.pow(2 * Math.PI / Math.abs(rough), 1.0 / power));
        double exact = Math.copySign(2 * Math.PI / StrictMath.pow(base, power), rough);
        return isRounded(rough, exact) ? Optional.of(exact) : Optional.empty();
    }

    /**
     * True if {@code rough} may be {@code exact} rounded to single precision; small angles keep their relative digits.
     */
    private static boolean isRounded(double rough, double exact) {
        return Math.abs(rough - exact) <= FLOAT_ROUNDING * Math.min(1, Math.abs(exact));
    }
}
