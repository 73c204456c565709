package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.PauliTransferMatrix;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.Placement;
import org.strangenoise.state.Observable;

/** Decoherence of the kicked top against numbers found independently, and of idle qubits against closed forms. */
class DecoherenceTest {

    private static final Observable OVERLAP = new Observable.MicrocanonicalOverlap();
    private static final Observable PURITY = new Observable.Purity();
    private static final Observable ENTROPY = new Observable.MeanEntropy();

    private static Calibration device(double t1, double tPhi) {
        return Simulations.device(IntStream.range(0, 3)
                .mapToObj(q -> QubitCalibration.ofT1Tphi("Q" + q, t1 * 1e-6, tPhi * 1e-6))
                .toList());
    }

    /**
     * From |0,0> at kappa 2.5: overlap at N = 10 and 20 and purity at N = 10, after and during gates, printed to four
     * (purity three) digits by an independent program.
     */
    @ParameterizedTest
    @CsvSource({
        "20, 5, AFTER_GATE, 0.9626, 0.9522, 0.753", "20, 5, DURING_GATE, 0.9632, 0.9528, 0.758",
        "10, 3, AFTER_GATE, 0.9516, 0.9327, 0.617", "10, 3, DURING_GATE, 0.9526, 0.9335, 0.624",
        "10, 2, AFTER_GATE, 0.9425, 0.9173, 0.522", "10, 2, DURING_GATE, 0.9439, 0.9186, 0.529",
        "4, 2.8, AFTER_GATE, 0.9407, 0.9143, 0.508", "4, 2.8, DURING_GATE, 0.9419, 0.9154, 0.518"
    })
    void placementsDiffer(double t1, double tPhi, Placement placement, double at10, double at20, double purity) {
        var result = Simulations.run(device(t1, tPhi), placement, KickedTop.of(3, 2.5), 20, 0, 0, OVERLAP, PURITY);
        assertEquals(at10, result.scalars(OVERLAP)[10], 6e-5);
        assertEquals(at20, result.scalars(OVERLAP)[20], 6e-5);
        assertEquals(purity, result.scalars(PURITY)[10], 6e-4);
    }

    /** Two statements of the paper pin T1 and Tphi of the shipped device, one pair for each placement. */
    @ParameterizedTest
    @CsvSource({"3.79, 2.76, AFTER_GATE", "3.22, 3.00, DURING_GATE"})
    void inferredTimesGiveWhatThePaperStates(double t1, double tPhi, Placement placement) {
        Calibration device = device(t1, tPhi);
        KickedTop chaotic = KickedTop.of(3, 2.5);
        double north =
                Simulations.run(device, placement, chaotic, 10, 0, 0, OVERLAP).scalars(OVERLAP)[10];
        double other = Simulations.run(device, placement, chaotic, 10, 0.2618, 2.0944, OVERLAP)
                .scalars(OVERLAP)[10];
        assertEquals(0.94, (north + other) / 2, 3e-4);
        KickedTop regular = KickedTop.of(3, 0.5);
        double yPole = Simulations.run(device, placement, regular, 10, Math.PI / 2, -Math.PI / 2, PURITY)
                .scalars(PURITY)[10];
        double zPole =
                Simulations.run(device, placement, regular, 10, 0, 0, PURITY).scalars(PURITY)[10];
        assertEquals(yPole, zPole, 1e-3);
    }

    @Test
    void noiseBreaksTheSymmetriesOfTheMaps() {
        Calibration device = device(10, 1 / (1 / 2.0 - 1 / 20.0));
        double[] one = Simulations.run(device, Placement.AFTER_GATE, KickedTop.of(3, 2.5), 10, 0.83, -1.27, ENTROPY)
                .scalars(ENTROPY);
        double[] other = Simulations.run(
                        device, Placement.AFTER_GATE, KickedTop.of(3, 2.5), 10, Math.PI - 0.83, 1.27, ENTROPY)
                .scalars(ENTROPY);
        double largest = IntStream.rangeClosed(0, 10)
                .mapToDouble(step -> Math.abs(one[step] - other[step]))
                .max()
                .orElseThrow();
        assertTrue(largest > 1e-4 && largest < 2e-2, "largest difference " + largest);
    }

    /** A kick of no strength takes no time, and a single qubit's kick is a phase whose duration still has noise. */
    @Test
    void durationsFollowKappa() {
        Calibration device = Simulations.device(List.of(QubitCalibration.ofT1T2("Q0", 5e-6, 3e-6)));
        double still = Simulations.run(device, Placement.AFTER_GATE, KickedTop.of(1, 0), 3, 1.1, 0.7, PURITY)
                .scalars(PURITY)[3];
        double kicked = Simulations.run(device, Placement.AFTER_GATE, KickedTop.of(1, 2.5), 3, 1.1, 0.7, PURITY)
                .scalars(PURITY)[3];
        assertTrue(kicked < still - 1e-3, kicked + " against " + still);
    }

    /**
     * Average gate fidelity of an idle of t = 45 ns at T1 = 10 us, Tphi = 2 us: {@code F = (d Fe^n + 1)/(d + 1)} with
     * the entanglement fidelity {@code Fe = (1 + g1 + 2 g2)/4} of one qubit, here from the channel's Pauli transfer
     * matrix.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.991102941634", "3, 0.964884599611"})
    void coherenceLimitedIdle(int n, double expected) {
        double t2 = 1 / (1 / 20e-6 + 1 / 2e-6);
        PauliTransferMatrix transfer =
                Channels.thermalRelaxation(10e-6, t2, 0, 45e-9).pauliTransfer();
        double entanglement =
                IntStream.range(0, 4).mapToDouble(i -> transfer.entries()[i][i]).sum() / 4;
        double d = 1 << n;
        double fidelity = (d * Math.pow(entanglement, n) + 1) / (d + 1);
        assertEquals(expected, fidelity, 1e-12);
        double firstOrder = n * d / (2 * (d + 1)) * 45e-9 * (1 / 10e-6 + 1 / 2e-6);
        assertEquals(1 - fidelity, firstOrder, 0.05 * firstOrder);
    }
}
