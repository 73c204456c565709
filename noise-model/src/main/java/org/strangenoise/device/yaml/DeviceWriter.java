package org.strangenoise.device.yaml;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.strangenoise.channel.ChannelParameter;
import org.strangenoise.channel.ChannelParameter.Kind;
import org.strangenoise.channel.Envelope;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Calibration.GateErrors;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlWriter;

/**
 * Writes a device as a device file, which {@link DeviceReader} reads back as an equal calibration, warnings apart.
 *
 * <pre>{@code
 * Calibration device = Calibration.uniform(3, 20e-6, 15e-6, OperationCalibration.ofDuration("ry", 20e-9));
 * Files.writeString(path, DeviceWriter.text(device));
 * }</pre>
 */
public final class DeviceWriter {

    /** Times in a unit that leaves few zeros, as exact decimal multiples of the double's shortest form. */
    private enum Scale {
        TIME(List.of("s", "ms", "us", "ns", "ps"), 3),
        FREQUENCY(List.of("Hz", "kHz", "MHz", "GHz"), -3);

        private final List<String> units;
        private final int step;

        Scale(List<String> units, int step) {
            this.units = units;
            this.step = step;
        }
    }

    private final Calibration device;

    private DeviceWriter(Calibration device) {
        this.device = device;
    }

    /** The device file's text. */
    public static String text(Calibration device) {
        return text(device, List.of());
    }

    /**
     * The device file's text.
     *
     * @param comments lines at its head; what would break a comment's line is written as a space
     */
    public static String text(Calibration device, List<String> comments) {
        StringBuilder text = new StringBuilder();
        for (String comment : comments) {
            text.append("# ")
                    .append(comment.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " "))
                    .append('\n');
        }
        return text.append(YamlWriter.text(new DeviceWriter(device).document())).toString();
    }

    /**
     * Writes the device file.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Calibration device, Path file) throws IOException {
        Files.writeString(file, text(device));
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", device.name());
        if (!device.source().isEmpty()) {
            document.put("source", device.source());
        }
        document.put("qubits", device.qubits().stream().map(DeviceWriter::qubit).toList());
        device.couplings()
                .ifPresent(map -> document.put(
                        "couplers",
                        map.pairs().stream()
                                .map(pair -> List.of(name(pair.first()), name(pair.second())))
                                .toList()));
        if (!device.defaults().isEmpty()) {
            Map<String, Object> defaults = new LinkedHashMap<>();
            device.defaults().forEach((kind, time) -> defaults.put(ValueReader.hyphenated(kind), time(time)));
            document.put("default-durations", defaults);
        }
        Map<String, Object> operations = new LinkedHashMap<>();
        device.operations().forEach((key, operation) -> operations.put(key, operation(operation)));
        document.put("operations", operations);
        if (device.gateErrors() != GateErrors.COHERENCE_ONLY) {
            document.put("gate-errors", ValueReader.hyphenated(device.gateErrors()));
        }
        if (device.classicalControl() != 0) {
            document.put("classical-control", time(Measured.exactly(device.classicalControl())));
        }
        device.confusion().ifPresent(matrix -> {
            List<List<Double>> rows = new ArrayList<>();
            for (int read = 0; read < 1 << matrix.qubits(); read++) {
                List<Double> row = new ArrayList<>();
                for (int isTrue = 0; isTrue < 1 << matrix.qubits(); isTrue++) {
                    row.add(matrix.entry(read, isTrue));
                }
                rows.add(row);
            }
            document.put("readout-confusion", rows);
        });
        if (!device.channels().isEmpty()) {
            document.put(
                    "channels",
                    device.channels().stream().map(DeviceWriter::channel).toList());
        }
        if (!device.crosstalk().isEmpty()) {
            document.put(
                    "crosstalk",
                    device.crosstalk().stream()
                            .map(pair -> entries(
                                    "qubits",
                                    List.of(name(pair.first()), name(pair.second())),
                                    "zz",
                                    quantity(pair.zzHertz(), Scale.FREQUENCY)))
                            .toList());
        }
        return document;
    }

    private String name(int qubit) {
        return device.qubits().get(qubit).name();
    }

    private static Map<String, Object> qubit(QubitCalibration qubit) {
        Map<String, Object> entry = entries("name", qubit.name(), "T1", time(qubit.t1()));
        entry.put(qubit.coherenceKind() == CoherenceKind.T2 ? "T2" : "Tphi", time(qubit.coherence()));
        if (Double.isFinite(qubit.quasiStaticT().value())) {
            entry.put("quasi-static-T", time(qubit.quasiStaticT()));
        }
        if (!qubit.excitedPopulation().equals(Measured.exactly(0))) {
            entry.put("excited-population", number(qubit.excitedPopulation()));
        }
        if (!qubit.readout().equals(ReadoutError.NONE)) {
            Map<String, Object> readout = entries(
                    "p1-given-0",
                    number(qubit.readout().p1Given0()),
                    "p0-given-1",
                    number(qubit.readout().p0Given1()));
            if (!qubit.readout().p1Given2().equals(ReadoutError.NONE.p1Given2())) {
                readout.put("p1-given-2", number(qubit.readout().p1Given2()));
            }
            entry.put("readout", readout);
        }
        QubitCalibration.Ladder ladder = qubit.ladder();
        if (ladder.levels() != 2) {
            entry.put("levels", ladder.levels());
        }
        ladder.anharmonicityHertz().ifPresent(a -> entry.put("anharmonicity", quantity(a, Scale.FREQUENCY)));
        ladder.t1Ef().ifPresent(t -> entry.put("T1-ef", time(t)));
        return entry;
    }

    private static void addPulse(PulseCalibration pulse, Map<String, Object> entry) {
        if (!pulse.drag().equals(PulseCalibration.DEFAULT.drag())) {
            entry.put("drag", number(pulse.drag()));
        }
        if (!pulse.riseTime().equals(PulseCalibration.DEFAULT.riseTime())) {
            entry.put("rise-time", time(pulse.riseTime()));
        }
        if (!pulse.detunings().isEmpty()) {
            Map<String, Object> detunings = new LinkedHashMap<>();
            pulse.detunings().forEach((name, hertz) -> detunings.put(name, quantity(hertz, Scale.FREQUENCY)));
            entry.put("detuning", detunings);
        }
        pulse.calibrate()
                .ifPresent(knobs -> entry.put(
                        "calibrate",
                        knobs.isEmpty()
                                ? "none"
                                : knobs.stream().map(ValueReader::hyphenated).toList()));
    }

    private static Map<String, Object> operation(OperationCalibration operation) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (operation.timing() instanceof Timing.Duration duration) {
            entry.put("duration", time(duration.seconds()));
        } else if (operation.timing() instanceof Timing.Coupling coupling) {
            entry.put("coupling", quantity(coupling.hertz(), Scale.FREQUENCY));
        }
        if (operation.envelope() != Envelope.RECTANGULAR) {
            entry.put("envelope", ValueReader.hyphenated(operation.envelope()));
        }
        addPulse(operation.pulse(), entry);
        Map<Set<String>, Map<String, Object>> overrides = new LinkedHashMap<>();
        operation
                .overrides()
                .forEach(o -> overrides.put(
                        Set.copyOf(o.qubits()), entries("qubits", o.qubits(), "duration", time(o.seconds()))));
        operation
                .errors()
                .forEach(e -> overrides
                        .computeIfAbsent(Set.copyOf(e.qubits()), key -> entries("qubits", e.qubits()))
                        .put("error", number(e.average())));
        if (!overrides.isEmpty()) {
            entry.put("overrides", List.copyOf(overrides.values()));
        }
        return entry;
    }

    private static Map<String, Object> channel(ExtraChannel channel) {
        Map<String, Object> entry = entries("id", channel.id(), "on", channel.on());
        if (!channel.qubits().isEmpty()) {
            entry.put("qubits", channel.qubits());
        }
        entry.put("channel", channel.type().name());
        for (ChannelParameter parameter : channel.type().parameters()) {
            Measured value = channel.arguments().numbers().get(parameter.name());
            if (parameter.kind() == Kind.AXIS) {
                channel.arguments()
                        .axis()
                        .ifPresent(axis -> entry.put(parameter.name(), String.valueOf(Character.toLowerCase(axis))));
            } else if (parameter.kind() == Kind.OPERATORS) {
                entry.put(
                        parameter.name(),
                        channel.arguments().operators().stream()
                                .map(DeviceWriter::matrix)
                                .toList());
            } else if (value != null) {
                entry.put(
                        parameter.name(),
                        switch (parameter.kind()) {
                            case TIME, DURATION -> time(value);
                            case FREQUENCY -> quantity(value, Scale.FREQUENCY);
                            default -> number(value);
                        });
            }
        }
        return entry;
    }

    private static List<List<Object>> matrix(ComplexMatrix matrix) {
        List<List<Object>> rows = new ArrayList<>();
        for (int r = 0; r < matrix.rows(); r++) {
            List<Object> row = new ArrayList<>();
            for (int c = 0; c < matrix.columns(); c++) {
                double im = matrix.im(r, c);
                Object re = matrix.re(r, c);
                row.add(im == 0 ? re : re + (im < 0 ? "-" : "+") + Math.abs(im) + "i");
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> entries(Object... keysAndValues) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            entries.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return entries;
    }

    private static Object number(Measured value) {
        return value.uncertainty() == 0 ? (Object) value.value() : value.value() + " +/- " + value.uncertainty();
    }

    private static String time(Measured seconds) {
        return quantity(seconds, Scale.TIME);
    }

    /** The shortest decimal of the double, its point moved to a readable unit; reading moves it back in decimal. */
    private static String quantity(Measured value, Scale scale) {
        if (Double.isInfinite(value.value())) {
            return "inf";
        }
        BigDecimal si = new BigDecimal(Double.toString(value.value()));
        int unit = 0;
        while (si.signum() != 0
                && unit < scale.units.size() - 1
                && (scale.step > 0
                        ? si.scaleByPowerOfTen(scale.step * unit).abs().compareTo(BigDecimal.ONE) < 0
                        : si.scaleByPowerOfTen(scale.step * (unit + 1)).abs().compareTo(BigDecimal.ONE) >= 0)) {
            unit++;
        }
        if (si.signum() == 0 && scale == Scale.TIME) {
            unit = scale.units.indexOf("ns");
        }
        String symbol = " " + scale.units.get(unit);
        String shown = plain(si.scaleByPowerOfTen(scale.step * unit)) + symbol;
        if (value.uncertainty() == 0) {
            return shown;
        }
        BigDecimal uncertainty = new BigDecimal(Double.toString(value.uncertainty()));
        return shown + " +/- " + plain(uncertainty.scaleByPowerOfTen(scale.step * unit)) + symbol;
    }

    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) > 30 ? stripped.toString() : stripped.toPlainString();
    }
}
