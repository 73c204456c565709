package org.strangenoise.exchange.strange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.exchange.gate.Decomposition;
import org.strangenoise.exchange.gate.GateCall;
import org.strangenoise.exchange.gate.GateSynthesis;
import org.strangenoise.exchange.gate.NoExactFormException;

/**
 * Writes a Java class whose static method {@code program()} builds the circuit as a Strange Program, from Strange's own
 * gates and those that the table of gates names in full.
 *
 * <p>Each gate has a Step of its own, which every version of Strange simulates as meant. Strange's {@code RotationZ}
 * acts as a global phase, so a z rotation is written as {@code R}, the same gate up to a global phase; Strange holds
 * the matrix of {@code R} and {@code Cr} in single precision.
 */
public record StrangeJavaWriter() implements Exporter {

    /** A method of more statements could exceed what a class file allows. */
    private static final int STEPS_IN_METHOD = 500;

    /** Constructors by standard gate; %s are angles and qubits. */
    private static final Map<String, String> CONSTRUCTORS = StandardGates.written(GateFormat.STRANGE_JAVA);

    @Override
    public Exported export(ExportSource source) {
        return write(source.name(), source.circuit(), source.omittedByGates());
    }

    /**
     * The source of a class.
     *
     * @param name becomes the class name, letters and digits in camel case
     * @param circuit the gates; delays are left out with a remark
     * @throws NoExactFormException if the circuit holds a reset, which Strange does not have
     */
    public Exported write(String name, Circuit circuit) {
        return write(name, circuit, List.of());
    }

    private static Exported write(String name, Circuit circuit, List<String> omitted) {
        Body body = new Body();
        circuit.operations().forEach(body::add);
        String type = className(name);
        List<String> lines = new ArrayList<>();
        lines.add("// Written by Strange Noise.");
        lines.add(
                "// Qubit order: qubit k is bit k of a basis state's index (bit 0 the least significant), as in Strange.");
        lines.add("// Global phase: the circuit's unitary is exp(i * " + body.phase + ") times these gates.");
        lines.add("// R(theta) stands for a z rotation by theta; Strange keeps its matrix in single precision.");
        body.remarks.addAll(omitted);
        body.remarks.forEach(remark -> lines.add("// Not in this file: " + remark + "."));
        lines.add("import org.redfx.strange.Program;");
        lines.add("import org.redfx.strange.Step;");
        body.classes.stream().sorted().forEach(c -> lines.add("import org.redfx.strange.gate." + c + ";"));
        lines.add("");
        lines.add("public final class " + type + " {");
        lines.add("    private " + type + "() {}");
        lines.add("");
        lines.add("    public static Program program() {");
        lines.add("        Program program = new Program(" + circuit.qubits() + ");");
        int methods = (body.statements.size() + STEPS_IN_METHOD - 1) / STEPS_IN_METHOD;
        for (int m = 0; m < methods; m++) {
            lines.add("        addSteps" + m + "(program);");
        }
        lines.add("        return program;");
        lines.add("    }");
        for (int m = 0; m < methods; m++) {
            int end = Math.min(body.statements.size(), (m + 1) * STEPS_IN_METHOD);
            lines.add("");
            lines.add("    private static void addSteps" + m + "(Program program) {");
            body.statements.subList(m * STEPS_IN_METHOD, end).forEach(s -> lines.add("        " + s));
            lines.add("    }");
        }
        lines.add("}");
        return new Exported(String.join("\n", lines) + "\n", List.copyOf(body.remarks));
    }

    /** The class name made of a study's name: {@code neill-2016} becomes {@code Neill2016}. */
    public static String className(String name) {
        StringBuilder type = new StringBuilder();
        boolean upper = true;
        for (int k = 0; k < name.length(); k++) {
            char c = name.charAt(k);
            boolean isWord = c < 128 && Character.isLetterOrDigit(c);
            if (isWord) {
                type.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = !isWord;
        }
        String result = type.length() == 0 || Character.isDigit(type.charAt(0)) ? "Circuit" + type : type.toString();
        boolean taken = SourceVersion.isKeyword(result)
                || Set.of("Program", "Step", "Math", "X", "Y", "Z", "R").contains(result)
                || CONSTRUCTORS.values().stream().anyMatch(c -> c.startsWith(result + "("));
        return taken ? result + "Circuit" : result;
    }

    /** The statements of the class. */
    private static final class Body {
        private final List<String> statements = new ArrayList<>();
        private final Set<String> classes = new LinkedHashSet<>();
        private final Set<String> remarks = new LinkedHashSet<>();
        private double phase;

        void add(Operation operation) {
            if (operation instanceof UnitaryOperation gate) {
                add(gate);
            } else if (operation instanceof Measurement measurement) {
                addStep("Measurement(" + measurement.qubit() + ")");
            } else if (operation instanceof Delay) {
                remarks.add("delays are left out, as Strange has no time");
            } else if (operation instanceof Boundary boundary) {
                statements.add("// end of " + boundary.name().toLowerCase(Locale.ROOT));
            } else if (operation instanceof Barrier barrier) {
                statements.add("// barrier on qubits " + barrier.qubits());
            } else if (operation instanceof Conditional) {
                throw new NoExactFormException("format strange-java cannot say what depends on measurements");
            } else {
                throw new NoExactFormException("format strange-java cannot say a reset, which Strange does not have");
            }
        }

        private void add(UnitaryOperation gate) {
            Optional<String> standard =
                    StandardGates.match(gate).map(StandardGate::name).filter(CONSTRUCTORS::containsKey);
            if (standard.isPresent()) {
                add(standard.get(), gate.parameters(), gate.qubits());
                return;
            }
            Decomposition parts = GateSynthesis.of(gate);
            double angle = gate.parameters().isEmpty() ? 0 : gate.parameters().get(0);
            phase += parts.phase().at(angle);
            for (GateCall call : parts.calls()) {
                add(
                        call.gate(),
                        call.angles().stream().map(a -> a.at(angle)).toList(),
                        call.qubits().stream().map(gate.qubits()::get).toList());
            }
        }

        private void add(String gate, List<Double> angles, List<Integer> qubits) {
            if (gate.equals("rz")) {
                // diag(1, e^{i theta}) = e^{i theta/2} Rz(theta).
                phase -= angles.get(0) / 2;
            }
            List<Object> arguments = new ArrayList<>(angles);
            arguments.addAll(qubits);
            String text = arguments.stream().map(Object::toString).collect(Collectors.joining(", "));
            addStep(String.format(Objects.requireNonNull(CONSTRUCTORS.get(gate), gate), text));
        }

        private void addStep(String constructor) {
            String type = constructor.substring(0, constructor.indexOf('('));
            if (type.indexOf('.') < 0) {
                classes.add(type);
            }
            statements.add("program.addStep(new Step(new " + constructor + "));");
        }
    }
}
