package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.ShapleyValues;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.tomography.TomographyType.Result.BudgetLine;
import org.strangenoise.tomography.Frequencies;
import org.strangenoise.tomography.PauliVector;
import org.strangenoise.tomography.Reconstruction;

/**
 * What lies between the ideal value and the one that is measured on the mean, divided among four players by Shapley's
 * rule. A player that is off is: decoherence, the ideal state; readout, no readout errors, and none corrected; shots,
 * exact frequencies and an exact calibration; reconstruction, linear inversion.
 */
final class MeasurementBudget {

    /** In the order of their bits. */
    static final List<String> PLAYERS = List.of("decoherence", "readout", "shots", "reconstruction");

    private static final int DECOHERENCE = 1;
    private static final int READOUT = 2;
    private static final int SHOTS = 4;
    private static final int RECONSTRUCTION = 8;
    private static final int COALITIONS = 16;

    private final Counting counting;
    private final StateNumbers numbers;

    MeasurementBudget(Counting counting, int qubits) {
        this.counting = counting;
        this.numbers = new StateNumbers(
                List.of(new Observable.MeanEntropy(), new Observable.Purity(), new Observable.MicrocanonicalOverlap()),
                qubits);
    }

    /** True outcome probabilities, {@code [basis][outcome]}, of a state without and with noise, and as it is read. */
    record Probabilities(double[][] ideal, double[][] noisy, double[][] read) {}

    /**
     * Of one state, {@code [coalition][draw]}: entropy, purity, then the parts of the overlap. A coalition without
     * shots has one draw.
     */
    double[][][] of(Probabilities probabilities, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        double[][][] found = new double[COALITIONS][][];
        for (int coalition = 0; coalition < COALITIONS; coalition++) {
            boolean decoheres = (coalition & DECOHERENCE) != 0;
            boolean reads = (coalition & READOUT) != 0;
            boolean counts = (coalition & SHOTS) != 0;
            double[][] isTrue = decoheres ? probabilities.noisy() : probabilities.ideal();
            double[][] read = !reads ? isTrue : decoheres ? probabilities.read() : counting.confused(isTrue);
            Reconstruction method =
                    (coalition & RECONSTRUCTION) != 0 ? counting.reconstruction() : Reconstruction.LINEAR;
            List<double[]> draws = new ArrayList<>();
            if (counts && counting.draws() > 0) {
                for (int k = 0; k < counting.draws(); k++) {
                    draws.add(numbers(counting.state(
                            counting.drawn(new Frequencies(read), random), method, counting.assumed(reads, k))));
                }
            } else {
                draws.add(numbers(counting.state(new Frequencies(read), method, counting.assumedExactly(reads))));
            }
            found[coalition] = draws.toArray(double[][]::new);
        }
        return found;
    }

    private double[] numbers(PauliVector state) {
        DensityMatrix density = state.state();
        StateNumbers.Point point = numbers.of(density, null);
        double[] all = new double[2 + point.parts().length];
        all[0] = point.values()[0];
        all[1] = point.values()[1];
        System.arraycopy(point.parts(), 0, all, 2, point.parts().length);
        return all;
    }

    /** The lines of one start, by the numbers of its states step after step. */
    List<BudgetLine> lines(List<double[][][]> steps) {
        double[][][] values = new double[3][COALITIONS][steps.size()];
        for (int coalition = 0; coalition < COALITIONS; coalition++) {
            int draws = steps.get(0)[coalition].length;
            double[][] sums = new double[draws][];
            for (int step = 0; step < steps.size(); step++) {
                for (int k = 0; k < draws; k++) {
                    double[] found = steps.get(step)[coalition][k];
                    double[] parts = Arrays.copyOfRange(found, 2, found.length);
                    sums[k] = step == 0 ? parts : sum(sums[k], parts);
                    double[] own = new double[numbers.size()];
                    int count = step + 1;
                    numbers.fillMeans(Arrays.stream(sums[k]).map(x -> x / count).toArray(), own);
                    values[0][coalition][step] += own[2] / draws;
                    values[1][coalition][step] += found[1] / draws;
                    values[2][coalition][step] += found[0] / draws;
                }
            }
        }
        List<String> names = List.of(ObservableNames.OVERLAP, ObservableNames.PURITY, ObservableNames.ENTROPY);
        List<BudgetLine> lines = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            double[][] own = values[k];
            Attribution shares = new ShapleyValues(on -> own[mask(on)], PLAYERS.size(), false).exact();
            lines.add(new BudgetLine(names.get(k), own[0], own[COALITIONS - 1], shares.shapley()));
        }
        return lines;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += b[k];
        }
        return sum;
    }

    private static int mask(boolean[] on) {
        int mask = 0;
        for (int player = 0; player < on.length; player++) {
            mask |= on[player] ? 1 << player : 0;
        }
        return mask;
    }
}
