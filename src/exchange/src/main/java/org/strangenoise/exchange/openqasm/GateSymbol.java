package org.strangenoise.exchange.openqasm;

import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;

/** A gate that a file may call. */
sealed interface GateSymbol {

    /** The name under which it is called. */
    String name();

    /** How many angles it takes. */
    int parameterCount();

    /** How many qubits it acts on, modifiers apart. */
    int qubitCount();

    /** A gate of the language or of an included library, under the name that it is called by. */
    record Standard(String name, StandardGate gate) implements GateSymbol {
        @Override
        public int parameterCount() {
            return gate.parameters();
        }

        @Override
        public int qubitCount() {
            return gate.qubits();
        }
    }

    /** The factor e^{i angle} on no qubit. */
    record GlobalPhase() implements GateSymbol {
        @Override
        public String name() {
            return "gphase";
        }

        @Override
        public int parameterCount() {
            return 1;
        }

        @Override
        public int qubitCount() {
            return 0;
        }
    }

    /**
     * A gate defined by a file.
     *
     * @param parameters names of its angles
     * @param body calls in order, on local qubits
     * @param names constants that the body may use beside the parameters
     */
    record Defined(
            String name,
            List<String> parameters,
            int qubitCount,
            List<Call> body,
            QasmPlace place,
            boolean version2,
            ExpressionReader.Names names)
            implements GateSymbol {
        @Override
        public int parameterCount() {
            return parameters.size();
        }
    }

    /** A call in a body; {@code bound} are the variables of the loops around it. */
    record Call(
            List<GateModifier> modifiers,
            GateSymbol gate,
            List<ExpressionContext> arguments,
            Map<String, Value> bound,
            List<Integer> qubits,
            Token at) {}
}
