package org.strangenoise.exchange.openqasm;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/**
 * Reads circuits in OpenQASM 2 and the circuit part of OpenQASM 3, with Amazon Braket's noise pragmas.
 *
 * <p>Qubits are numbered in the order of their declarations. Gates of {@code stdgates.inc} and {@code qelib1.inc}
 * become single operations under the names of a device file ({@code cx} is {@code cnot}). A gate that the file defines
 * becomes the operations of its body, unless it is one of {@code deviceGates} or its name starts with {@code sn_}, as
 * the writers of this package name operations: then it stays one operation, on any number of qubits if it is diagonal
 * by construction, else on at most five.
 *
 * @param limits what a file may ask for
 * @param deviceGates names of defined gates that are single operations of the device
 */
public record OpenQasmReader(ReaderLimits limits, Set<String> deviceGates) {

    public OpenQasmReader {
        deviceGates = Set.copyOf(deviceGates);
    }

    /** A reader with the usual limits. */
    public OpenQasmReader() {
        this(ReaderLimits.DEFAULT, Set.of());
    }

    public OpenQasmReader withLimits(ReaderLimits newLimits) {
        return new OpenQasmReader(newLimits, deviceGates);
    }

    public OpenQasmReader withDeviceGates(Set<String> newDeviceGates) {
        return new OpenQasmReader(limits, newDeviceGates);
    }

    /**
     * The circuit of a file. Included files must lie in its folder.
     *
     * @throws InvalidInputException with every problem as {@code file:line:column: message}
     * @throws IOException if the file cannot be read
     */
    public ImportedCircuit read(Path file) throws IOException {
        if (Files.size(file) > 4L * limits.characters()) {
            throw refusal(file.toString(), "a file must have at most " + limits.characters() + " characters");
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (MalformedInputException e) {
            throw refusal(file.toString(), "the file is not UTF-8 text");
        }
        Path folder = file.toAbsolutePath().getParent();
        String shown = file.toString();
        int nameLength = String.valueOf(file.getFileName()).length();
        return read(text, shown, folder, shown.substring(0, shown.length() - nameLength));
    }

    /**
     * The circuit of a text, which can include no files but the two libraries.
     *
     * @param text the program
     * @param name what messages call it
     * @throws InvalidInputException with every problem as {@code name:line:column: message}
     */
    public ImportedCircuit read(String text, String name) {
        return read(text, name, null, "");
    }

    private ImportedCircuit read(String text, String name, @Nullable Path folder, String shownFolder) {
        SourceFiles files = new SourceFiles(folder, shownFolder, limits);
        ReadingSession session = new ReadingSession(files, limits, deviceGates);
        try {
            session.read(SourceFiles.withoutMark(text), new Place(name), false);
        } catch (BudgetSpentException e) {
            session.problems().add(e.problem());
        }
        if (!session.problems().hasErrors() && session.program().qubits() == 0) {
            session.problems()
                    .error(Location.startOf(name), "a program must have at least one qubit, but declares none");
        }
        session.problems().throwIfErrors();
        return session.program().build(session.problems().warnings(), files.read());
    }

    private static InvalidInputException refusal(String file, String message) {
        return new InvalidInputException(List.of(Problem.error(Location.startOf(file), message)));
    }
}
