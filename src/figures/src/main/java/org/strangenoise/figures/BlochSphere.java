package org.strangenoise.figures;

import java.util.List;

/**
 * Trajectories of Bloch vectors in a drawn unit sphere; {@code |0>} is the north pole.
 *
 * @param azimuth the direction the viewer stands in, radians from +x towards +y
 * @param elevation of the viewer above the equator, radians
 */
public record BlochSphere(String title, List<Track> trajectories, double azimuth, double elevation)
        implements Figure.Panel {

    private static final double DEFAULT_AZIMUTH = Math.toRadians(35);
    private static final double DEFAULT_ELEVATION = Math.toRadians(20);

    /**
     * A Bloch vector step after step.
     *
     * @param numbered whether the step numbers are written beside the points where there is room
     */
    public record Track(String label, Samples x, Samples y, Samples z, boolean numbered, Style style) {
        public Track {
            if (x.size() != y.size() || x.size() != z.size()) {
                throw new IllegalArgumentException("Arguments `x`, `y` and `z` must have equal sizes, but have "
                        + x.size() + ", " + y.size() + " and " + z.size());
            }
        }

        /** @param vectors one {@code {x, y, z}} per step */
        public static Track of(String label, List<double[]> vectors, Style style) {
            return new Track(
                    label,
                    Samples.of(vectors.stream().mapToDouble(v -> v[0]).toArray()),
                    Samples.of(vectors.stream().mapToDouble(v -> v[1]).toArray()),
                    Samples.of(vectors.stream().mapToDouble(v -> v[2]).toArray()),
                    true,
                    style);
        }
    }

    public BlochSphere {
        trajectories = List.copyOf(trajectories);
        if (!Double.isFinite(azimuth) || !(Math.abs(elevation) <= Math.PI / 2)) {
            throw new IllegalArgumentException("Arguments `azimuth` and `elevation` must be finite angles, elevation"
                    + " within -pi/2..pi/2, but are " + azimuth + " and " + elevation);
        }
    }

    public static BlochSphere of(String title, List<Track> trajectories) {
        return new BlochSphere(title, trajectories, DEFAULT_AZIMUTH, DEFAULT_ELEVATION);
    }
}
