package org.strangenoise.exchange.openqasm;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problems;

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
     */
    public ImportedCircuit read(Path file) {
        Problems problems = new Problems();
        Optional<InputFile> source = InputFile.argument(file, limits.bytes(), problems);
        problems.throwIfErrors();
        return read(source.orElseThrow(), IncludedFiles.ON_DISK);
    }

    /**
     * As {@link #read(Path)}, of a file that was read.
     *
     * @param included hears of every file that the program includes
     */
    public ImportedCircuit read(InputFile file, IncludedFiles included) {
        Problems problems = new Problems();
        Optional<String> text = file.text(problems);
        problems.throwIfErrors();
        String shown = file.name();
        int nameLength = String.valueOf(file.path().getFileName()).length();
        SourceFiles files =
                new SourceFiles(file.folder(), shown.substring(0, shown.length() - nameLength), limits, included);
        return read(text.orElseThrow(), shown, files);
    }

    /**
     * The circuit of a text, which can include no files but the two libraries.
     *
     * @param text the program
     * @param name what messages call it
     * @throws InvalidInputException with every problem as {@code name:line:column: message}
     */
    public ImportedCircuit read(String text, String name) {
        return read(text, name, new SourceFiles(null, "", limits, IncludedFiles.ON_DISK));
    }

    private ImportedCircuit read(String text, String name, SourceFiles files) {
        ReadingSession session = new ReadingSession(files, limits, deviceGates);
        try {
            session.read(SourceFiles.withoutMark(text), new QasmPlace(name), false);
        } catch (ProgramEndedException e) {
            // What was read is the program.
        } catch (Budget.SpentException e) {
            session.problems().add(e.problem());
        }
        if (!session.problems().hasErrors() && session.program().qubits() == 0) {
            session.problems()
                    .error(Location.startOf(name), "a program must have at least one qubit, but declares none");
        }
        session.problems().throwIfErrors();
        return session.program().build(session.problems().warnings());
    }

    /** The program says that it ends: nothing after it is read. */
    static final class ProgramEndedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ProgramEndedException() {
            super("the program has ended", null, false, false);
        }
    }
}
