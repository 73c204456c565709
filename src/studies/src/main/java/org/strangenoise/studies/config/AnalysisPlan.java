package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import org.strangenoise.yaml.Location;

/** One analysis of a study, read and checked: what to compute, not how. */
public sealed interface AnalysisPlan {

    /** What all analyses have. */
    record Header(String id, Setup setup, Location location) {}

    Header header();

    default String id() {
        return header().id();
    }

    default Setup setup() {
        return header().setup();
    }

    /** The name under {@code type:}. */
    String type();

    /**
     * Time series from several starts.
     *
     * @param starts at least one
     * @param pauliStep step of the Pauli expectations, if asked
     * @param measuredPaulis true if they include readout errors
     * @param figures what to draw
     * @param insetMap id of an entropy map shown as inset, if any
     * @param guides horizontal lines with labels in the overlap figure
     */
    record Dynamics(
            Header header,
            List<StartState> starts,
            Optional<Integer> pauliStep,
            boolean measuredPaulis,
            List<DynamicsFigure> figures,
            Optional<String> insetMap,
            List<Guide> guides)
            implements AnalysisPlan {
        public Dynamics {
            starts = List.copyOf(starts);
            figures = List.copyOf(figures);
            guides = List.copyOf(guides);
        }

        @Override
        public String type() {
            return "dynamics";
        }
    }

    /** A labelled value marked in a figure. */
    record Guide(double value, String label) {}

    /** Figures of time series. */
    enum DynamicsFigure {
        BLOCH,
        ENTROPY,
        PURITY,
        OVERLAP,
        FIDELITY,
        PAULI
    }

    /** Maps of the mean one-qubit entropy over starts. */
    record EntropyMap(
            Header header, int thetaPoints, int phiPoints, List<Integer> steps, Optional<Integer> average, Colors colors)
            implements AnalysisPlan {
        public EntropyMap {
            steps = List.copyOf(steps);
        }

        @Override
        public String type() {
            return "entropy-map";
        }
    }

    /** Colour scales of maps. */
    enum Colors {
        VIRIDIS,
        /** Red = low, blue = high, as in the paper. */
        RED_BLUE
    }

    /** The stroboscopic map of the classical kicked top from random starts. */
    record ClassicalMap(Header header, int starts, int steps, long seed) implements AnalysisPlan {
        @Override
        public String type() {
            return "classical-map";
        }
    }

    /** One observable over one or two parameters. */
    record Sweep(Header header, List<SweepAxis> over, String observable, int step, StartState start)
            implements AnalysisPlan {
        public Sweep {
            over = List.copyOf(over);
        }

        @Override
        public String type() {
            return "sweep";
        }
    }

    /** A parameter and its values in SI units. */
    record SweepAxis(StudyParameter parameter, List<Double> values, boolean logarithmic) {
        public SweepAxis {
            values = List.copyOf(values);
        }
    }

    /** The circuit in time. */
    record PulseSequence(Header header, int steps, boolean preparation, StartState start) implements AnalysisPlan {
        @Override
        public String type() {
            return "pulse-sequence";
        }
    }

    /**
     * Time-averaged entropies of random starts against the number of qubits.
     *
     * @param qubits numbers of qubits, ideal
     * @param noisyQubits numbers of qubits, noisy
     * @param starts how many random starts
     * @param average steps averaged over
     */
    record SystemSize(
            Header header, List<Integer> qubits, List<Integer> noisyQubits, int starts, int average, long seed)
            implements AnalysisPlan {
        public SystemSize {
            qubits = List.copyOf(qubits);
            noisyQubits = List.copyOf(noisyQubits);
        }

        @Override
        public String type() {
            return "system-size";
        }
    }
}
