package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.GateSequence;
import org.strangenoise.exchange.gate.SingleGate;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ForLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateCallContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateDefinitionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ModifierContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NameContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NamesContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.StatementContext;
import org.strangenoise.math.ComplexMatrix;

/** Gates by name, their modifiers, and definitions, whose bodies are checked where they stand. */
final class GateSymbols {

    /** Braket's files include no library. */
    private static final Map<String, StandardGate> BRAKET = StandardGates.in(GateFormat.BRAKET);

    private final QasmPlace place;
    private final Scope scope;
    private final boolean version2;
    private final boolean braket;
    private final ExpressionReader expressions;
    private final LoopValues loops;

    /**
     * Reads gates.
     *
     * @param braket whether Braket's gates are known, as no library has been included
     */
    GateSymbols(
            QasmPlace place,
            Scope scope,
            boolean version2,
            boolean braket,
            ExpressionReader expressions,
            LoopValues loops) {
        this.place = place;
        this.scope = scope;
        this.version2 = version2;
        this.braket = braket;
        this.expressions = expressions;
        this.loops = loops;
    }

    /** The gate that a call names. */
    GateSymbol gate(Token name) {
        String text = name.getText();
        if (text.equals("gphase") && !version2) {
            return new GateSymbol.GlobalPhase();
        }
        if (text.equals("U") || (text.equals("CX") && version2)) {
            return new GateSymbol.Standard(text, StandardGates.get(text));
        }
        Symbol symbol = scope.find(text);
        if (symbol instanceof Symbol.Gate gate) {
            return gate.gate();
        }
        if (symbol instanceof Symbol.Refused) {
            throw new QasmException.AlreadyReportedException();
        }
        if (symbol instanceof Symbol.Opaque) {
            throw place.problem(
                    name, QasmPlace.quoted(text) + " is not supported: an opaque gate has no definition to simulate");
        }
        if (symbol != null) {
            throw place.problem(name, QasmPlace.quoted(text) + " is not a gate");
        }
        StandardGate standard = BRAKET.get(text);
        if (braket && standard != null) {
            return new GateSymbol.Standard(text, standard);
        }
        throw place.problem(name, "unknown gate " + QasmPlace.quoted(text) + hint(text));
    }

    /** Where the gate is to be had, as far as that is true in this file. */
    private String hint(String name) {
        Optional<StandardGate> known = StandardGates.find(name);
        if (known.isEmpty()) {
            return BRAKET.containsKey(name)
                    ? "; it is Amazon Braket's, and known in files that include no library"
                    : "";
        }
        boolean inStdgates = StandardGates.in(GateFormat.STDGATES).containsKey(name);
        boolean inQelib1 = StandardGates.in(GateFormat.QELIB1).containsKey(name)
                || StandardGates.in(GateFormat.QISKIT).containsKey(name);
        if (version2) {
            return inQelib1
                    ? "; it is defined in qelib1.inc, which is not included"
                    : "; it must be defined in the file";
        }
        if (inStdgates && braket) {
            return "; include \"stdgates.inc\" or define it";
        }
        return inQelib1
                ? "; it is not in stdgates.inc but in Qiskit's qelib1.inc: define it"
                : "; it is in no library that is included: define it";
    }

    List<GateModifier> modifiers(GateCallContext call) {
        return modifiers(call, expressions);
    }

    private List<GateModifier> modifiers(GateCallContext call, ExpressionReader known) {
        List<GateModifier> modifiers = new ArrayList<>();
        for (ModifierContext modifier : call.modifier()) {
            modifiers.add(modifier(modifier, known));
        }
        return modifiers;
    }

    private GateModifier modifier(ModifierContext modifier, ExpressionReader known) {
        ExpressionContext argument = modifier.expression();
        GateModifier.Kind kind = switch (modifier.kind.getType()) {
            case OpenQasmParser.CTRL -> GateModifier.Kind.CTRL;
            case OpenQasmParser.NEGCTRL -> GateModifier.Kind.NEGCTRL;
            case OpenQasmParser.INV -> GateModifier.Kind.INV;
            default -> GateModifier.Kind.POW;
        };
        switch (kind) {
            case CTRL, NEGCTRL -> {
                long controls = argument == null ? 1 : known.integer(argument);
                if (controls < 1 || controls > 1000) {
                    throw place.problem(modifier, "the number of controls must be positive, but is " + controls);
                }
                return new GateModifier(kind, controls);
            }
            case INV -> {
                if (argument != null) {
                    throw place.problem(argument, "the modifier inv takes no argument");
                }
                return new GateModifier(kind, 1);
            }
            default -> {
                if (argument == null) {
                    throw place.problem(modifier, "the modifier pow needs an exponent, as in pow(2) @");
                }
                return new GateModifier(kind, known.number(argument));
            }
        }
    }

    /** Refuses a call with the wrong number of angles or qubits. */
    void checkCounts(GateCallContext call, GateSymbol gate, List<GateModifier> modifiers, int angles, int qubits) {
        if (call.designator() != null) {
            throw place.problem(call.designator(), "a gate with a duration in its call is not supported");
        }
        if (angles != gate.parameterCount()) {
            throw place.problem(
                    call.gateName,
                    "gate " + QasmPlace.quoted(gate.name()) + " takes " + gate.parameterCount()
                            + " parameters, but has " + angles);
        }
        int needed = gate.qubitCount()
                + modifiers.stream().mapToInt(GateModifier::controls).sum();
        if (qubits != needed) {
            throw place.problem(
                    call.gateName,
                    "gate " + QasmPlace.quoted(gate.name()) + " acts on " + needed + " qubits here, but has " + qubits);
        }
    }

    static List<ExpressionContext> angles(GateCallContext call) {
        return call.arguments() == null ? List.of() : call.arguments().expression();
    }

    static List<OperandContext> operands(GateCallContext call) {
        return call.operands() == null ? List.of() : call.operands().operand();
    }

    /** A definition; one that only repeats a standard gate is that gate. */
    GateSymbol definition(GateDefinitionContext definition) {
        List<String> parameters = distinct(definition.parameters);
        List<String> qubits = distinct(definition.qubits);
        List<GateSymbol.Call> body = new ArrayList<>();
        addCalls(definition.statement(), parameters, qubits, Map.of(), body);
        return StandardTwin.of(new GateSymbol.Defined(
                definition.IDENTIFIER().getText(), parameters, qubits.size(), body, place, version2, scope::fixed));
    }

    /** Loops are unrolled where they stand: what they go through is constant. */
    private void addCalls(
            List<StatementContext> statements,
            List<String> parameters,
            List<String> qubits,
            Map<String, Value> bound,
            List<GateSymbol.Call> body) {
        ExpressionReader known = bound.isEmpty()
                ? expressions
                : new ExpressionReader(
                        place,
                        version2,
                        name -> bound.containsKey(name) ? bound.get(name) : scope.constant(name),
                        (token, message) -> {});
        for (StatementContext statement : statements) {
            if (statement instanceof GateCallContext call) {
                body.add(call(call, parameters, qubits, bound, known));
            } else if (statement instanceof ForLoopContext loop) {
                String variable = loop.IDENTIFIER().getText();
                if (parameters.contains(variable) || qubits.contains(variable)) {
                    throw place.problem(loop, QasmPlace.quoted(variable) + " is named twice");
                }
                for (Value value : loops.of(loop, known)) {
                    Map<String, Value> inner = new HashMap<>(bound);
                    inner.put(variable, value);
                    addCalls(loop.loopBody().statement(), parameters, qubits, inner, body);
                }
            } else if (!(statement instanceof OpenQasmParser.BarrierContext)) {
                throw place.problem(statement, "a gate's body may hold gates and loops only");
            }
        }
    }

    private List<String> distinct(@Nullable NamesContext names) {
        List<String> result = new ArrayList<>();
        if (names != null) {
            for (TerminalNode name : names.IDENTIFIER()) {
                if (result.contains(name.getText())) {
                    throw place.problem(name.getSymbol(), QasmPlace.quoted(name.getText()) + " is named twice");
                }
                if (ExpressionReader.isConstant(name.getText(), version2)) {
                    throw place.problem(
                            name.getSymbol(), QasmPlace.quoted(name.getText()) + " belongs to the language");
                }
                result.add(name.getText());
            }
        }
        return result;
    }

    private GateSymbol.Call call(
            GateCallContext call,
            List<String> parameters,
            List<String> qubits,
            Map<String, Value> bound,
            ExpressionReader known) {
        GateSymbol gate = gate(call.gateName);
        List<GateModifier> modifiers = modifiers(call, known);
        List<ExpressionContext> angles = angles(call);
        List<OperandContext> operands = operands(call);
        checkCounts(call, gate, modifiers, angles.size(), operands.size());
        List<Integer> targets = new ArrayList<>();
        for (OperandContext operand : operands) {
            targets.add(localQubit(operand, qubits));
        }
        Set<Integer> different = new HashSet<>(targets);
        if (different.size() != targets.size()) {
            throw place.problem(call.gateName, "a gate must act on different qubits");
        }
        List<String> visible = new ArrayList<>(parameters);
        visible.addAll(bound.keySet());
        NameCheck names = new NameCheck(place, visible, scope, version2);
        angles.forEach(names::check);
        return new GateSymbol.Call(modifiers, gate, angles, bound, targets, call.gateName);
    }

    private int localQubit(OperandContext operand, List<String> qubits) {
        int local = operand.IDENTIFIER() == null
                ? -1
                : qubits.indexOf(operand.IDENTIFIER().getText());
        if (local < 0) {
            throw place.problem(
                    operand, QasmPlace.quoted(operand.getStart().getText()) + " is not a qubit of this gate");
        }
        if (operand.index() != null) {
            throw place.problem(operand.index(), "a gate's qubits have no index");
        }
        return local;
    }

    /** Finds unknown names in a gate's body when the gate is defined, even if it is never called. */
    record NameCheck(QasmPlace place, List<String> parameters, Scope scope, boolean version2) {

        void check(ExpressionContext expression) {
            visit(expression, 0);
        }

        private void visit(ParseTree tree, int depth) {
            if (tree instanceof NameContext || tree instanceof BitsContext) {
                ExpressionContext use = (ExpressionContext) tree;
                String name = use.getStart().getText();
                boolean known = parameters.contains(name)
                        || ExpressionReader.isConstant(name, version2)
                        || scope.fixed(name) != null;
                if (!known) {
                    throw place.problem(use, QasmPlace.quoted(name) + " is not a constant known here");
                }
            }
            if (depth > 1000 && tree instanceof ExpressionContext deep) {
                throw place.problem(deep, "an expression must be at most 1000 operations deep");
            }
            for (int k = 0; k < tree.getChildCount(); k++) {
                visit(tree.getChild(k), depth + 1);
            }
        }
    }

    /**
     * Files that include no library define {@code ry} or {@code cx} themselves: such a definition is the standard gate.
     */
    static final class StandardTwin {

        private static final double TOLERANCE = 1e-12;

        /** Values at which two families of rotations are compared; no multiples of each other or of pi. */
        private static final double[] ANGLES = {0.7310585786, -2.4142135623, 1.2360679775, 0.3010299957};

        private StandardTwin() {}

        /**
         * The standard gate that a definition repeats under its name, up to a global phase in OpenQASM 2; else itself.
         */
        static GateSymbol of(GateSymbol.Defined gate) {
            Optional<StandardGate> standard = StandardGates.find(gate.name());
            boolean sameShape = standard.isPresent()
                    && standard.get().parameters() == gate.parameterCount()
                    && standard.get().qubits() == gate.qubitCount();
            return sameShape && agree(gate, standard.get())
                    ? new GateSymbol.Standard(gate.name(), standard.get())
                    : gate;
        }

        private static boolean agree(GateSymbol.Defined gate, StandardGate standard) {
            int n = gate.qubitCount();
            for (double factor : new double[] {1, -1.618}) {
                List<Double> angles = IntStream.range(0, gate.parameterCount())
                        .mapToObj(k -> factor * ANGLES[k])
                        .toList();
                List<Integer> qubits = IntStream.range(0, n).boxed().toList();
                GateSequence body;
                try {
                    body = new GateExpansion(Set.of(), new Budget(10_000))
                            .expand(List.of(), gate, angles, qubits, gate.place(), new CommonToken(0));
                } catch (QasmException | Budget.SpentException e) {
                    // Too large, or not defined at these angles: whatever it is, it is not the standard gate.
                    return false;
                }
                Optional<UnitaryOperation> single = SingleGate.of(gate.name(), List.of(), n, body);
                if (single.isEmpty()
                        || !agree(
                                single.get().matrix(),
                                standard.on(angles, qubits).matrix(),
                                gate.version2())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean agree(ComplexMatrix a, ComplexMatrix b, boolean upToPhase) {
            if (!upToPhase) {
                return a.distance(b) < TOLERANCE;
            }
            ComplexMatrix overlap = a.adjoint().times(b);
            double re = overlap.traceRe() / a.rows();
            double im = overlap.traceIm() / a.rows();
            return a.scaled(re, im).distance(b) < TOLERANCE;
        }
    }
}
