package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.exchange.braket.BraketNoise;
import org.strangenoise.exchange.braket.MatrixText;
import org.strangenoise.exchange.gate.QubitOrder;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BarrierContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateCallContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.StatementContext;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyInstruction;

/** Amazon Braket's pragmas {@code braket noise name(arguments) qubits} and {@code braket unitary(matrix) qubits}. */
final class BraketPragma {

    /** The largest matrix worth reading: three qubits. */
    private static final int MOST_QUBITS = 3;

    private final QasmPlace place;
    private final Token at;
    private final Scope scope;
    private final ProgramBuilder program;

    private BraketPragma(QasmPlace place, Token at, Scope scope, ProgramBuilder program) {
        this.place = place;
        this.at = at;
        this.scope = scope;
        this.program = program;
    }

    /** Adds what a pragma says to the program. */
    static void read(String content, QasmPlace place, Token at, Scope scope, ProgramBuilder program) {
        new BraketPragma(place, at, scope, program).read(content);
    }

    private void read(String content) {
        int open = content.indexOf('(');
        int close = content.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw problem("a braket pragma must have arguments in parentheses, but is " + QasmPlace.quoted(content));
        }
        String name = content.substring(0, open).strip();
        String arguments = content.substring(open + 1, close);
        List<Integer> qubits = qubits(content.substring(close + 1).strip());
        if (new HashSet<>(qubits).size() != qubits.size() || qubits.size() > MOST_QUBITS) {
            throw problem("a braket pragma must name at most " + MOST_QUBITS + " different qubits");
        }
        if (name.equals("braket unitary")) {
            program.add(unitary(arguments, qubits), place, at);
        } else {
            String noise = name.substring("braket noise".length()).strip();
            program.add(
                    new NoisyInstruction.Noise(
                            channel(noise, arguments, qubits), qubits, new NoiseOrigin(noise, "any", 0)),
                    place,
                    at);
        }
    }

    private MatrixOperation unitary(String arguments, List<Integer> qubits) {
        List<ComplexMatrix> matrices = matrices(arguments);
        if (matrices.size() != 1) {
            throw problem("a braket unitary must have one matrix, but has " + matrices.size());
        }
        try {
            return MatrixOperation.of("unitary", qubits, QubitOrder.reversed(matrices.get(0)));
        } catch (IllegalArgumentException e) {
            throw problem(inPlainWords(e));
        }
    }

    private QuantumChannel channel(String name, String arguments, List<Integer> qubits) {
        QuantumChannel channel;
        try {
            channel = name.equals("kraus")
                    ? QuantumChannel.ofKraus(new KrausOperators(matrices(arguments).stream()
                                    .map(QubitOrder::reversed)
                                    .toList())
                            .renormalised(KrausOperators.ROUNDED)
                            .operators())
                    : BraketNoise.channel(name, numbers(arguments));
        } catch (IllegalArgumentException e) {
            throw problem(inPlainWords(e));
        }
        if (channel.qubits() != qubits.size()) {
            throw problem("noise " + QasmPlace.quoted(name) + " acts on " + channel.qubits() + " qubits here, but has "
                    + qubits.size());
        }
        return channel;
    }

    private List<ComplexMatrix> matrices(String arguments) {
        List<ComplexMatrix> matrices = MatrixText.parse(arguments);
        for (ComplexMatrix matrix : matrices) {
            int d = matrix.rows();
            if (d != matrix.columns() || Integer.bitCount(d) != 1 || d < 2 || d > 1 << MOST_QUBITS) {
                throw problem("a matrix must be square of dimension 2, 4 or 8, but is " + d + " x " + matrix.columns());
            }
        }
        return matrices;
    }

    private List<Double> numbers(String arguments) {
        StatementContext call = statement("gphase(" + arguments + ");");
        List<Double> numbers = new ArrayList<>();
        if (call instanceof GateCallContext gate) {
            try {
                for (ExpressionContext argument : GateSymbols.angles(gate)) {
                    numbers.add(expressions().number(argument));
                }
            } catch (QasmException e) {
                throw problem(e.problem().message());
            }
        }
        return numbers;
    }

    private List<Integer> qubits(String targets) {
        if (!(statement("barrier " + targets + ";") instanceof BarrierContext named) || named.operands() == null) {
            throw problem("a braket pragma must name its qubits");
        }
        OperandReader operands = new OperandReader(place, scope, expressions(), program);
        try {
            return named.operands().operand().stream()
                    .flatMap(operand -> operands.qubits(operand).indices().stream())
                    .toList();
        } catch (QasmException e) {
            throw problem(e.problem().message());
        }
    }

    private ExpressionReader expressions() {
        return new ExpressionReader(place, false, scope::constant, (token, message) -> {});
    }

    private StatementContext statement(String text) {
        try {
            return new QasmSyntax(text, place, 3, ReaderLimits.DEFAULT.nesting()).next();
        } catch (QasmException e) {
            throw problem(e.problem().message());
        }
    }

    private QasmException problem(String message) {
        return place.problem(at, message);
    }

    /** A refusal without the word that is for callers in Java. */
    private static String inPlainWords(IllegalArgumentException refusal) {
        return String.valueOf(refusal.getMessage()).replaceFirst("^Argument (?=`)", "");
    }
}
