package org.strangenoise.exchange;

import java.util.List;
import java.util.Optional;
import org.strangenoise.exchange.aer.AerNoiseWriter;
import org.strangenoise.exchange.braket.BraketWriter;
import org.strangenoise.exchange.openqasm.OpenQasm2Writer;
import org.strangenoise.exchange.openqasm.OpenQasm3Writer;
import org.strangenoise.exchange.strange.StrangeJavaWriter;

/** Every format by its name. */
public final class Exporters {

    /**
     * A format.
     *
     * @param name as users ask for it
     * @param description one line for help texts
     * @param fileExtension with its dot
     * @param needsNoise whether the source must hold the noise of a device
     * @param placesNoise whether noise stands where it acts, so that the same gate may have it once and not another
     *     time
     * @param plain the exporter without timing
     * @param timed the exporter that writes the schedule, absent if the format has no such form
     */
    public record Format(
            String name,
            String description,
            String fileExtension,
            boolean needsNoise,
            boolean placesNoise,
            Exporter plain,
            Optional<Exporter> timed) {}

    private static final List<Format> FORMATS = List.of(
            new Format(
                    "openqasm3",
                    "OpenQASM 3 circuit; --timed adds delays and barriers",
                    ".qasm",
                    false,
                    false,
                    new OpenQasm3Writer(),
                    Optional.of(new OpenQasm3Writer(true, false))),
            new Format(
                    "openqasm3-physical",
                    "OpenQASM 3 circuit on physical qubits $0, $1, ...",
                    ".qasm",
                    false,
                    false,
                    new OpenQasm3Writer(false, true),
                    Optional.of(new OpenQasm3Writer(true, true))),
            new Format(
                    "openqasm2",
                    "OpenQASM 2 circuit, every gate defined in the file; --timed adds times as comments",
                    ".qasm",
                    false,
                    false,
                    new OpenQasm2Writer(),
                    Optional.of(new OpenQasm2Writer(true))),
            new Format(
                    "braket",
                    "circuit and noise as OpenQASM 3 with Amazon Braket's noise pragmas",
                    ".qasm",
                    true,
                    true,
                    new BraketWriter(),
                    Optional.empty()),
            new Format(
                    "aer-noise",
                    "noise model of Qiskit Aer for the circuit of openqasm3",
                    ".json",
                    true,
                    false,
                    new AerNoiseWriter(),
                    Optional.empty()),
            new Format(
                    "strange-java",
                    "Java class that builds the circuit as a Strange Program",
                    ".java",
                    false,
                    false,
                    new StrangeJavaWriter(),
                    Optional.empty()));

    private Exporters() {}

    /** All formats. */
    public static List<Format> all() {
        return FORMATS;
    }

    /** The format of a name, empty if there is none. */
    public static Optional<Format> find(String name) {
        return FORMATS.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
