package org.strangenoise.studies.config;

import java.util.List;
import java.util.Optional;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.yaml.Location;

/** One analysis of a study, read and checked: what to compute, not how. */
public sealed interface AnalysisPlan
        permits AnalysisPlan.Dynamics,
                AnalysisPlan.EntropyMap,
                AnalysisPlan.ClassicalMap,
                AnalysisPlan.Sweep,
                AnalysisPlan.PulseSequence,
                AnalysisPlan.SystemSize,
                AnalysisPlan.Decay,
                BudgetPlan {

    /** What all analyses have. */
    record Header(String id, Setup setup, Location location) {
        Header withSeed(long seed) {
            return new Header(id, setup.withSeed(seed), location);
        }
    }

    Header header();

    default String id() {
        return header().id();
    }

    default Setup setup() {
        return header().setup();
    }

    /** The name under {@code type:}. */
    String type();

    /** The same plan with another seed. */
    AnalysisPlan withSeed(long seed);

    /**
     * Time series from several starts.
     *
     * @param starts at least one
     * @param snapshots what is asked at one step only
     * @param figures what to draw
     * @param insetMap id of an entropy map shown as inset, if any
     * @param guides horizontal lines with labels in the overlap figure
     * @param entropyGuides likewise in the entropy figure
     */
    record Dynamics(
            Header header,
            List<StartState> starts,
            Snapshots snapshots,
            List<DynamicsFigure> figures,
            Optional<String> insetMap,
            List<Guide> guides,
            List<Guide> entropyGuides)
            implements AnalysisPlan {
        public Dynamics {
            starts = List.copyOf(starts);
            figures = List.copyOf(figures);
            guides = List.copyOf(guides);
            entropyGuides = List.copyOf(entropyGuides);
        }

        @Override
        public String type() {
            return "dynamics";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Dynamics(header.withSeed(seed), starts, snapshots, figures, insetMap, guides, entropyGuides);
        }
    }

    /**
     * What time series hold at one step, if asked: lists too long for every step.
     *
     * @param pauliStep step of all Pauli expectations
     * @param measuredPaulis true if they include readout errors
     * @param probabilityStep step of the outcome probabilities, which include readout errors
     * @param densityStep step of the density matrix
     * @param shots how many runs the counts of the circuit's bits are drawn for
     */
    record Snapshots(
            Optional<Integer> pauliStep,
            boolean measuredPaulis,
            Optional<Integer> probabilityStep,
            Optional<Integer> densityStep,
            Optional<Integer> shots) {}

    /** A labelled value marked in a figure. */
    record Guide(double value, String label) {}

    /** Figures of time series. */
    enum DynamicsFigure {
        BLOCH,
        ENTROPY,
        PURITY,
        OVERLAP,
        FIDELITY,
        PAULI,
        PROBABILITIES
    }

    /** Maps of the mean one-qubit entropy over starts. */
    record EntropyMap(
            Header header,
            int thetaPoints,
            int phiPoints,
            List<Integer> steps,
            Optional<Integer> average,
            Colors colors)
            implements AnalysisPlan {
        public EntropyMap {
            steps = List.copyOf(steps);
        }

        @Override
        public String type() {
            return "entropy-map";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new EntropyMap(header.withSeed(seed), thetaPoints, phiPoints, steps, average, colors);
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

        @Override
        public AnalysisPlan withSeed(long newSeed) {
            return new ClassicalMap(header.withSeed(newSeed), starts, steps, newSeed);
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

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Sweep(header.withSeed(seed), over, observable, step, start);
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

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new PulseSequence(header.withSeed(seed), steps, preparation, start);
        }
    }

    /**
     * Time-averaged entropies of random starts against the number of qubits.
     *
     * @param qubits numbers of qubits, ideal
     * @param noisyQubits numbers of qubits, noisy
     * @param starts how many random starts
     * @param average last step averaged over
     * @param transientSteps first steps left out of the averages
     */
    record SystemSize(
            Header header,
            List<Integer> qubits,
            List<Integer> noisyQubits,
            int starts,
            int average,
            int transientSteps,
            long seed)
            implements AnalysisPlan {
        public SystemSize {
            qubits = List.copyOf(qubits);
            noisyQubits = List.copyOf(noisyQubits);
        }

        @Override
        public String type() {
            return "system-size";
        }

        @Override
        public AnalysisPlan withSeed(long newSeed) {
            return new SystemSize(
                    header.withSeed(newSeed), qubits, noisyQubits, starts, average, transientSteps, newSeed);
        }
    }

    /**
     * Fits of decaying expectations against time.
     *
     * @param curves at least one
     * @param firstStep the first recorded step that counts
     * @param gateSeconds time of one gate, for an error per gate; 0 for none
     */
    record Decay(Header header, List<DecayCurve> curves, int firstStep, double gateSeconds, StartState start)
            implements AnalysisPlan {
        public Decay {
            curves = List.copyOf(curves);
        }

        @Override
        public String type() {
            return "decay";
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Decay(header.withSeed(seed), curves, firstStep, gateSeconds, start);
        }
    }

    /**
     * One decay.
     *
     * @param paulis whose mean decays, at least one
     */
    record DecayCurve(String label, List<PauliString> paulis, DecayModel model) {
        public DecayCurve {
            paulis = List.copyOf(paulis);
        }
    }

    /** How a coherence is lost with time. */
    enum DecayModel {
        /** {@code A exp(-t/T)}: noise without memory. */
        EXPONENTIAL,
        /** {@code A exp(-t/T - (t/G)^2)}: with a detuning that is fixed during a run. */
        EXPONENTIAL_GAUSSIAN
    }
}
