package org.strangenoise.exchange.openqasm;

import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problems;

/** What one program and the files it includes share. */
final class ReadingSession {

    /** More problems than this say nothing new. */
    private static final int MOST_PROBLEMS = 100;

    private final SourceFiles files;
    private final ReaderLimits limits;
    private final Problems problems = new Problems();
    private final ProgramBuilder program;
    private final Budget budget;
    private final GateExpansion expansion;
    private final Scope scope = new Scope(null);
    private boolean library;
    private int statements;
    private int errors;

    ReadingSession(SourceFiles files, ReaderLimits limits, Set<String> deviceGates) {
        this.files = files;
        this.limits = limits;
        program = new ProgramBuilder(limits);
        budget = new Budget(limits.operations());
        expansion = new GateExpansion(deviceGates, budget);
    }

    Problems problems() {
        return problems;
    }

    ProgramBuilder program() {
        return program;
    }

    Budget budget() {
        return budget;
    }

    GateExpansion expansion() {
        return expansion;
    }

    int mostPasses() {
        return limits.operations();
    }

    boolean hasLibrary() {
        return library;
    }

    boolean isFirstStatement() {
        return statements == 1;
    }

    /** Carries out all statements of a file; each refused one is a problem, and the rest is read on. */
    void read(String text, QasmPlace place, boolean version2) {
        if (text.length() > limits.characters()) {
            throw new Budget.SpentException(
                    Location.startOf(place.file()),
                    "a file must have at most " + limits.characters() + " characters, but has " + text.length());
        }
        QasmSyntax syntax;
        try {
            refuseTooManyCalls(text, place, version2);
            syntax = new QasmSyntax(text, place, version2 ? 2 : 3, limits.nesting());
        } catch (QasmException e) {
            problems.add(e.problem());
            return;
        }
        StatementReader reader = new StatementReader(place, syntax.version() == 2, this, scope, false);
        while (syntax.hasNext() && errors < MOST_PROBLEMS) {
            statements++;
            try {
                reader.visit(syntax.next());
            } catch (QasmException e) {
                problems.add(e.problem());
                errors++;
                syntax.skipStatement();
            } catch (QasmException.AlreadyReportedException e) {
                syntax.skipStatement();
            }
        }
    }

    /** Every call ends in a semicolon: only files with as many need a look at their tokens beforehand. */
    private void refuseTooManyCalls(String text, QasmPlace place, boolean version2) {
        int most = limits.operations();
        if (text.chars().filter(c -> c == ';').limit(most + 1L).count() > most) {
            new QasmTokens(CharStreams.fromString(text, place.file()), place, version2 ? 2 : 3, limits.nesting())
                    .callBeyond(most)
                    .ifPresent(at -> budget.spend(most + 1.0, place, at));
        }
    }

    /** A library that is built in, or a file beside the including one. */
    void include(String name, QasmPlace place, Token at, boolean version2) {
        if (name.equals("stdgates.inc") || name.equals("qelib1.inc")) {
            library = true;
            boolean paper = name.equals("qelib1.inc");
            define(paper ? GateFormat.QELIB1 : GateFormat.STDGATES, false, place, at);
            if (paper) {
                define(GateFormat.QISKIT, true, place, at);
            }
        } else {
            SourceFiles.Source source = files.open(name, place, at);
            read(source.text(), source.place(), version2);
        }
    }

    private void define(GateFormat library, boolean yields, QasmPlace place, Token at) {
        StandardGates.in(library)
                .forEach((name, gate) ->
                        scope.define(name, new Symbol.Gate(new GateSymbol.Standard(name, gate), yields), place, at));
    }
}
