package org.strangenoise.simulate.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;

/**
 * A noisy circuit cut where something is recorded or depends on records, and how long each record matters. A record
 * that no condition reads, of a qubit to which nothing more happens, is left for the end.
 */
public final class RecordedProgram {

    /** Of a record: its measurement stands in a block that was not run, so that it repeats the one before it. */
    static final byte SKIPPED = 2;

    /** Of a record: its measurement is still to come. */
    public static final byte UNWRITTEN = 3;

    /** What the records say; equal where their bytes are. */
    private record History(byte[] records) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof History history && Arrays.equals(records, history.records);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(records);
        }
    }

    /** What happens next. */
    public sealed interface Step {

        /** Instructions, if records say so. */
        record Run(Optional<Condition> guard, int stretch) implements Step {}

        /** A measurement that is recorded, if records say so. */
        record Recorded(Optional<Condition> guard, int qubit, int record) implements Step {}

        /** The end of a segment. */
        record Point() implements Step {}
    }

    private final NoisyCircuit circuit;
    private final List<Step> steps = new ArrayList<>();
    private final List<NoisySegment> stretches = new ArrayList<>();
    private final int[] writtenAt;
    private final int[] lastUse;
    private final int[] settledQubit;
    private final int[] last;

    /**
     * Cuts a circuit.
     *
     * @param segments how many of its segments, from the start
     * @param keepsBits whether the bits at the end matter
     * @param defers whether records may be left for the end
     */
    public RecordedProgram(NoisyCircuit circuit, int segments, boolean keepsBits, boolean defers) {
        this.circuit = circuit;
        List<NoisySegment> part = circuit.segments().subList(0, segments);
        MeasurementRecords records = circuit.records();
        this.settledQubit = new int[records.size()];
        Arrays.fill(settledQubit, -1);
        boolean[] here = new boolean[records.size()];
        boolean[] read = survey(part, here, defers);
        this.last = new int[records.bits()];
        for (int bit = 0; bit < last.length; bit++) {
            int record = records.last().get(bit);
            while (record >= 0 && !here[record]) {
                record = records.previous().get(record);
            }
            last[bit] = record;
        }
        boolean[] needed = needed(read, keepsBits);
        cut(part, needed);
        this.writtenAt = new int[records.size()];
        this.lastUse = new int[records.size()];
        Arrays.fill(writtenAt, Integer.MAX_VALUE);
        Arrays.fill(lastUse, -1);
        uses(keepsBits);
    }

    /** Finds the records written here, those that conditions read, and those of qubits that are settled. */
    private boolean[] survey(List<NoisySegment> part, boolean[] here, boolean defers) {
        boolean[] read = new boolean[here.length];
        for (NoisySegment segment : part) {
            for (int k = 0; k < segment.instructions().size(); k++) {
                NoisyInstruction instruction = segment.instructions().get(k);
                guard(instruction).ifPresent(guard -> guard.bits().forEach(record -> read[record] = true));
                if (plain(instruction) instanceof NoisyInstruction.Measure measure
                        && measure.record().isPresent()) {
                    int record = measure.record().getAsInt();
                    here[record] = true;
                    boolean goesOn = guard(instruction).isPresent()
                            || (k + 1 < segment.instructions().size()
                                    && isCollapse(segment.instructions().get(k + 1), measure.qubit()));
                    if (!goesOn && defers) {
                        settledQubit[record] = measure.qubit();
                    }
                }
            }
        }
        for (int record = 0; record < read.length; record++) {
            if (read[record]) {
                settledQubit[record] = -1;
            }
        }
        return read;
    }

    private boolean[] needed(boolean[] read, boolean keepsBits) {
        boolean[] needed = read.clone();
        for (int record : keepsBits ? last : new int[0]) {
            if (record >= 0) {
                needed[record] = true;
            }
        }
        for (int record = needed.length - 1; record >= 0; record--) {
            int previous = circuit.records().previous().get(record);
            if (needed[record] && previous >= 0) {
                needed[previous] = true;
                // What another record may repeat cannot wait.
                settledQubit[previous] = -1;
            }
        }
        return needed;
    }

    private void cut(List<NoisySegment> part, boolean[] needed) {
        List<NoisyInstruction> open = new ArrayList<>();
        Optional<Condition> under = Optional.empty();
        for (NoisySegment segment : part) {
            int collapsed = -1;
            for (NoisyInstruction instruction : segment.instructions()) {
                Optional<Condition> guard = guard(instruction);
                NoisyInstruction plain = plain(instruction);
                if (collapsed >= 0 && isCollapse(plain, collapsed)) {
                    collapsed = -1;
                    continue;
                }
                collapsed = -1;
                if (!guard.equals(under)) {
                    close(under, open);
                    under = guard;
                }
                if (!(plain instanceof NoisyInstruction.Measure measure)) {
                    open.add(plain);
                } else if (measure.record().isPresent()
                        && needed[measure.record().getAsInt()]
                        && settledQubit[measure.record().getAsInt()] < 0) {
                    close(under, open);
                    steps.add(new Step.Recorded(
                            guard, measure.qubit(), measure.record().getAsInt()));
                    collapsed = measure.qubit();
                }
            }
            close(under, open);
            under = Optional.empty();
            steps.add(new Step.Point());
        }
    }

    private void close(Optional<Condition> guard, List<NoisyInstruction> open) {
        if (!open.isEmpty()) {
            steps.add(new Step.Run(guard, stretches.size()));
            stretches.add(new NoisySegment(open, 0, Optional.empty()));
            open.clear();
        }
    }

    private static Optional<Condition> guard(NoisyInstruction instruction) {
        return instruction instanceof NoisyInstruction.Conditional conditional
                ? Optional.of(conditional.guard())
                : Optional.empty();
    }

    private static NoisyInstruction plain(NoisyInstruction instruction) {
        return instruction instanceof NoisyInstruction.Conditional conditional
                ? conditional.instruction()
                : instruction;
    }

    /** True for the dephasing that follows a measurement of a qubit which is used again. */
    private static boolean isCollapse(NoisyInstruction instruction, int qubit) {
        return plain(instruction) instanceof NoisyInstruction.Noise noise
                && noise.origin().mechanism().equals(Measurement.NAME)
                && noise.qubits().equals(List.of(qubit));
    }

    private void uses(boolean keepsBits) {
        for (int at = 0; at < steps.size(); at++) {
            Optional<Condition> guard = Optional.empty();
            if (steps.get(at) instanceof Step.Run run) {
                guard = run.guard();
            } else if (steps.get(at) instanceof Step.Recorded record) {
                guard = record.guard();
                writtenAt[record.record()] = at;
            }
            int now = at;
            guard.ifPresent(condition -> condition.bits().forEach(record -> lastUse[record] = now));
        }
        if (keepsBits) {
            for (int record : last) {
                if (record >= 0) {
                    lastUse[record] = Integer.MAX_VALUE;
                }
            }
        }
        // A record that may be skipped repeats the one before, which is copied if all that it goes back to is there.
        int[] latest = new int[lastUse.length];
        for (int record = 0; record < latest.length; record++) {
            int previous = circuit.records().previous().get(record);
            boolean written = writtenAt[record] < Integer.MAX_VALUE;
            latest[record] = Math.max(written ? writtenAt[record] : -1, previous < 0 ? -1 : latest[previous]);
        }
        for (int record = lastUse.length - 1; record >= 0; record--) {
            int previous = circuit.records().previous().get(record);
            if (previous >= 0 && writtenAt[record] < Integer.MAX_VALUE && isGuarded(record)) {
                int until = latest[previous] < writtenAt[record] ? writtenAt[record] : lastUse[record];
                lastUse[previous] = Math.max(lastUse[previous], until);
            }
        }
    }

    private boolean isGuarded(int record) {
        return ((Step.Recorded) steps.get(writtenAt[record])).guard().isPresent();
    }

    public NoisyCircuit circuit() {
        return circuit;
    }

    public List<Step> steps() {
        return steps;
    }

    /** The instructions of the runs, without conditions and measurements. */
    public List<NoisySegment> stretches() {
        return stretches;
    }

    /** By bit: the record that it holds at the end, negative for a 0. */
    public int[] last() {
        return last;
    }

    /** The qubit whose final populations tell a record that was left for the end; negative for any other. */
    public int settledQubit(int record) {
        return settledQubit[record];
    }

    /** Number of records. */
    public int records() {
        return lastUse.length;
    }

    private boolean isLive(int record, int step) {
        return writtenAt[record] <= step && lastUse[record] > step;
    }

    /** The most histories that matter at one time, whatever their probabilities; counted up to a limit. */
    int mostHistories(int limit) {
        byte[] none = new byte[records()];
        Arrays.fill(none, UNWRITTEN);
        Set<History> histories = Set.of(new History(none));
        int most = 1;
        for (int at = 0; at < steps.size() && most <= limit; at++) {
            if (steps.get(at) instanceof Step.Recorded measured) {
                Set<History> parted = new HashSet<>();
                for (History history : histories) {
                    boolean holds = holds(measured.guard(), history.records());
                    for (byte bit = 0; bit < (holds ? 2 : 1); bit++) {
                        byte[] next = history.records().clone();
                        if (holds) {
                            next[measured.record()] = bit;
                        } else {
                            skip(measured.record(), next);
                        }
                        forget(next, at);
                        parted.add(new History(next));
                    }
                }
                histories = parted;
                most = Math.max(most, histories.size());
            } else if (steps.get(at) instanceof Step.Run run && run.guard().isPresent()) {
                Set<History> kept = new HashSet<>();
                for (History history : histories) {
                    byte[] next = history.records().clone();
                    forget(next, at);
                    kept.add(new History(next));
                }
                histories = kept;
            }
        }
        return most;
    }

    /** Makes histories equal that agree in all that matters after a step. */
    void forget(byte[] history, int step) {
        for (int record = 0; record < history.length; record++) {
            if (history[record] != UNWRITTEN && !isLive(record, step)) {
                history[record] = 0;
            }
        }
    }

    /** Whether a guard holds for a history of records. */
    public boolean holds(Optional<Condition> guard, byte[] history) {
        IntPredicate bits = record -> value(record, history) == 1;
        return guard.isEmpty() || guard.get().holds(bits);
    }

    /** What a record says: 0 or 1; a skipped one repeats the one before it. */
    public int value(int record, byte[] history) {
        int at = origin(record, history);
        return at < 0 || history[at] == UNWRITTEN ? 0 : history[at];
    }

    /** Notes that a measurement was not made: its record repeats the one before it, by copying if that is there. */
    public void skip(int record, byte[] history) {
        int at = origin(circuit.records().previous().get(record), history);
        history[record] = at < 0 ? 0 : history[at] == UNWRITTEN ? SKIPPED : history[at];
    }

    /** The record that one repeats if its own measurement was not made, negative for a 0. */
    private int origin(int record, byte[] history) {
        int at = record;
        while (at >= 0 && history[at] == SKIPPED) {
            at = circuit.records().previous().get(at);
        }
        return at;
    }
}
