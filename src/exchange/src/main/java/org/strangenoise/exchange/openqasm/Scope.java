package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Names and their meanings; an inner scope's hide those outside. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Symbol> symbols = new HashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    @Nullable
    Symbol find(String name) {
        Symbol symbol = symbols.get(name);
        return symbol == null && outer != null ? outer.find(name) : symbol;
    }

    /** The value of a name that is a constant or a variable of known value, null for any other. */
    @Nullable
    Value constant(String name) {
        Symbol symbol = find(name);
        if (symbol instanceof Symbol.Variable variable) {
            return variable.value().orElse(null);
        }
        return symbol instanceof Symbol.Constant constant ? constant.value() : null;
    }

    /** The value of a name that never changes, null for any other. */
    @Nullable
    Value fixed(String name) {
        return find(name) instanceof Symbol.Constant constant ? constant.value() : null;
    }

    /** All variables that can be seen from here. */
    Map<String, Optional<Value>> variables() {
        Map<String, Optional<Value>> variables = outer == null ? new HashMap<>() : outer.variables();
        symbols.forEach((name, symbol) -> {
            if (symbol instanceof Symbol.Variable variable) {
                variables.put(name, variable.value());
            } else {
                variables.remove(name);
            }
        });
        return variables;
    }

    /** Gives a variable another value, wherever it was declared; absent for one that is not known. */
    void assign(String name, Optional<Value> value) {
        if (symbols.get(name) instanceof Symbol.Variable variable) {
            symbols.put(name, new Symbol.Variable(variable.type(), value));
        } else if (outer != null) {
            outer.assign(name, value);
        }
    }

    /** Gives a name its meaning, once in a scope. */
    void define(String name, Symbol symbol, QasmPlace place, Token at) {
        define(name, symbol, place, at, false);
    }

    /** As {@link #define(String, Symbol, QasmPlace, Token)}, in a file of version 2 or 3. */
    void define(String name, Symbol symbol, QasmPlace place, Token at, boolean version2) {
        if (ExpressionReader.isConstant(name, version2) || name.equals("U") || (name.equals("gphase") && !version2)) {
            throw place.problem(at, QasmPlace.quoted(name) + " belongs to the language and cannot be defined");
        }
        Symbol known = symbols.get(name);
        if (known != null && !(known instanceof Symbol.Gate gate && gate.yields())) {
            throw place.problem(at, QasmPlace.quoted(name) + " is already defined");
        }
        symbols.put(name, symbol);
    }

    /** Replaces the meaning of a name of this scope. */
    void redefine(String name, Symbol symbol) {
        symbols.put(name, symbol);
    }

    /** The names of this scope and of those around it, but for the outermost, into which no block writes. */
    List<Set<String>> names() {
        List<Set<String>> names = new ArrayList<>();
        for (Scope scope = this; scope.outer != null; scope = scope.outer) {
            names.add(Set.copyOf(scope.symbols.keySet()));
        }
        return names;
    }

    /** Forgets what was defined since, so that the same statements can be gone through once more. */
    void forgetAllBut(List<Set<String>> names) {
        Scope scope = this;
        for (Set<String> known : names) {
            scope.symbols.keySet().retainAll(known);
            scope = Objects.requireNonNull(scope.outer);
        }
    }

    /** Marks a name whose definition was refused, unless it already has a meaning. */
    void refuse(String name) {
        symbols.putIfAbsent(name, new Symbol.Refused());
    }
}
