package org.strangenoise.exchange.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.CouplingMap;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.DurationOverride;
import org.strangenoise.device.OperationCalibration.GateError;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.exchange.device.ImportedDevice.ErrorRow;
import org.strangenoise.math.Measured;

/**
 * Collects what a provider's file says about a device and makes a consistent calibration of it. What is missing or out
 * of order is left out with a remark: one bad value never costs the rest.
 */
final class DeviceDraft {

    /** A gate on certain qubits, by their numbers in the file. */
    private record Stated(List<Integer> qubits, double seconds, OptionalDouble error) {}

    /** What a device file takes as the name of an operation. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

    private final String name;
    private final String source;
    private final Map<Integer, QubitCalibration> qubits = new TreeMap<>();
    private final Map<String, Map<Set<Integer>, Stated>> operations = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Map<String, Set<String>> leftOut = new LinkedHashMap<>();
    private final Map<String, Set<String>> longer = new LinkedHashMap<>();
    private Optional<Set<Set<Integer>>> couplings = Optional.empty();

    DeviceDraft(String name, String source) {
        this.name = name;
        this.source = source;
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    static String nameOf(int qubit) {
        return "Q" + qubit;
    }

    /** A qubit; without both times, or with one that is not positive, it is left out. */
    void addQubit(int qubit, OptionalDouble t1, OptionalDouble t2, Optional<ReadoutError> readout) {
        String what = nameOf(qubit);
        if (t1.isEmpty() || t2.isEmpty()) {
            leaveOutQubit(qubit, "states no " + (t1.isEmpty() ? "T1" : "T2"));
            return;
        }
        if (!(t1.getAsDouble() > 0 && t2.getAsDouble() > 0)) {
            leaveOutQubit(qubit, "has a " + (t1.getAsDouble() > 0 ? "T2" : "T1") + " of 0");
            return;
        }
        double limit = 2 * t1.getAsDouble();
        if (t2.getAsDouble() > limit) {
            remark("T2 of " + what + " exceeds 2 T1, which no channel has; it is clamped to 2 T1.");
        }
        if (readout.isEmpty()) {
            leaveOut("No readout error is stated, and readout is taken as perfect, on ", List.of(qubit));
        }
        qubits.put(
                qubit,
                QubitCalibration.ofT1T2(what, t1.getAsDouble(), Math.min(limit, t2.getAsDouble()))
                        .withReadout(readout.orElse(ReadoutError.NONE)));
    }

    /** A readout error that is one number, as that of both states. */
    static Optional<ReadoutError> forBoth(OptionalDouble error) {
        return error.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ReadoutError(Measured.exactly(error.getAsDouble()), Measured.exactly(error.getAsDouble())));
    }

    void leaveOutQubit(int qubit, String reason) {
        remark("Qubit " + nameOf(qubit) + " " + reason + " and is left out.");
    }

    /** A gate, measurement or reset on qubits, with its stated average error. */
    void addOperation(String gate, List<Integer> targets, OptionalDouble seconds, OptionalDouble error) {
        String operation = gate.equals("measure") ? Measurement.NAME : StandardGates.operation(gate);
        if (!NAME.matcher(operation).matches()) {
            remark("A gate whose name is no name of letters, digits, `_` and `-` is left out.");
            return;
        }
        if (targets.isEmpty()) {
            remark("Gate " + gate + " names no qubits and is left out.");
            return;
        }
        if (seconds.isEmpty()) {
            leaveOut("Gate " + gate + " states no length and is left out on ", targets);
            return;
        }
        if (error.isPresent() && !(error.getAsDouble() < 1)) {
            leaveOut("Gate " + gate + " has error 1, that is, it does not work, and is left out on ", targets);
            return;
        }
        Map<Set<Integer>, Stated> all = operations.computeIfAbsent(operation, key -> new LinkedHashMap<>());
        Set<Integer> key = new HashSet<>(targets);
        Stated known = all.get(key);
        if (key.size() < targets.size()) {
            remark("Gate " + gate + " on qubits " + targets + " names a qubit twice and is left out.");
            return;
        }
        if (known != null && known.seconds() != seconds.getAsDouble()) {
            longer.computeIfAbsent(operation, o -> new LinkedHashSet<>())
                    .add(known.qubits().stream().map(DeviceDraft::nameOf).collect(Collectors.joining("-")));
        }
        OptionalDouble larger = known == null || known.error().isEmpty()
                ? error
                : error.isEmpty() || known.error().getAsDouble() > error.getAsDouble() ? known.error() : error;
        all.put(
                key,
                known != null && known.seconds() > seconds.getAsDouble()
                        ? new Stated(known.qubits(), known.seconds(), larger)
                        : new Stated(List.copyOf(targets), seconds.getAsDouble(), larger));
    }

    void leaveOutOperation(String gate, String reason, List<Integer> targets) {
        leaveOut("Gate " + gate + " " + reason + " and is left out on ", targets);
    }

    private void leaveOut(String what, List<Integer> targets) {
        leftOut.computeIfAbsent(what, key -> new LinkedHashSet<>())
                .add(targets.stream().map(DeviceDraft::nameOf).collect(Collectors.joining("-")));
    }

    /** The pairs that the file says are coupled; without this, those on which a gate works. */
    void setCouplings(Set<Set<Integer>> pairs) {
        couplings = Optional.of(pairs);
    }

    /**
     * The device.
     *
     * @throws IllegalArgumentException if no qubit is left
     */
    ImportedDevice build() {
        if (qubits.isEmpty()) {
            throw new IllegalArgumentException(
                    "must hold at least one qubit with T1 and T2, but holds none: " + String.join(" ", remarks));
        }
        dropOperationsOfMissingQubits();
        longer.forEach((operation, where) -> remark("Operation " + operation
                + " has different lengths in its directions, of which the longer one is taken, on "
                + String.join(", ", where) + "."));
        leftOut.forEach((what, where) -> remark(what + String.join(", ", where) + "."));
        Optional<CouplingMap> map = couplingMap();
        Map<String, OperationCalibration> listed = new LinkedHashMap<>();
        operations.forEach((operation, stated) -> {
            if (!stated.isEmpty()) {
                listed.put(operation, operation(operation, List.copyOf(stated.values()), map));
            }
        });
        Calibration calibration = new Calibration(
                name,
                source,
                List.copyOf(qubits.values()),
                listed,
                List.of(),
                List.of(),
                map,
                Map.of(),
                Calibration.GateErrors.COHERENCE_ONLY,
                0,
                Optional.empty(),
                List.of());
        remarkOnErrors(calibration);
        return new ImportedDevice(calibration, List.copyOf(remarks));
    }

    private void dropOperationsOfMissingQubits() {
        operations
                .values()
                .forEach(stated ->
                        stated.keySet().removeIf(key -> !qubits.keySet().containsAll(key)));
    }

    private Optional<CouplingMap> couplingMap() {
        boolean hasPairs = operations.values().stream()
                .flatMap(stated -> stated.keySet().stream())
                .anyMatch(key -> key.size() == 2);
        boolean hadPairs = leftOut.values().stream().flatMap(Set::stream).anyMatch(where -> where.contains("-"));
        if (couplings.isEmpty() && !hasPairs && !hadPairs) {
            return Optional.empty();
        }
        Set<Set<Integer>> pairs = couplings.orElseGet(() -> operations.values().stream()
                .flatMap(stated -> stated.keySet().stream())
                .filter(key -> key.size() == 2)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        List<Integer> order = List.copyOf(qubits.keySet());
        return Optional.of(new CouplingMap(pairs.stream()
                .filter(pair -> qubits.keySet().containsAll(pair))
                .map(pair -> pair.stream().map(order::indexOf).sorted().toList())
                .sorted(Comparator.<List<Integer>>comparingInt(pair -> pair.get(0))
                        .thenComparingInt(pair -> pair.get(1)))
                .map(pair -> new CouplingMap.Pair(pair.get(0), pair.get(1)))
                .toList()));
    }

    /**
     * The commonest duration for all, and overrides where it differs; only overrides where the gate is not everywhere.
     */
    private OperationCalibration operation(String operation, List<Stated> all, Optional<CouplingMap> map) {
        int width = all.get(0).qubits().size();
        boolean sameWidth = all.stream().allMatch(s -> s.qubits().size() == width);
        int places = width == 1
                ? qubits.size()
                : width == 2 && map.isPresent() ? map.get().pairs().size() : -1;
        boolean everywhere = sameWidth && all.size() == places;
        Map<Double, Integer> counts = new LinkedHashMap<>();
        all.forEach(s -> counts.merge(s.seconds(), 1, Integer::sum));
        double commonest = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        List<DurationOverride> overrides = all.stream()
                .filter(s -> !everywhere || s.seconds() != commonest)
                .map(s -> new DurationOverride(names(s), Measured.exactly(s.seconds())))
                .toList();
        List<GateError> errors = all.stream()
                .filter(s -> s.error().isPresent() && s.qubits().size() <= 3)
                .filter(s -> s.seconds() > 0 || s.error().getAsDouble() > 0)
                .map(s -> new GateError(names(s), Measured.exactly(s.error().getAsDouble()), 0))
                .toList();
        Timing timing = everywhere ? new Timing.Duration(Measured.exactly(commonest)) : new Timing.Listed();
        return new OperationCalibration(operation, timing, Envelope.RECTANGULAR, overrides, errors);
    }

    private static List<String> names(Stated stated) {
        return stated.qubits().stream().map(DeviceDraft::nameOf).toList();
    }

    /** One sentence per operation with the medians, and those stated below what relaxation makes. */
    private void remarkOnErrors(Calibration calibration) {
        Map<String, List<ErrorRow>> byOperation = ImportedDevice.errors(calibration).stream()
                .collect(Collectors.groupingBy(ErrorRow::operation, LinkedHashMap::new, Collectors.toList()));
        byOperation.forEach((operation, rows) -> {
            double stated = median(rows.stream().mapToDouble(ErrorRow::stated).toArray());
            double coherence =
                    median(rows.stream().mapToDouble(ErrorRow::coherence).toArray());
            String share = stated > 0 ? " (" + Math.round(100 * coherence / stated) + " %)" : "";
            List<String> below = rows.stream()
                    .filter(ErrorRow::isBelowCoherence)
                    .map(row -> String.join("-", row.qubits()))
                    .toList();
            remark(String.format(
                    Locale.ROOT,
                    "Errors of %s: %.2g stated (median of %d), of which T1, T2 and the duration explain %.2g%s;"
                            + " gate-errors: match adds the rest.",
                    operation,
                    stated,
                    rows.size(),
                    coherence,
                    share));
            if (!below.isEmpty()) {
                remark("Errors of " + operation + " are stated below what T1, T2 and the duration make on "
                        + String.join(", ", below) + ".");
            }
        });
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** The numbers of qubits that have been kept so far. */
    List<Integer> kept() {
        return new ArrayList<>(qubits.keySet());
    }
}
