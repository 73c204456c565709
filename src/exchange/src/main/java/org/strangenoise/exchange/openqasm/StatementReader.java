package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Operation;
import org.strangenoise.exchange.gate.GateSequence;
import org.strangenoise.exchange.openqasm.ImportedCircuit.Step;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AliasContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AnnotationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AssignmentContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BarrierContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BoxContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConditionalContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConstantContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.CounterContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.DelayContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ForLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateCallContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateDefinitionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.IncludeContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.LoopBodyContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.MeasurementAssignmentContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.MeasurementContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.PragmaContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.QubitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.RefusedContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ResetContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.VersionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.WhileLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParserBaseVisitor;
import org.strangenoise.yaml.Problem;

/** Carries out statements: declarations into the scope, operations into the program. */
final class StatementReader extends OpenQasmParserBaseVisitor<@Nullable Void> {

    /** Passes of a loop that ends by what is measured; each stands inside the one before. */
    private static final int MOST_PASSES = 256;

    private final Place place;
    private final boolean version2;
    private final ReadingSession session;
    private final ProgramBuilder program;
    private final Scope scope;
    private final boolean isInner;
    private final ExpressionReader expressions;
    private final OperandReader operands;
    private final DeclarationReader declarations;
    private final ConditionReader conditions;

    StatementReader(Place place, boolean version2, ReadingSession session, Scope scope, boolean isInner) {
        this.place = place;
        this.version2 = version2;
        this.session = session;
        this.program = session.program();
        this.scope = scope;
        this.isInner = isInner;
        this.expressions = new ExpressionReader(place, version2, scope::constant, this::warn);
        this.operands = new OperandReader(place, scope, expressions, program);
        this.declarations = new DeclarationReader(place, scope, program, isInner, version2, expressions, operands);
        this.conditions = new ConditionReader(place, scope, expressions, operands);
    }

    private void warn(Token at, String message) {
        session.problems().add(Problem.warning(place.of(at), message));
    }

    @Override
    public @Nullable Void visitVersion(VersionContext c) {
        String number = c.number.getText();
        if (!session.isFirstStatement() || isInner) {
            throw place.problem(c, "the version must be the first statement");
        }
        if (!Set.of("2", "2.0", "3", "3.0", "3.1").contains(number)) {
            throw place.problem(c.number, "the version must be 2.0, 3.0 or 3.1, but is " + Place.quoted(number));
        }
        return null;
    }

    @Override
    public @Nullable Void visitInclude(IncludeContext c) {
        declarations.requireTopLevel(c, "an include");
        Token file = c.STRING().getSymbol();
        session.include(file.getText().substring(1, file.getText().length() - 1), place, file, version2);
        return null;
    }

    @Override
    public @Nullable Void visitPragma(PragmaContext c) {
        String text = c.PRAGMA().getText();
        String content =
                text.substring(text.indexOf("pragma") + "pragma".length()).strip();
        if (content.startsWith("braket noise") || content.startsWith("braket unitary")) {
            BraketPragma.read(content, place, c.getStart(), scope, program);
        } else {
            warn(c.getStart(), "pragma " + Place.quoted(content) + " is not known here and has no effect");
        }
        return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationContext c) {
        warn(c.getStart(), "annotation " + Place.quoted(c.getText().strip()) + " is not known here and has no effect");
        return null;
    }

    @Override
    public @Nullable Void visitQubitDeclaration(QubitDeclarationContext c) {
        declarations.qubits(c);
        return null;
    }

    @Override
    public @Nullable Void visitBitDeclaration(BitDeclarationContext c) {
        Symbol.Bits bits = declarations.bits(c);
        if (c.operand() != null) {
            measure(c.operand(), bits.numbers(), c.operand());
        }
        return null;
    }

    @Override
    public @Nullable Void visitConstant(ConstantContext c) {
        declarations.constant(c);
        return null;
    }

    @Override
    public @Nullable Void visitAlias(AliasContext c) {
        declarations.alias(c);
        return null;
    }

    @Override
    public @Nullable Void visitGateDefinition(GateDefinitionContext c) {
        declarations.gate(c, gates());
        return null;
    }

    private GateReader gates() {
        return new GateReader(place, scope, version2, !version2 && !session.hasLibrary(), expressions, loops());
    }

    @Override
    public @Nullable Void visitGateCall(GateCallContext c) {
        GateReader gates = gates();
        GateSymbol gate = gates.gate(c.gateName);
        List<GateModifier> modifiers = gates.modifiers(c);
        List<Symbol.Qubits> targets = new ArrayList<>();
        for (OperandContext operand : GateReader.operands(c)) {
            targets.add(operands.qubits(operand));
        }
        List<ExpressionContext> arguments = GateReader.angles(c);
        gates.checkCounts(c, gate, modifiers, arguments.size(), targets.size());
        List<Double> angles = new ArrayList<>(arguments.size());
        for (ExpressionContext argument : arguments) {
            angles.add(expressions.number(argument));
        }
        int width = width(targets, c);
        for (int k = 0; k < width; k++) {
            List<Integer> qubits = new ArrayList<>(targets.size());
            for (Symbol.Qubits target : targets) {
                qubits.add(target.indices().get(target.isRegister() ? k : 0));
            }
            place.requireDistinct(qubits, c);
            GateSequence made = session.expansion().expand(modifiers, gate, angles, qubits, place, c.gateName);
            program.add(made, place, c.gateName);
        }
        return null;
    }

    /** How often a call is made: once, or once for each qubit of its registers. */
    private int width(List<Symbol.Qubits> targets, GateCallContext c) {
        int width = -1;
        for (Symbol.Qubits target : targets) {
            if (target.isRegister()) {
                int size = target.indices().size();
                if (width >= 0 && width != size) {
                    throw place.problem(
                            c.gateName, "registers in one call must have one size, but have " + width + " and " + size);
                }
                width = size;
            }
        }
        return Math.max(width, width < 0 ? 1 : 0);
    }

    @Override
    public @Nullable Void visitMeasurement(MeasurementContext c) {
        List<Integer> qubits = operands.qubits(c.operand(0)).indices();
        if (c.operand().size() == 1) {
            qubits.forEach(q -> program.measure(q, place, c.getStart()));
        } else {
            measure(c.operand(0), operands.bits(c.operand(1)), c.operand(1));
        }
        return null;
    }

    @Override
    public @Nullable Void visitMeasurementAssignment(MeasurementAssignmentContext c) {
        measure(c.operand(1), operands.bits(c.operand(0)), c.operand(0));
        return null;
    }

    private void measure(OperandContext source, List<Integer> bits, OperandContext target) {
        List<Integer> qubits = operands.qubits(source).indices();
        if (qubits.size() != bits.size()) {
            throw place.problem(
                    target,
                    "as many bits as qubits are needed, but there are " + bits.size() + " for " + qubits.size());
        }
        for (int k = 0; k < qubits.size(); k++) {
            program.measure(qubits.get(k), bits.get(k), place, source.getStart());
        }
    }

    @Override
    public @Nullable Void visitReset(ResetContext c) {
        operands.qubits(c.operand()).indices().forEach(q -> program.reset(q, place, c.getStart()));
        return null;
    }

    @Override
    public @Nullable Void visitBarrier(BarrierContext c) {
        List<Integer> qubits = all(c.operands(), c);
        if (!qubits.isEmpty()) {
            program.barrier(qubits);
        }
        return null;
    }

    @Override
    public @Nullable Void visitDelay(DelayContext c) {
        double seconds = expressions.seconds(c.designator().expression());
        program.delay(all(c.operands(), c), seconds);
        return null;
    }

    /** The qubits listed, all of the program where none are. */
    private List<Integer> all(@Nullable OperandsContext listed, ParserRuleContext c) {
        if (listed == null) {
            return IntStream.range(0, program.qubits()).boxed().toList();
        }
        List<Integer> qubits = new ArrayList<>();
        for (OperandContext operand : listed.operand()) {
            qubits.addAll(operands.qubits(operand).indices());
        }
        place.requireDistinct(qubits, c);
        return qubits;
    }

    @Override
    public @Nullable Void visitBox(BoxContext c) {
        double seconds =
                c.designator() == null ? 0 : expressions.seconds(c.designator().expression());
        int position = program.position();
        Set<Integer> outer = program.startBox();
        try {
            StatementReader inside = new StatementReader(place, version2, session, new Scope(scope), true);
            c.statement().forEach(inside::visit);
        } finally {
            if (c.designator() == null) {
                program.endBox(position, outer);
            } else {
                program.endBox(position, outer, seconds, place.of(c.getStart()));
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopContext c) {
        String variable = c.IDENTIFIER().getText();
        for (Value value : loops().of(c, expressions)) {
            Scope pass = new Scope(scope);
            pass.define(
                    variable, new Symbol.Constant(value), place, c.IDENTIFIER().getSymbol());
            StatementReader body = new StatementReader(place, version2, session, pass, true);
            c.loopBody().statement().forEach(body::visit);
        }
        return null;
    }

    private LoopValues loops() {
        return new LoopValues(place, operands, session.mostPasses(), session.budget());
    }

    @Override
    public @Nullable Void visitCounter(CounterContext c) {
        declarations.counter(c);
        return null;
    }

    /** A variable takes a value that is known where the program stands, or loses it. */
    @Override
    public @Nullable Void visitAssignment(AssignmentContext c) {
        String name = c.IDENTIFIER().getText();
        Symbol symbol = scope.find(name);
        if (symbol instanceof Symbol.Refused) {
            throw new AlreadyReportedException();
        }
        if (!(symbol instanceof Symbol.Counter)) {
            throw place.problem(
                    c,
                    Place.quoted(name) + " is no integer variable; bits are written by measurements only, as in"
                            + " `c[0] = measure q[0];`");
        }
        Value value = new Value.Whole(expressions.integer(c.expression()));
        if (c.operator.getType() != OpenQasmParser.ASSIGN) {
            Value before = scope.constant(name);
            if (!(before instanceof Value.Whole whole)) {
                throw place.problem(c, "the value of " + Place.quoted(name) + " depends on measurements");
            }
            long by = ((Value.Whole) value).number();
            try {
                value = new Value.Whole(
                        c.operator.getType() == OpenQasmParser.ADD_ASSIGN
                                ? Math.addExact(whole.number(), by)
                                : Math.subtractExact(whole.number(), by));
            } catch (ArithmeticException e) {
                throw place.problem(c, "an integer must fit into 63 bits, but this expression does not");
            }
        }
        scope.assign(name, Optional.of(value));
        return null;
    }

    @Override
    public @Nullable Void visitConditional(ConditionalContext c) {
        session.budget().spend(1, place, c.getStart());
        ConditionReader.Truth truth = conditions.read(c.expression());
        if (truth instanceof ConditionReader.Truth.Known known) {
            if (known.holds()) {
                carryOut(c.then);
            } else if (c.otherwise != null) {
                carryOut(c.otherwise);
            }
            return null;
        }
        Map<String, Optional<Value>> before = scope.counters();
        List<Operation> then = block(c.then, () -> carryOut(c.then));
        Map<String, Optional<Value>> afterThen = scope.counters();
        before.forEach(scope::assign);
        List<Operation> otherwise = c.otherwise == null ? List.of() : block(c.otherwise, () -> carryOut(c.otherwise));
        scope.counters().forEach((name, value) -> {
            if (!value.equals(afterThen.get(name))) {
                scope.assign(name, Optional.empty());
            }
        });
        program.conditional(((ConditionReader.Truth.Open) truth).condition(), then, otherwise);
        return null;
    }

    /** Passes inside each other, each under its condition, until one is known not to come. */
    @Override
    public @Nullable Void visitWhileLoop(WhileLoopContext c) {
        pass(c, 0);
        return null;
    }

    private void pass(WhileLoopContext c, int number) {
        session.budget().spend(1, place, c.getStart());
        ConditionReader.Truth truth = conditions.read(c.expression());
        if (truth instanceof ConditionReader.Truth.Known known) {
            if (known.holds()) {
                requireEnd(c, number);
                carryOut(c.loopBody());
                pass(c, number + 1);
            }
            return;
        }
        requireEnd(c, number);
        Map<String, Optional<Value>> before = scope.counters();
        List<Operation> body = block(c.loopBody(), () -> {
            carryOut(c.loopBody());
            pass(c, number + 1);
        });
        scope.counters().forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                scope.assign(name, Optional.empty());
            }
        });
        program.conditional(((ConditionReader.Truth.Open) truth).condition(), body, List.of());
    }

    private void requireEnd(WhileLoopContext c, int passes) {
        if (passes >= MOST_PASSES) {
            throw place.problem(
                    c,
                    "a `while` loop must be known to end after at most " + MOST_PASSES
                            + " passes, as the clock does not branch; count them, as in `int i = 0; while (c[0] && i < 5)"
                            + " { ... i += 1; }`");
        }
    }

    private void carryOut(LoopBodyContext body) {
        StatementReader inside = new StatementReader(place, version2, session, new Scope(scope), true);
        body.statement().forEach(inside::visit);
    }

    private List<Operation> block(LoopBodyContext body, Runnable content) {
        List<Step> before = program.startBlock(place, body.getStart());
        List<Operation> operations = List.of();
        try {
            content.run();
        } finally {
            operations = program.endBlock(before);
        }
        return operations;
    }

    @Override
    public @Nullable Void visitRefused(RefusedContext c) {
        throw place.problem(c, Place.quoted(c.word.getText()) + " " + Unsupported.reason(c.word));
    }
}
