package org.strangenoise.studies.fit;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.strangenoise.device.Calibration;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Printable;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quoted;

/**
 * Reads measured points: a CSV file with the columns {@link #COLUMNS}, angles in radians, one for all qubits or one for
 * each, separated by spaces; lines that begin with # are comments, and a file that begins with {@code # Synthetic}
 * holds points that nobody measured. A Pauli string or Bloch component counts as measured through the readout. An empty
 * kappa is the study's.
 */
public final class MeasuredPoints {

    /**
     * One measured point of a data file.
     *
     * @param experiment a label of the series it belongs to
     * @param start the product state the run began with
     * @param kappa of the kicked top, if it is not the study's
     * @param step after which it was measured
     * @param name the observable's name
     * @param observable what was measured
     * @param value the measured value
     * @param error its standard deviation, positive
     */
    public record Point(
            String experiment,
            InitialState.Product start,
            OptionalDouble kappa,
            int step,
            String name,
            Observable observable,
            double value,
            double error) {}

    /** The columns, in this order. */
    public static final List<String> COLUMNS =
            List.of("experiment", "theta", "phi", "kappa", "step", "observable", "value", "error");

    /** Errors by which a point may scatter out of the observable's range; one of two million normal ones does more. */
    private static final double MAX_SCATTER = 5;

    /** How the first comment of a file begins whose points a program drew, in upper or lower case. */
    private static final Pattern SYNTHETIC =
            Pattern.compile("\\A\\uFEFF?\\s*#\\s*synthetic\\b", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final CircuitSource circuit;
    private final Calibration device;
    private final Problems problems;

    private MeasuredPoints(String file, CircuitSource circuit, Calibration device, Problems problems) {
        this.file = file;
        this.circuit = circuit;
        this.device = device;
        this.problems = problems;
    }

    /**
     * Reads a file; every problem is recorded at its line and column.
     *
     * @param circuit says how long Pauli strings are, which step is the last and whether there is a kappa
     * @param device names the qubits
     */
    public static List<Point> read(InputFile file, CircuitSource circuit, Calibration device, Problems problems) {
        return file.text(problems)
                .map(text -> new MeasuredPoints(file.name(), circuit, device, problems).read(text))
                .orElse(List.of());
    }

    /** Whether a file says of its points, in its first comment, that they are synthetic. */
    public static boolean areSynthetic(InputFile file) {
        return file.text(new Problems())
                .filter(text -> SYNTHETIC.matcher(text).find())
                .isPresent();
    }

    private List<Point> read(String text) {
        List<Point> points = new ArrayList<>();
        int before = problems.errors().size();
        boolean header = true;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(text)) {
            for (CsvRecord record : csv) {
                if (header) {
                    header = false;
                    if (!record.getFields().stream().map(String::strip).toList().equals(COLUMNS)) {
                        error(
                                record,
                                0,
                                "the header must be `" + String.join(",", COLUMNS) + "`, but is "
                                        + Quoted.value(String.join(",", record.getFields())));
                        return points;
                    }
                } else {
                    point(record).ifPresent(points::add);
                }
            }
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            problems.error(Location.startOf(file), "cannot be read as CSV: " + InputFile.reason(e));
            return points;
        }
        if (points.isEmpty() && problems.errors().size() == before) {
            problems.error(Location.startOf(file), "holds no points");
        }
        return points;
    }

    private Optional<Point> point(CsvRecord record) {
        if (record.getFieldCount() != COLUMNS.size()) {
            error(record, 0, "a point has " + COLUMNS.size() + " fields, but this line has " + record.getFieldCount());
            return Optional.empty();
        }
        Optional<double[]> theta = angles(record, 1);
        Optional<double[]> phi = angles(record, 2);
        boolean ownKappa = !record.getField(3).isBlank();
        OptionalDouble kappa = ownKappa ? number(record, 3) : OptionalDouble.empty();
        boolean goodKappa = !ownKappa || kappa.isPresent();
        if (ownKappa && circuit.kickedTop().isEmpty()) {
            error(record, 3, "`kappa` must be left empty, since the circuit is no kicked top");
            goodKappa = false;
        }
        OptionalDouble step = number(record, 4);
        OptionalDouble value = number(record, 6);
        OptionalDouble error = number(record, 7);
        String name = record.getField(5).strip();
        int qubits = circuit.qubits();
        int lastStep = circuit.steps();
        Optional<Observable> observable = Optional.empty();
        try {
            observable = Optional.of(ObservableRegistry.readScalar(
                    name, ObservableNames.qubits(device, qubits), ObservableNames.isReadOut(name, qubits)));
        } catch (IllegalArgumentException e) {
            error(record, 5, "`observable` " + PlainMessage.of(e));
        }
        if (device.confusion().isPresent() && ObservableNames.isReadOut(name, qubits)) {
            error(
                    record,
                    5,
                    "`observable` is read out, which a fit wants with readout errors of each qubit by itself, but"
                            + " the device has `readout-confusion`");
            observable = Optional.empty();
        }
        boolean goodStep = step.isPresent()
                && step.getAsDouble() == Math.rint(step.getAsDouble())
                && step.getAsDouble() >= 0
                && step.getAsDouble() <= lastStep;
        if (step.isPresent() && !goodStep) {
            error(
                    record,
                    4,
                    "`step` must be a whole number from 0 to " + lastStep + ", but is "
                            + Quoted.value(record.getField(4)));
        }
        boolean goodError = error.isPresent() && error.getAsDouble() >= 1e-12;
        if (error.isPresent() && !goodError) {
            error(record, 7, "`error` must be positive, at least 1e-12, but is " + Quoted.value(record.getField(7)));
        }
        if (observable.isPresent() && value.isPresent() && goodError) {
            Observable.Range range = observable.get().range(qubits);
            double beyond = range.excess(value.getAsDouble()) / error.getAsDouble();
            if (beyond > MAX_SCATTER) {
                error(
                        record,
                        6,
                        String.format(
                                Locale.ROOT,
                                "`value` must lie in the range of `%s`, %s to %s, or scatter beyond it by at most %.0f of"
                                        + " its errors, but is %s, %.3g errors beyond",
                                name,
                                range.low(),
                                range.high(),
                                MAX_SCATTER,
                                record.getField(6).strip(),
                                beyond));
                return Optional.empty();
            }
        }
        if (theta.isEmpty() || phi.isEmpty() || !goodKappa || value.isEmpty() || !goodStep || !goodError) {
            return Optional.empty();
        }
        return observable.map(o -> new Point(
                Printable.line(record.getField(0).strip()),
                new InitialState.Product(IntStream.range(0, qubits)
                        .mapToObj(q -> new SpinDirection(theta.get()[q], phi.get()[q]))
                        .toList()),
                kappa,
                (int) step.getAsDouble(),
                name,
                o,
                value.getAsDouble(),
                error.getAsDouble()));
    }

    /** One angle for all qubits, or one for each, separated by spaces. */
    private Optional<double[]> angles(CsvRecord record, int field) {
        String[] texts = record.getField(field).strip().split("\\s+", -1);
        int qubits = circuit.qubits();
        if (texts.length != 1 && texts.length != qubits) {
            error(
                    record,
                    field,
                    "`" + COLUMNS.get(field) + "` must be one angle, or one for each of the circuit's " + qubits
                            + " qubits, separated by spaces, but has " + texts.length);
            return Optional.empty();
        }
        double[] angles = new double[qubits];
        for (int q = 0; q < qubits; q++) {
            OptionalDouble angle = number(record, field, texts[texts.length == 1 ? 0 : q]);
            if (angle.isEmpty()) {
                return Optional.empty();
            }
            angles[q] = angle.getAsDouble();
        }
        return Optional.of(angles);
    }

    private OptionalDouble number(CsvRecord record, int field) {
        return number(record, field, record.getField(field).strip());
    }

    private OptionalDouble number(CsvRecord record, int field, String text) {
        // Java's own parser also takes hexadecimal numbers and type suffixes.
        if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= 1e6) {
                return OptionalDouble.of(value);
            }
        }
        error(
                record,
                field,
                "`" + COLUMNS.get(field) + "` must be a number from -1e6 to 1e6, but is " + Quoted.value(text));
        return OptionalDouble.empty();
    }

    /** At the field's first character; quotes around earlier fields are not counted. */
    private void error(CsvRecord record, int field, String message) {
        int column = 1;
        for (int k = 0; k < field; k++) {
            column += record.getField(k).length() + 1;
        }
        problems.error(new Location(file, (int) record.getStartingLineNumber(), column), message);
    }
}
