package org.strangenoise.strange;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;

/**
 * Seeds of an environment's samples. They follow from the environment's seed and what the Program does, so that nothing
 * that ran before and no thread changes them; a Program that runs again goes on with fresh outcomes of its own.
 */
final class SampleSeeds {

    private static final SecureRandom ENTROPY = new SecureRandom();

    private final long seed;
    private final boolean stated;
    private final Map<Long, AtomicLong> runs = new ConcurrentHashMap<>();

    /** With the stated seed, else with a fresh one. */
    SampleSeeds(OptionalLong stated) {
        this.seed = stated.orElseGet(ENTROPY::nextLong);
        this.stated = stated.isPresent();
    }

    /** Of everything random in the environment. */
    long seed() {
        return seed;
    }

    /**
     * Seeds of one run.
     *
     * @param outcomes of single outcomes: another one in every run of the same Program
     * @param counts of counts: the same in every run of the same Program if the environment's seed is stated
     */
    record RunSeeds(long outcomes, long counts) {}

    RunSeeds next(Circuit circuit, InitialState.Product initial) {
        long program = mixed(seed ^ fingerprint(circuit, initial));
        long run = runs.computeIfAbsent(program, p -> new AtomicLong()).getAndIncrement();
        long outcomes = mixed(program + run * 0x9E3779B97F4A7C15L);
        return new RunSeeds(outcomes, mixed(~(stated ? program : outcomes)));
    }

    /** The same number for the same Program, on every Java: texts of numbers differ between versions, bits do not. */
    private static long fingerprint(Circuit circuit, InitialState.Product initial) {
        long hash = mixed(circuit.qubits());
        for (SpinDirection direction : initial.directions()) {
            hash = number(number(hash, direction.theta()), direction.phi());
        }
        for (Operation operation : circuit.operations()) {
            hash = operation(hash, operation);
        }
        return hash;
    }

    private static long operation(long before, Operation operation) {
        if (operation instanceof Delay delay) {
            return number(text(before, "delay" + delay.qubit()), delay.seconds());
        }
        if (!(operation instanceof UnitaryOperation gate)) {
            return text(before, operation.toString());
        }
        long hash = text(before, gate.name() + gate.qubits());
        for (double parameter : gate.parameters()) {
            hash = number(hash, parameter);
        }
        if (gate instanceof MatrixOperation dense) {
            for (double[] part : List.of(dense.matrix().re(), dense.matrix().im())) {
                for (double entry : part) {
                    hash = number(hash, entry);
                }
            }
        } else if (gate.generator().isPresent()) {
            Generator exponent = gate.generator().get();
            hash = number(hash, exponent.angle());
            for (PauliSum.Term term : exponent.axis().terms()) {
                hash = number(text(hash, term.string().letters()), term.coefficient());
            }
        }
        return hash;
    }

    private static long number(long before, double value) {
        return mixed(before ^ Double.doubleToLongBits(value));
    }

    private static long text(long before, String text) {
        long hash = before;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = mixed(hash ^ b);
        }
        return mixed(hash);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014) after its increment. */
    private static long mixed(long state) {
        long z = state + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
