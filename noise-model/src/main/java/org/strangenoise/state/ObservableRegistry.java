package org.strangenoise.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.ObservableType.Maker;
import org.strangenoise.state.ObservableType.Operand;

/**
 * All observables that users can name. A new one is one entry here, or of an {@link ObservableProvider}; readers,
 * messages, documentation and contract tests follow.
 */
public final class ObservableRegistry {

    private static final String NEILL = "Neill et al., Nature Physics 12, 1037 (2016)";

    private static final String NIELSEN = "Nielsen and Chuang, Quantum Computation and Quantum Information, section ";

    private static final String VIDAL = "Vidal and Werner, Phys. Rev. A 65, 032314 (2002)";

    private static final List<ObservableType> OWN = List.of(
            new ObservableType(
                    "entropy",
                    Operand.OPTIONAL_QUBIT,
                    false,
                    "S = -Tr(rho_q log2 rho_q)",
                    "Von Neumann entropy in bits of one qubit's reduced state; without a qubit the mean over all.",
                    NEILL,
                    r -> r.qubits().isEmpty()
                            ? new Observable.MeanEntropy()
                            : new Observable.QubitEntropy(r.qubits().get(0))),
            new ObservableType(
                    "purity",
                    Operand.NONE,
                    false,
                    "Tr rho^2",
                    "Purity of the whole state: 1 if it is pure, 2^-n if nothing is known of it.",
                    NIELSEN + "2.4.1",
                    r -> new Observable.Purity()),
            new ObservableType(
                    "overlap",
                    Operand.NONE,
                    false,
                    "Tr sqrt(sqrt(rho_mc) rho_bar sqrt(rho_mc))",
                    "How close the mean rho_bar of the states so far is to the microcanonical state"
                            + " rho_mc = P_sym/(n+1). Not squared.",
                    NEILL + ", eq. 6",
                    r -> new Observable.MicrocanonicalOverlap()),
            new ObservableType(
                    "fidelity",
                    Operand.NONE,
                    false,
                    "<psi|rho|psi>",
                    "Fidelity with the state psi that the circuit without noise has at the same step; in a study whose"
                            + " kicked top has a `perturbation`, that a top has whose kappa is more by it: the"
                            + " Loschmidt echo.",
                    NIELSEN + "9.2.2, there its square root",
                    r -> new Observable.Fidelity()),
            new ObservableType(
                    "hilbert-angle",
                    Operand.NONE,
                    false,
                    "arccos sqrt(<psi|rho|psi>)",
                    "Angle in rad between the state and psi, which is as for the fidelity: with a `perturbation` of a kicked"
                            + " top, what it has grown to. It is in proportion to a small perturbation, where the"
                            + " fidelity falls with its square.",
                    "Schack, D'Ariano and Caves, Phys. Rev. E 50, 972 (1994)",
                    r -> new Observable.HilbertAngle()),
            bloch(
                    "bloch",
                    "(Tr(X rho_q), Tr(Y rho_q), Tr(Z rho_q))",
                    "Bloch vector of one qubit, three numbers; without a qubit the mean over all.",
                    false,
                    r -> r.qubits().isEmpty()
                            ? new Observable.MeanBlochVector()
                            : new Observable.BlochVector(r.qubits().get(0))),
            component('X'),
            component('Y'),
            component('Z'),
            new ObservableType(
                    "leakage",
                    Operand.OPTIONAL_QUBIT,
                    false,
                    "sum_(n > 1) <n|rho_q|n>",
                    "Population of one qubit above |1>, 0 on two levels; without a qubit the mean over all.",
                    "Motzoi et al., Phys. Rev. Lett. 103, 110501 (2009)",
                    r -> r.qubits().isEmpty()
                            ? new Observable.MeanLeakage()
                            : new Observable.Leakage(r.qubits().get(0))),
            new ObservableType(
                    "concurrence",
                    Operand.PAIR,
                    false,
                    "max(0, s_1 - s_2 - s_3 - s_4), s^2 the eigenvalues of rho (Y Y) rho* (Y Y)",
                    "Entanglement of two qubits' reduced state: 0 if separable, 1 for a Bell pair.",
                    "Wootters, Phys. Rev. Lett. 80, 2245 (1998)",
                    r -> new QuantumCorrelations.Concurrence(r.qubits())),
            new ObservableType(
                    "negativity",
                    Operand.PAIR,
                    false,
                    "(|rho^TA|_1 - 1) / 2",
                    "Entanglement of two qubits' reduced state by its partial transpose: 0 if separable, 1/2 for a Bell"
                            + " pair.",
                    VIDAL,
                    r -> new QuantumCorrelations.Negativity(r.qubits())),
            new ObservableType(
                    "bipartite-negativity",
                    Operand.OPTIONAL_QUBIT,
                    false,
                    "(|rho^Tq|_1 - 1) / 2",
                    "Negativity between one qubit and all others together; without a qubit the mean over all. Up to six"
                            + " qubits.",
                    VIDAL,
                    r -> new QuantumCorrelations.BipartiteNegativity(r.qubitsOrAll())),
            new ObservableType(
                    "correlation",
                    Operand.OPTIONAL_QUBIT,
                    false,
                    "I(q : others) / 2 = (S_q + S_others - S_all) / 2",
                    "The part of a qubit's entropy, in bits, that it shares with the other qubits, entanglement or not;"
                            + " without a qubit the mean over all. Up to six qubits.",
                    NIELSEN + "11.3",
                    r -> new QuantumCorrelations.HalfInformation(r.qubitsOrAll(), false)),
            new ObservableType(
                    "environment-information",
                    Operand.OPTIONAL_QUBIT,
                    false,
                    "I(q : environment) / 2 = (S_q + S_all - S_others) / 2",
                    "The rest of a qubit's entropy, in bits, that it shares with the environment; with correlation it"
                            + " sums to the entropy. Up to six qubits.",
                    NIELSEN + "11.3",
                    r -> new QuantumCorrelations.HalfInformation(r.qubitsOrAll(), true)),
            new ObservableType(
                    "discord",
                    Operand.PAIR,
                    false,
                    "S_A - S_AB + min sum_k p_k S(B|k)",
                    "Quantum discord of two qubits' reduced state in bits, by projective measurements of the first.",
                    "Ollivier and Zurek, Phys. Rev. Lett. 88, 017901 (2001)",
                    r -> new QuantumCorrelations.Discord(r.qubits())),
            connected('X'),
            connected('Y'),
            connected('Z'),
            new ObservableType(
                    "symmetric-weight",
                    Operand.NONE,
                    false,
                    "Tr(P_sym rho)",
                    "Weight in the symmetric subspace, of total spin n/2, which only noise and leakage leave.",
                    NEILL,
                    r -> new QuantumCorrelations.SymmetricWeight()),
            new ObservableType(
                    "probabilities",
                    Operand.NONE,
                    true,
                    "<b|rho|b> for all b",
                    "Probabilities of the 2^n outcomes by basis index.",
                    NIELSEN + "2.2.5",
                    r -> new Observable.Probabilities(r.measured())),
            new ObservableType(
                    "Pauli string",
                    Operand.LETTERS,
                    true,
                    "Tr(P rho)",
                    "Expectation of a product of Pauli matrices, one letter I, X, Y or Z a qubit, qubit 0 leftmost.",
                    NIELSEN + "2.2.5",
                    r -> new Observable.PauliExpectation(new PauliString(r.text()), r.measured())));

    private static final List<ObservableType> TYPES = withProvided();

    private ObservableRegistry() {}

    private static ObservableType component(char letter) {
        return bloch(
                "bloch-" + Character.toLowerCase(letter),
                "Tr(" + letter + " rho_q)",
                "Component of the Bloch vector of one qubit; without a qubit the mean over all.",
                true,
                r -> new Observable.BlochComponent(letter, r.qubitsOrAll(), r.measured()));
    }

    private static ObservableType connected(char letter) {
        return new ObservableType(
                "connected-" + ("" + letter + letter).toLowerCase(Locale.ROOT),
                Operand.PAIR,
                true,
                "<P_a P_b> - <P_a> <P_b>, P = " + letter,
                "How the outcomes of two qubits vary together.",
                NIELSEN + "2.2.5",
                r -> new QuantumCorrelations.ConnectedCorrelation(letter, r.qubits(), r.measured()));
    }

    private static ObservableType bloch(
            String name, String formula, String documentation, boolean measurable, Maker maker) {
        return new ObservableType(
                name, Operand.OPTIONAL_QUBIT, measurable, formula, documentation, NIELSEN + "2.4.2", maker);
    }

    private static List<ObservableType> withProvided() {
        List<ObservableType> types = new ArrayList<>(OWN);
        for (ObservableProvider provider : ServiceLoader.load(ObservableProvider.class)) {
            for (ObservableType type : provider.types()) {
                if (types.stream().anyMatch(known -> known.name().equals(type.name()))) {
                    throw new IllegalStateException("observable `" + type.name() + "` of "
                            + provider.getClass().getName() + " has a name that is taken");
                }
                types.add(type);
            }
        }
        return List.copyOf(types);
    }

    /** All kinds, in the order they are documented; those of other libraries last. */
    public static List<ObservableType> types() {
        return TYPES;
    }

    /** The kind of a name without operand, if known. */
    public static Optional<ObservableType> find(String name) {
        return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** How users write the kinds that satisfy a condition. */
    public static List<String> notations(Predicate<ObservableType> condition) {
        return TYPES.stream().filter(condition).map(ObservableType::notation).toList();
    }

    /**
     * The observable that a text asks for: a name with its operand, as {@code entropy}, {@code entropy.Q1},
     * {@code bloch-z.0}, or a Pauli string. A qubit is named as on the device, or where no qubit is called so, by its
     * index.
     *
     * @param names of the register's qubits, in index order
     * @param measured true if readout errors are to be part of it
     * @throws IllegalArgumentException if there is none; the message, without a subject, says what it must be
     */
    public static Observable read(String text, List<String> names, boolean measured) {
        return read(text, names, measured, type -> true);
    }

    /** The same, of one number a step. */
    public static Observable readScalar(String text, List<String> names, boolean measured) {
        return read(text, names, measured, type -> type.isScalar(names.size()));
    }

    private static Observable read(
            String text, List<String> names, boolean measured, Predicate<ObservableType> condition) {
        Predicate<ObservableType> allowed = condition.and(type -> !measured || type.measurable());
        return typeOf(text, names.size())
                .filter(allowed)
                .map(type -> type.read(text, names, measured))
                .orElseThrow(() -> new IllegalArgumentException("must be " + known(allowed)
                        + (measured ? " where `measured` is true" : "") + ", but is `" + text + "`"
                        + (text.matches("[IXYZ]+")
                                ? ", of " + text.length() + " letters for " + names.size() + " qubits"
                                : "")));
    }

    /** The kind that a text is of, whether or not its operand is right. */
    public static Optional<ObservableType> typeOf(String text, int qubits) {
        return TYPES.stream().filter(type -> type.isNamedBy(text, qubits)).findFirst();
    }

    /** The kinds that satisfy a condition, for messages: {@code one of entropy[.qubit], ... or a Pauli string, ...}. */
    public static String known(Predicate<ObservableType> condition) {
        List<String> named = notations(condition.and(type -> type.operand() != Operand.LETTERS));
        String letters = TYPES.stream().anyMatch(condition.and(type -> type.operand() == Operand.LETTERS))
                ? " or a Pauli string, a letter I, X, Y or Z for each qubit"
                : "";
        return "one of " + String.join(", ", named) + letters;
    }
}
