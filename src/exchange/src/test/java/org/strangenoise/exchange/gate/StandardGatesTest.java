package org.strangenoise.exchange.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.exchange.openqasm.OpenQasm2Writer;
import org.strangenoise.exchange.openqasm.OpenQasmReader;

/** What every entry of the table of gates must keep, also one from outside. */
class StandardGatesTest {

    private static final List<Double> ANGLES = List.of(0.3, -1.9, 2.7, 1.1);

    static Stream<StandardGate> gates() {
        return StandardGates.all().stream();
    }

    private static UnitaryOperation made(StandardGate gate) {
        return gate.on(
                ANGLES.subList(0, gate.parameters()),
                IntStream.range(0, gate.qubits()).map(q -> 2 * q + 1).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("gates")
    void itsOperationIsCalledAsTheEntrySays(StandardGate gate) {
        assertEquals(gate.operation(), made(gate).name(), gate.name());
        assertEquals(
                gate.operation(), made(gate).inverse().name(), gate.name() + ": an inverse has the name of its gate");
        assertEquals(1 << gate.qubits(), made(gate).matrix().rows(), gate.name());
    }

    @ParameterizedTest
    @MethodSource("gates")
    void aDeviceTakesAnyOfItsNames(StandardGate gate) {
        Set<String> names = new TreeSet<>(List.of(gate.name(), gate.operation()));
        Stream.of(GateFormat.values()).filter(GateFormat::hasNames).forEach(format -> names.addAll(gate.names(format)));
        assertTrue(StandardGates.operationNames().containsAll(names), gate.name());
        for (String name : names) {
            assertEquals(gate.operation(), StandardGates.operation(name));
            assertTrue(StandardGates.namesOf(name).containsAll(names), name);
            assertEquals(gate.operation(), StandardGates.namesOf(name).get(0));
        }
    }

    /**
     * Our OpenQASM 2 defines gates itself: the definition is the gate up to the phase that the language leaves open.
     */
    @ParameterizedTest
    @MethodSource("gates")
    void itsDefinitionIsItsMatrix(StandardGate gate) {
        if (gate.written(GateFormat.OPENQASM2).isEmpty()) {
            return;
        }
        Circuit circuit = Circuit.on(2 * gate.qubits()).add(made(gate)).build();
        Exported exported = new OpenQasm2Writer().write(circuit);
        // Under another name, or the reader would take the definition for the gate that it repeats.
        String text = exported.text().replaceAll("\\b" + gate.name() + "\\b(?=[ (])", "hidden");
        assertTrue(text.contains("gate hidden"), text);
        Circuit read = new OpenQasmReader().read(text, "definition.qasm").circuit();
        assertTrue(Unitaries.distanceUpToPhase(Unitaries.of(circuit), Unitaries.of(read)) < 1e-14, text);
    }

    @Test
    void anEntryWithoutAFormulaOrALegalNameCannotBeMade() {
        StandardGate.Maker maker = StandardGates.get("x")::on;
        IllegalArgumentException noFormula =
                assertThrows(IllegalArgumentException.class, () -> StandardGate.of("mine", 0, 1, " ", maker));
        assertTrue(noFormula.getMessage().startsWith("gate `mine` must have"), noFormula.getMessage());
        assertThrows(IllegalArgumentException.class, () -> StandardGate.of("no name", 0, 1, "X", maker));
    }
}
