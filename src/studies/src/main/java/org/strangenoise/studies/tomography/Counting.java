package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.tomography.TomographyType.Plan.Correction;
import org.strangenoise.studies.tomography.TomographyType.Plan.VirtualLaboratory;
import org.strangenoise.tomography.Frequencies;
import org.strangenoise.tomography.PauliVector;
import org.strangenoise.tomography.ProductTomography;
import org.strangenoise.tomography.Reconstruction;

/**
 * Counts drawn and made into states: those of the experiment, those of bootstraps, which draw from what was counted,
 * and those of repeated experiments, which draw from what is true. A measured confusion matrix is one for all states of
 * an experiment, a bootstrap or a repetition, as its errors are the same in all of them.
 */
final class Counting {

    private final ProductTomography bases;
    private final VirtualLaboratory laboratory;
    private final Reconstruction reconstruction;
    private final ConfusionMatrix confusion;
    private final ConfusionMatrix measured;
    private final List<ConfusionMatrix> ofBootstraps = new ArrayList<>();
    private final List<ConfusionMatrix> ofRepetitions = new ArrayList<>();

    /**
     * Makes the calibrations.
     *
     * @param confusion of the device
     * @param draws bootstraps, and repetitions
     * @throws IllegalArgumentException if readout errors that are to be undone cannot be
     */
    Counting(
            ProductTomography bases,
            VirtualLaboratory laboratory,
            Reconstruction reconstruction,
            ConfusionMatrix confusion,
            int draws,
            StreamSeeds calibration) {
        this.bases = bases;
        this.laboratory = laboratory;
        this.reconstruction = reconstruction;
        this.confusion = confusion;
        boolean corrects = laboratory.correction() != Correction.NONE;
        this.measured = corrects ? calibrated(confusion, calibration.of(0)) : ConfusionMatrix.perfect(bases.qubits());
        for (int k = 0; k < draws; k++) {
            ofBootstraps.add(corrects ? calibrated(measured, calibration.of(1 + k)) : measured);
            ofRepetitions.add(corrects ? calibrated(confusion, calibration.of(1L + draws + k)) : measured);
        }
    }

    /** Each basis state prepared without error and read so many times; the matrix itself where it is known. */
    private ConfusionMatrix calibrated(ConfusionMatrix isTrue, long seed) {
        ConfusionMatrix found = isTrue;
        if (laboratory.correction() == Correction.CALIBRATED
                && laboratory.calibrationShots().isPresent()) {
            int d = 1 << isTrue.qubits();
            double[][] columns = new double[d][];
            for (int t = 0; t < d; t++) {
                columns[t] = isTrue.column(t);
            }
            double[][] shares = new Frequencies(columns)
                    .drawn(laboratory.calibrationShots().getAsLong(), RandomSource.XO_SHI_RO_256_PP.create(seed))
                    .byBasis();
            double[][] rows = new double[d][d];
            for (int t = 0; t < d; t++) {
                for (int r = 0; r < d; r++) {
                    rows[r][t] = shares[t][r];
                }
            }
            found = ConfusionMatrix.of(rows);
        }
        requireInvertible(found);
        return found;
    }

    private static void requireInvertible(ConfusionMatrix matrix) {
        try {
            matrix.inverse();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "readout errors cannot be corrected: the confusion matrix " + e.getMessage(), e);
        }
    }

    /** What a state's measurement finds. */
    record Found(PauliVector measured, List<PauliVector> bootstraps, List<PauliVector> repetitions) {}

    /** Measures a state of given probabilities as read, {@code [basis][outcome]}. */
    Found measure(double[][] probabilities, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        Frequencies isTrue = new Frequencies(probabilities);
        Frequencies counted = drawn(isTrue, random);
        List<PauliVector> bootstraps = new ArrayList<>();
        List<PauliVector> repetitions = new ArrayList<>();
        for (ConfusionMatrix assumed : ofBootstraps) {
            bootstraps.add(reconstruction.of(bases, drawn(counted, random), assumed));
        }
        for (ConfusionMatrix assumed : ofRepetitions) {
            repetitions.add(reconstruction.of(bases, drawn(isTrue, random), assumed));
        }
        return new Found(reconstruction.of(bases, counted, measured), bootstraps, repetitions);
    }

    /** How states are made of counts. */
    Reconstruction reconstruction() {
        return reconstruction;
    }

    /** How often experiments are repeated. */
    int draws() {
        return ofRepetitions.size();
    }

    /** True probabilities as they are read. */
    double[][] confused(double[][] probabilities) {
        double[][] read = new double[probabilities.length][];
        for (int s = 0; s < read.length; s++) {
            read[s] = confusion.confuse(probabilities[s]);
        }
        return read;
    }

    /** What a repetition believes of the readout; nothing where there are no readout errors. */
    ConfusionMatrix assumed(boolean reads, int repetition) {
        return reads ? ofRepetitions.get(repetition) : ConfusionMatrix.perfect(bases.qubits());
    }

    /** The same with an exact calibration. */
    ConfusionMatrix assumedExactly(boolean reads) {
        return reads && laboratory.correction() != Correction.NONE
                ? confusion
                : ConfusionMatrix.perfect(bases.qubits());
    }

    /** A state by any method. */
    PauliVector state(Frequencies frequencies, Reconstruction method, ConfusionMatrix assumed) {
        return method.of(bases, frequencies, assumed);
    }

    /** Counts of these probabilities, as shares; themselves where frequencies are exact. */
    Frequencies drawn(Frequencies from, UniformRandomProvider random) {
        return laboratory.shots().isPresent() ? from.drawn(laboratory.shots().getAsLong(), random) : from;
    }

    /**
     * The device's gates that turn a direction to z: one rotation about x or y where that does, else one about z before
     * it. Of the ways that there are, the first is taken whose gates the device has on the qubit.
     */
    static final class Rotations {

        private static final double QUARTER = Math.PI / 2;

        private Rotations() {}

        /**
         * The gates of a basis.
         *
         * @throws IllegalArgumentException if no rotation of the device reaches it
         */
        static List<Operation> of(ProductBasis basis, Calibration device) {
            List<Operation> gates = new ArrayList<>();
            for (int q = 0; q < basis.qubits(); q++) {
                int qubit = q;
                List<List<UnitaryOperation>> ways = ways(basis.letters().charAt(q), basis.isOpposite(q), q);
                Optional<List<UnitaryOperation>> way = ways.stream()
                        .filter(gatesOfWay -> gatesOfWay.stream().allMatch(gate -> isOn(device, gate)))
                        .findFirst();
                gates.addAll(way.orElseThrow(() -> new IllegalArgumentException("no rotation of the device `"
                        + device.name() + "` turns " + (basis.isOpposite(qubit) ? "-" : "+")
                        + basis.letters().charAt(qubit) + " of qubit "
                        + device.qubits().get(qubit).name() + " to z: it must have "
                        + String.join(
                                ", or ",
                                ways.stream()
                                        .map(w -> String.join(
                                                " and ",
                                                w.stream()
                                                        .map(UnitaryOperation::name)
                                                        .toList()))
                                        .toList())
                        + " among its operations")));
            }
            return gates;
        }

        /** rx and ry turn the Bloch vector right-handedly about their axes, rz too. */
        private static List<List<UnitaryOperation>> ways(char letter, boolean opposite, int q) {
            double sign = opposite ? -1 : 1;
            return switch (letter) {
                case 'X' ->
                    List.of(
                            List.of(Gates.ry(-sign * QUARTER, q)),
                            List.of(Gates.rz(QUARTER, q), Gates.rx(sign * QUARTER, q)));
                case 'Y' ->
                    List.of(
                            List.of(Gates.rx(sign * QUARTER, q)),
                            List.of(Gates.rz(-QUARTER, q), Gates.ry(-sign * QUARTER, q)));
                default ->
                    opposite
                            ? List.of(List.of(Gates.ry(Math.PI, q)), List.of(Gates.rx(Math.PI, q)), List.of(Gates.x(q)))
                            : List.of(List.of());
            };
        }

        private static boolean isOn(Calibration device, Operation gate) {
            try {
                return new CalibratedDurations(device).seconds(gate) >= 0;
            } catch (UnknownDurationException notListed) {
                return false;
            }
        }
    }
}
