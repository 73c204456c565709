package org.strangenoise.studies.characterization;

import java.util.List;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.Placement;
import org.strangenoise.studies.config.Setup;

/**
 * What is true of the qubits of a laboratory, for the line beside what was found; NaN where the device does not state
 * it, as where extra channels act while qubits idle. No fit asks for it.
 */
final class Truths {

    private final Calibration device;
    private final boolean noisy;
    private final double scale;
    private final boolean idlesAlone;
    private final String pulse;

    Truths(Laboratory laboratory) {
        Setup setup = laboratory.setup();
        this.device = laboratory.device();
        this.noisy = setup.noise().placement() != Placement.NONE;
        this.scale = noisy ? setup.noise().scale() : 0;
        this.idlesAlone =
                device.channels().stream().noneMatch(channel -> channel.on().equals(ExtraChannel.IDLE));
        this.pulse = laboratory.pulseName();
    }

    private QubitCalibration qubit(int q) {
        return device.qubits().get(q);
    }

    double t1(int q) {
        return known(1 / (scale * qubit(q).relaxationRate()));
    }

    /** Of |2>. */
    double t1Ef(int q) {
        return known(1 / (scale * qubit(q).upperRelaxationRate()));
    }

    /** Of the second transition's frequency, less that of the first one's drive, in hertz. */
    double anharmonicity(int q) {
        return shift(q)
                + qubit(q).ladder().anharmonicityHertz().map(Measured::value).orElse(Double.NaN);
    }

    double t2(int q) {
        return known(qubit(q).t2() / scale);
    }

    double quasiStatic(int q) {
        return known(qubit(q).quasiStaticT().value() / scale);
    }

    double p1Given0(int q) {
        return readOut(qubit(q).readout().p1Given0().value());
    }

    double p0Given1(int q) {
        return readOut(qubit(q).readout().p0Given1().value());
    }

    private double readOut(double probability) {
        return device.confusion().isPresent() ? Double.NaN : noisy ? probability : 0;
    }

    /** The shift of a qubit's frequency by all neighbours in |0>, in hertz. */
    double shift(int q) {
        double shift = 0;
        for (Crosstalk pair : device.crosstalk()) {
            shift += pair.first() == q || pair.second() == q ? pair.zzHertz().value() / 2 : 0;
        }
        return known(noisy ? shift : 0);
    }

    /** By how much other neighbours in |0> raise a second qubit's excitation above a first one's, in hertz. */
    double detuned(int first, int second) {
        double detuned = 0;
        for (Crosstalk pair : device.crosstalk()) {
            boolean joined = List.of(pair.first(), pair.second()).containsAll(List.of(first, second));
            double shift = joined ? 0 : pair.zzHertz().value() / 2;
            detuned += pair.first() == first || pair.second() == first ? shift : 0;
            detuned -= pair.first() == second || pair.second() == second ? shift : 0;
        }
        return known(noisy ? detuned : 0);
    }

    /** The shift of one's frequency when the other is excited, in hertz. */
    double zz(int q, int other) {
        double zz = 0;
        for (Crosstalk pair : device.crosstalk()) {
            boolean both =
                    (pair.first() == q && pair.second() == other) || (pair.first() == other && pair.second() == q);
            zz += both ? pair.zzHertz().value() : 0;
        }
        return known(noisy ? zz : 0);
    }

    /** How far half turns go, of what they are meant to: 1 + e where only over-rotations by a share e change them. */
    double turning(int q) {
        double turning = 1;
        for (ExtraChannel channel : device.channels()) {
            boolean meets = (channel.on().equals(pulse) || channel.on().equals(ExtraChannel.ANY))
                    && (channel.qubits().isEmpty() || channel.qubits().contains(qubit(q).name()));
            if (noisy
                    && meets
                    && channel.type().effect(channel.arguments(), 0) instanceof NoiseEffect.OverRotation over) {
                turning += over.fraction() + over.extra() / Math.PI;
            }
        }
        return qubit(q).levels() > 2 ? Double.NaN : turning;
    }

    private double known(double value) {
        return idlesAlone ? value : Double.NaN;
    }
}
