package org.strangenoise.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelParameter.Kind;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.math.Measured;

class DeviceParameterTest {

    private static final Calibration DEVICE = Calibration.of(
                    List.of(
                            QubitCalibration.ofT1T2("Q0", 3.5e-6, 2e-6),
                            QubitCalibration.ofT1Tphi("Q1", 10e-6, 3e-6)
                                    .withQuasiStaticT(new Measured(2e-6, 1e-7))
                                    .withExcitedPopulation(Measured.exactly(0.01))
                                    .withReadout(new ReadoutError(Measured.exactly(0.02), Measured.exactly(0.04)))),
                    OperationCalibration.ofDuration("ry", 20e-9),
                    OperationCalibration.ofCoupling("interaction", 5.305e6))
            .withChannels(List.of(
                    new ExtraChannel(
                            "drive",
                            "ry",
                            ChannelRegistry.find("depolarizing").orElseThrow(),
                            ChannelArguments.of("pauli-error-probability", 8e-4),
                            List.of()),
                    new ExtraChannel(
                            "over",
                            "ry",
                            ChannelRegistry.find("over-rotation").orElseThrow(),
                            ChannelArguments.of("angle-fraction", 0.01),
                            List.of())))
            .withCrosstalk(List.of(new Crosstalk(0, 1, Measured.exactly(0.13e6))));

    static Stream<DeviceParameter> all() {
        return DeviceParameter.all(DEVICE).stream();
    }

    @ParameterizedTest
    @CsvSource({
        "device.qubits.Q0.T1, 3.5e-6, TIME",
        "device.qubits.Q0.T2, 2e-6, TIME",
        "device.qubits.Q1.Tphi, 3e-6, TIME",
        "device.qubits.Q1.quasi-static-T, 2e-6, TIME",
        "device.qubits.Q0.quasi-static-T, Infinity, TIME",
        "device.qubits.Q1.excited-population, 0.01, PROBABILITY",
        "device.qubits.Q1.readout.p1-given-0, 0.02, PROBABILITY",
        "device.qubits.Q1.readout.p0-given-1, 0.04, PROBABILITY",
        "device.qubits.*.T1, 3.5e-6, TIME",
        "device.operations.ry.duration, 20e-9, DURATION",
        "device.operations.interaction.coupling, 5.305e6, FREQUENCY",
        "device.channels.drive.pauli-error-probability, 8e-4, PROBABILITY",
        "device.channels.over.angle-fraction, 0.01, NUMBER",
        "device.channels.over.angle, 0, ANGLE",
        "device.crosstalk.Q0-Q1.zz, 0.13e6, FREQUENCY",
        "device.crosstalk.Q1-Q0.zz, 0.13e6, FREQUENCY",
    })
    void everyKindOfAddress(String address, double value, Kind kind) {
        DeviceParameter parameter = DeviceParameter.resolve(DEVICE, address);
        assertEquals(address, parameter.address());
        assertEquals(kind, parameter.kind());
        assertEquals(value, parameter.get(DEVICE).value());
        double changed = Double.isInfinite(value) ? 1e-6 : value == 0 ? 0.3 : 0.9 * value;
        Calibration after = parameter.set(DEVICE, changed);
        assertEquals(changed, parameter.get(after).value());
        assertEquals(value, parameter.get(DEVICE).value(), "the original is left as it was");
    }

    /** A lens: what is set is got, setting what is there changes nothing, the last setting counts. */
    @ParameterizedTest
    @MethodSource("all")
    void lensLaws(DeviceParameter parameter) {
        assertEquals(DEVICE, parameter.set(DEVICE, parameter.get(DEVICE)), parameter.address());
        Measured value = new Measured(1.5e-6, 1e-9);
        Calibration once = parameter.set(DEVICE, value);
        assertEquals(value, parameter.get(once));
        assertEquals(once, parameter.set(parameter.set(DEVICE, Measured.exactly(1.9e-6)), value));
    }

    @Test
    void allAreListedOnceAndResolve() {
        List<String> addresses = all().map(DeviceParameter::address).toList();
        assertEquals(addresses.size(), addresses.stream().distinct().count());
        assertEquals(
                List.of("device.qubits.Q0.T1", "device.qubits.Q0.T2", "device.qubits.Q0.quasi-static-T"),
                addresses.subList(0, 3));
        assertTrue(addresses.containsAll(List.of(
                "device.qubits.Q1.Tphi",
                "device.operations.interaction.coupling",
                "device.channels.over.angle-fraction",
                "device.crosstalk.Q0-Q1.zz")));
    }

    @Test
    void settingTphiOfAQubitGivenByT2() {
        DeviceParameter tPhi = DeviceParameter.resolve(DEVICE, "device.qubits.Q0.Tphi");
        assertEquals(1 / (1 / 2e-6 - 1 / 7e-6), tPhi.get(DEVICE).value(), 1e-18);
        QubitCalibration changed = tPhi.set(DEVICE, 5e-6).qubits().get(0);
        assertEquals(1 / 5e-6, changed.dephasingRate(), 1e-6);
        assertEquals(1 / (1 / 7e-6 + 1 / 5e-6), changed.t2(), 1e-18);
    }

    @Test
    void starSetsEveryQubit() {
        Calibration changed =
                DeviceParameter.resolve(DEVICE, "device.qubits.*.T1").set(DEVICE, 7e-6);
        changed.qubits().forEach(q -> assertEquals(7e-6, q.t1().value()));
        assertEquals(3e-6, changed.qubits().get(1).coherence().value());
    }

    @Test
    void unphysicalValuesAreRefused() {
        DeviceParameter t2 = DeviceParameter.resolve(DEVICE, "device.qubits.Q0.T2");
        String message = assertThrows(IllegalArgumentException.class, () -> t2.set(DEVICE, 8e-6))
                .getMessage();
        assertTrue(message.contains("Q0") && message.contains("8 us"), message);
        DeviceParameter p = DeviceParameter.resolve(DEVICE, "device.channels.drive.pauli-error-probability");
        assertThrows(IllegalArgumentException.class, () -> p.set(DEVICE, 1.5));
        DeviceParameter duration = DeviceParameter.resolve(DEVICE, "device.operations.ry.duration");
        assertThrows(IllegalArgumentException.class, () -> duration.set(DEVICE, -1e-9));
    }

    /** The message names what is unknown and lists what is known. */
    @ParameterizedTest
    @CsvSource({
        "device.qubits.Q7.T1, qubit, Q7, Q0",
        "device.qubits.Q0.T3, parameter, T3, quasi-static-T",
        "device.operations.rx.duration, operation, rx, interaction",
        "device.operations.ry.coupling, parameter, coupling, duration",
        "device.channels.lost.angle, channel, lost, drive",
        "device.channels.over.probability, parameter, probability, angle-fraction",
        "device.crosstalk.Q0-Q2.zz, pair, Q0-Q2, Q0-Q1",
        "device.crosstalk.Q0-Q1.xx, parameter, xx, zz",
        "device.magnets.Q0.T1, section, magnets, crosstalk",
        "circuit.kicked-top.kappa, form, circuit.kicked-top.kappa, device.<section>",
        "device.qubits.Q0, form, device.qubits.Q0, device.<section>",
    })
    void unknownNamesListTheKnown(String address, String what, String given, String known) {
        String message = assertThrows(IllegalArgumentException.class, () -> DeviceParameter.resolve(DEVICE, address))
                .getMessage();
        for (String part : List.of(what, given, known)) {
            assertTrue(message.contains(part), message);
        }
    }

    /** T2 may be at most 2 T1: old and new values together would break that, whichever comes first. */
    @ParameterizedTest
    @CsvSource({"0.9e-6, 1.7e-6", "10e-6, 18e-6"})
    void severalValuesAreHeldAgainstEachOtherOnlyTogether(double t1, double t2) {
        List<DeviceParameter> parameters = Stream.of(
                        "device.qubits.Q0.T1", "device.qubits.Q0.T2", "device.crosstalk.Q0-Q1.zz")
                .map(address -> DeviceParameter.resolve(DEVICE, address))
                .toList();
        Calibration after = DeviceParameter.setAll(DEVICE, parameters, new double[] {t1, t2, 3e5});
        assertEquals(t1, parameters.get(0).get(after).value());
        assertEquals(t2, parameters.get(1).get(after).value());
        assertEquals(3e5, parameters.get(2).get(after).value());
        assertThrows(
                IllegalArgumentException.class,
                () -> DeviceParameter.setAll(DEVICE, parameters, new double[] {t1, 2.1 * t1, 3e5}));
    }
}
