package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashSet;
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
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ArrayContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.AssignmentContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BarrierContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.BoxContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConditionalContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ConstantContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.DelayContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ExpressionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ForLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateCallContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.GateDefinitionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.IncludeContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.JumpContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.MeasurementAssignmentContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.MeasurementContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.NothingContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OpaqueGateContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.OperandsContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.PragmaContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ProgramEndContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.QubitDeclarationContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.RefusedContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.ResetContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.StatementContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.SwitchCaseContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.SwitchOverContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.VariableContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.VersionContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParser.WhileLoopContext;
import org.strangenoise.exchange.openqasm.grammar.OpenQasmParserBaseVisitor;
import org.strangenoise.yaml.Problem;

/** Carries out statements: declarations into the scope, operations into the program. */
final class StatementReader extends OpenQasmParserBaseVisitor<@Nullable Void> {

    /** Passes of a loop that ends by what is measured; each stands inside the one before. */
    private static final int MOST_PASSES = 256;

    private final QasmPlace place;
    private final boolean version2;
    private final ReadingSession session;
    private final ProgramBuilder program;
    private final Scope scope;
    private final boolean isInner;
    private final ExpressionReader expressions;
    private final OperandReader operands;
    private final DeclarationReader declarations;
    private final ConditionReader conditions;

    /** What a {@code continue} goes on with; null outside of loops. */
    private final @Nullable Runnable nextPass;

    StatementReader(QasmPlace place, boolean version2, ReadingSession session, Scope scope, boolean isInner) {
        this(place, version2, session, scope, isInner, null);
    }

    private StatementReader(
            QasmPlace place,
            boolean version2,
            ReadingSession session,
            Scope scope,
            boolean isInner,
            @Nullable Runnable nextPass) {
        this.place = place;
        this.version2 = version2;
        this.session = session;
        this.program = session.program();
        this.scope = scope;
        this.isInner = isInner;
        this.nextPass = nextPass;
        this.expressions = new ExpressionReader(place, version2, scope::constant, this::warn);
        this.operands = new OperandReader(place, scope, expressions, program);
        this.conditions = new ConditionReader(place, scope, expressions, operands);
        this.declarations =
                new DeclarationReader(place, scope, program, isInner, version2, expressions, operands, conditions);
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
            throw place.problem(c.number, "the version must be 2.0, 3.0 or 3.1, but is " + QasmPlace.quoted(number));
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
            warn(c.getStart(), "pragma " + QasmPlace.quoted(content) + " is not known here and has no effect");
        }
        return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationContext c) {
        warn(
                c.getStart(),
                "annotation " + QasmPlace.quoted(c.getText().strip()) + " is not known here and has no effect");
        return null;
    }

    @Override
    public @Nullable Void visitQubitDeclaration(QubitDeclarationContext c) {
        declarations.qubits(c);
        return null;
    }

    @Override
    public @Nullable Void visitBitDeclaration(BitDeclarationContext c) {
        if (c.expression() != null && conditions.whole(c.expression()) != 0) {
            throw place.problem(c.expression(), "bits are 0 until they are measured, and cannot be declared as others");
        }
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

    private GateSymbols gates() {
        return new GateSymbols(place, scope, version2, !version2 && !session.hasLibrary(), expressions, loops());
    }

    @Override
    public @Nullable Void visitGateCall(GateCallContext c) {
        GateSymbols gates = gates();
        GateSymbol gate = gates.gate(c.gateName);
        List<GateModifier> modifiers = gates.modifiers(c);
        List<Symbol.Qubits> targets = new ArrayList<>();
        for (OperandContext operand : GateSymbols.operands(c)) {
            targets.add(operands.qubits(operand));
        }
        List<ExpressionContext> arguments = GateSymbols.angles(c);
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
        List<Value> values = loops().of(c, expressions);
        int outside = program.blocks();
        int k = 0;
        while (k < values.size() && pass(c, values, k, outside)) {
            k++;
        }
        return null;
    }

    /**
     * One pass of a loop, and inside of it, where a jump depends on measurements, the passes after it.
     *
     * @param outside the conditional blocks around the loop
     * @return whether the pass after it is still to come
     */
    private boolean pass(ForLoopContext c, List<Value> values, int k, int outside) {
        Token variable = c.IDENTIFIER().getSymbol();
        Scope names = new Scope(scope);
        names.define(variable.getText(), new Symbol.Constant(values.get(k)), place, variable);
        boolean[] goesOn = new boolean[1];
        Runnable next = () -> {
            if (program.blocks() == outside) {
                goesOn[0] = true;
                return;
            }
            int pass = k + 1;
            while (pass < values.size() && pass(c, values, pass, program.blocks())) {
                pass++;
            }
        };
        new StatementReader(place, version2, session, names, true, next)
                .sequence(c.loopBody().statement(), next);
        return goesOn[0];
    }

    private LoopValues loops() {
        return new LoopValues(place, operands, session.mostPasses(), session.budget());
    }

    @Override
    public @Nullable Void visitVariable(VariableContext c) {
        declarations.variable(c);
        return null;
    }

    @Override
    public @Nullable Void visitArray(ArrayContext c) {
        declarations.array(c);
        return null;
    }

    @Override
    public @Nullable Void visitOpaqueGate(OpaqueGateContext c) {
        declarations.opaque(c);
        return null;
    }

    /** Nothing is done, but a box waits for its qubits. */
    @Override
    public @Nullable Void visitNothing(NothingContext c) {
        program.touch(all(c.operands(), c));
        return null;
    }

    /** What comes after the end is not read. */
    @Override
    public @Nullable Void visitProgramEnd(ProgramEndContext c) {
        if (program.blocks() > 0) {
            throw place.problem(
                    c, "`end` under a condition is not supported: write what follows under the opposite condition");
        }
        throw new OpenQasmReader.ProgramEndedException();
    }

    /** A variable takes a value that is known where the program stands, or loses it. */
    @Override
    public @Nullable Void visitAssignment(AssignmentContext c) {
        String name = c.IDENTIFIER().getText();
        Symbol symbol = scope.find(name);
        if (symbol instanceof Symbol.Refused) {
            throw new QasmException.AlreadyReportedException();
        }
        if (!(symbol instanceof Symbol.Variable variable)) {
            throw place.problem(
                    c,
                    QasmPlace.quoted(name) + " is no variable; bits are written by measurements only, as in"
                            + " `c[0] = measure q[0];`");
        }
        Value value = declarations.value(c.expression(), variable.type());
        if (c.operator.getType() != OpenQasmParser.ASSIGN) {
            Value before = scope.constant(name);
            if (before == null) {
                throw place.problem(
                        c, "the value of " + QasmPlace.quoted(name) + " depends on measurements, or was never given");
            }
            value = changed(before, c.operator.getType() == OpenQasmParser.ADD_ASSIGN, value, c);
        }
        scope.assign(name, Optional.of(value));
        return null;
    }

    private Value changed(Value before, boolean adds, Value by, AssignmentContext c) {
        if (before instanceof Value.Whole a && by instanceof Value.Whole b) {
            try {
                return new Value.Whole(
                        adds ? Math.addExact(a.number(), b.number()) : Math.subtractExact(a.number(), b.number()));
            } catch (ArithmeticException e) {
                throw place.problem(c, "an integer must fit into 63 bits, but this expression does not");
            }
        }
        return new Value.Real(adds ? before.magnitude() + by.magnitude() : before.magnitude() - by.magnitude());
    }

    @Override
    public @Nullable Void visitConditional(ConditionalContext c) {
        branch(c, () -> {});
        return null;
    }

    @Override
    public @Nullable Void visitSwitchOver(SwitchOverContext c) {
        requireDifferentLabels(c);
        branch(c, 0, () -> {});
        return null;
    }

    @Override
    public @Nullable Void visitJump(JumpContext c) {
        jump(c);
        return null;
    }

    /** Statements in order, and then what follows them. */
    private void sequence(List<StatementContext> statements, Runnable rest) {
        for (int k = 0; k < statements.size(); k++) {
            StatementContext statement = statements.get(k);
            if (!jumps(statement)) {
                visit(statement);
                continue;
            }
            // What a jump may leave out stands inside of the ways that do not jump.
            List<StatementContext> others = statements.subList(k + 1, statements.size());
            Runnable after = () -> sequence(others, rest);
            if (statement instanceof JumpContext jump) {
                jump(jump);
            } else if (statement instanceof ConditionalContext conditional) {
                branch(conditional, after);
            } else if (statement instanceof SwitchOverContext cases) {
                requireDifferentLabels(cases);
                branch(cases, 0, after);
            } else {
                throw place.problem(statement, "`break` and `continue` out of a box are not supported");
            }
            return;
        }
        rest.run();
    }

    /** Whether a statement holds a jump of the loop around it. */
    private static boolean jumps(StatementContext statement) {
        if (statement instanceof ConditionalContext c) {
            return c.then.statement().stream().anyMatch(StatementReader::jumps)
                    || (c.otherwise != null && c.otherwise.statement().stream().anyMatch(StatementReader::jumps));
        }
        if (statement instanceof SwitchOverContext c) {
            return c.switchCase().stream()
                            .anyMatch(one -> one.block().statement().stream().anyMatch(StatementReader::jumps))
                    || (c.otherwise != null && c.otherwise.statement().stream().anyMatch(StatementReader::jumps));
        }
        return statement instanceof JumpContext
                || (statement instanceof BoxContext box
                        && box.statement().stream().anyMatch(StatementReader::jumps));
    }

    /** After a {@code break}, nothing more of the loop is gone through. */
    private void jump(JumpContext c) {
        if (nextPass == null) {
            throw place.problem(c, QasmPlace.quoted(c.kind.getText()) + " stands in no loop");
        }
        if (c.kind.getType() == OpenQasmParser.CONTINUE) {
            nextPass.run();
        }
    }

    /** One of two ways, each followed by the same. */
    private void branch(ConditionalContext c, Runnable rest) {
        session.budget().spend(1, place, c.getStart());
        List<StatementContext> otherwise = c.otherwise == null ? List.of() : c.otherwise.statement();
        branch(
                c,
                conditions.read(c.expression()),
                () -> carryOut(c.then.statement(), rest),
                () -> carryOut(otherwise, rest));
    }

    /** The cases of a switch from one on: the first that fits is carried out, and no other. */
    private void branch(SwitchOverContext c, int first, Runnable rest) {
        session.budget().spend(1, place, c.getStart());
        if (first == c.switchCase().size()) {
            carryOut(c.otherwise == null ? List.of() : c.otherwise.statement(), rest);
            return;
        }
        SwitchCaseContext one = c.switchCase(first);
        ConditionReader.Truth fits =
                conditions.equal(c.expression(), one.arguments().expression());
        branch(c, fits, () -> carryOut(one.block().statement(), rest), () -> branch(c, first + 1, rest));
    }

    private void requireDifferentLabels(SwitchOverContext c) {
        Set<Long> labels = new HashSet<>();
        for (SwitchCaseContext one : c.switchCase()) {
            for (ExpressionContext label : one.arguments().expression()) {
                if (!labels.add(conditions.whole(label))) {
                    throw place.problem(label, "this value stands in another case of the same `switch`");
                }
            }
        }
    }

    /** The way that is known to be gone, or both under their condition. */
    private void branch(ParserRuleContext c, ConditionReader.Truth truth, Runnable then, Runnable otherwise) {
        if (truth instanceof ConditionReader.Truth.Known known) {
            (known.holds() ? then : otherwise).run();
            return;
        }
        if (program.blocks() >= MOST_PASSES) {
            throw place.problem(
                    c, "conditions and passes that depend on them must be at most " + MOST_PASSES + " deep");
        }
        List<Set<String>> names = scope.names();
        Map<String, Optional<Value>> before = scope.variables();
        List<Operation> first = block(c, then);
        Map<String, Optional<Value>> afterFirst = scope.variables();
        scope.forgetAllBut(names);
        before.forEach(scope::assign);
        List<Operation> second = block(c, otherwise);
        scope.forgetAllBut(names);
        scope.variables().forEach((name, value) -> {
            if (!value.equals(afterFirst.get(name))) {
                scope.assign(name, Optional.empty());
            }
        });
        program.conditional(((ConditionReader.Truth.Open) truth).condition(), first, second);
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
        if (!(truth instanceof ConditionReader.Truth.Known known) || known.holds()) {
            requireEnd(c, number);
        }
        Runnable next = () -> pass(c, number + 1);
        branch(
                c,
                truth,
                () -> new StatementReader(place, version2, session, new Scope(scope), true, next)
                        .sequence(c.loopBody().statement(), next),
                () -> {});
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

    /** A block of its own names, and then what follows it. */
    private void carryOut(List<StatementContext> block, Runnable rest) {
        new StatementReader(place, version2, session, new Scope(scope), true, nextPass).sequence(block, rest);
    }

    private List<Operation> block(ParserRuleContext c, Runnable content) {
        List<Step> before = program.startBlock(place, c.getStart());
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
        throw place.problem(c, QasmPlace.quoted(c.word.getText()) + " " + Unsupported.reason(c.word));
    }
}
