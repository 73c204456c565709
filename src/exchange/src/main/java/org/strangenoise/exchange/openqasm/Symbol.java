package org.strangenoise.exchange.openqasm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a name in a file stands for. */
sealed interface Symbol {

    /** One qubit, a register, or an alias of some qubits. */
    record Qubits(List<Integer> indices, boolean isRegister) implements Symbol {}

    /** One classical bit or a register of them. */
    record Bits(String name, int first, int size, boolean isRegister) implements Symbol {

        /** The bits' numbers in the program. */
        List<Integer> numbers() {
            return IntStream.range(first, first + size).boxed().toList();
        }
    }

    /**
     * A variable: what it is worth where the program now stands; absent where that depends on measurements, and before
     * it has been given a value.
     *
     * @param type the token of its type
     */
    record Variable(int type, Optional<Value> value) implements Symbol {}

    /** A gate without a definition: declared, and refused where it is called. */
    record Opaque() implements Symbol {}

    /** A constant or a loop's variable. */
    record Constant(Value value) implements Symbol {}

    /** A gate; one from an OpenQASM 2 library yields to a definition in the file. */
    record Gate(GateSymbol gate, boolean yields) implements Symbol {}

    /** Something whose definition was refused: its uses are not worth a second message. */
    record Refused() implements Symbol {}
}
