package org.strangenoise.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.outside.OutsideObservables;
import org.strangenoise.pauli.PauliString;

/** What every entry of the registry keeps, those of other libraries included. */
class ObservableContractTest {

    private static final List<String> NAMES = List.of("Q0", "left-end", "7");

    static Stream<ObservableType> types() {
        return ObservableRegistry.types().stream();
    }

    /** Every way to ask for a kind, with and without readout errors, of three qubits. */
    private static List<Observable> examples(ObservableType type) {
        List<String> texts = switch (type.operand()) {
            case NONE -> List.of(type.name());
            case OPTIONAL_QUBIT -> List.of(type.name(), type.name() + ".left-end", type.name() + ".0");
            case QUBIT -> List.of(type.name() + ".7");
            case PAIR -> List.of(type.name() + ".7-Q0", type.name() + ".1-0");
            case LETTERS -> List.of("XIZ", "YYX", "IZI", "III");
        };
        List<Observable> all = new ArrayList<>();
        for (String text : texts) {
            assertEquals(type, ObservableRegistry.typeOf(text, 3).orElseThrow());
            all.add(ObservableRegistry.read(text, NAMES, false));
            if (type.measurable()) {
                all.add(ObservableRegistry.read(text, NAMES, true));
            }
        }
        return all;
    }

    @Test
    void namesAreUniqueAndFound() {
        List<String> names =
                ObservableRegistry.types().stream().map(ObservableType::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size());
        types().forEach(type ->
                assertEquals(type, ObservableRegistry.find(type.name()).orElseThrow()));
        assertTrue(ObservableRegistry.find("outside-negativity").isPresent(), "an entry of another library");
        assertTrue(ObservableRegistry.find("entrpy").isEmpty());
    }

    /** An entry without documentation cannot be made; the message says what to do. */
    @Test
    void documentationIsAskedFor() {
        String message = assertThrows(IllegalArgumentException.class, () -> OutsideObservables.type(" "))
                .getMessage();
        assertTrue(message.contains("`documentation` of observable `outside-negativity`"), message);
        assertTrue(message.contains("write there"), message);
    }

    @ParameterizedTest
    @MethodSource("types")
    void valuesLieInTheRange(ObservableType type) {
        for (Observable observable : examples(type)) {
            for (int seed = 0; seed < 20; seed++) {
                double[] values = OutsideObservables.value(observable, state(3, seed), setting(seed));
                Observable.Range range = observable.range(3);
                for (double value : values) {
                    assertEquals(0, range.excess(value), 1e-12, observable + " " + value);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void flagsAreThoseOfTheParts(ObservableType type) {
        for (Observable observable : examples(type)) {
            assertEquals(
                    observable.parts(3).stream().anyMatch(StatePart::needsReference),
                    observable.needsReference(),
                    observable.toString());
            double[] perfect = OutsideObservables.value(observable, state(3, 5), setting(Readout.perfect(3), 5));
            double[] confused = OutsideObservables.value(observable, state(3, 5), setting(5));
            boolean changed = !java.util.Arrays.equals(perfect, confused);
            if (!observable.readQubits().isEmpty()) {
                assertTrue(observable.isMeasured(), observable.toString());
                assertTrue(changed, observable.toString());
            }
            assertTrue(observable.isMeasured() || !changed, observable.toString());
        }
    }

    /** Numbers of a mixture are the mixture of numbers; of quadratic ones the bilinear form gives the mixed terms. */
    @ParameterizedTest
    @MethodSource("types")
    void partsAreLinear(ObservableType type) {
        DensityTensor a = state(3, 1);
        StateVector vector = pure(3, 2);
        DensityTensor b = tensor(vector);
        double[] mixture = new double[64];
        a.addTo(0.3, mixture);
        b.addTo(0.7, mixture);
        StatePart.Setting setting = setting(3);
        for (Observable observable : examples(type)) {
            for (StatePart part : observable.parts(3)) {
                double[] expected = new double[part.size(3)];
                double[] ofA = read(part, a, setting);
                double[] ofB = read(part, vector, setting);
                double[] mixed = new double[part.size(3)];
                if (part.isQuadratic()) {
                    part.readPair(a, vector, setting, mixed, 0);
                }
                for (int k = 0; k < expected.length; k++) {
                    expected[k] = part.isQuadratic()
                            ? 0.09 * ofA[k] + 0.42 * mixed[k] + 0.49 * ofB[k]
                            : 0.3 * ofA[k] + 0.7 * ofB[k];
                }
                assertArrayEquals(
                        expected, read(part, DensityTensor.view(3, mixture), setting), 1e-13, part.toString());
            }
        }
    }

    /** Each part's own gradient against that which reads every matrix of the basis. */
    @ParameterizedTest
    @MethodSource("types")
    void gradientsOfPartsAreThoseOfTheirReadings(ObservableType type) {
        for (Observable observable : examples(type)) {
            for (StatePart part : observable.parts(3)) {
                if (part.isQuadratic()) {
                    continue;
                }
                double[] direction = new Random(4).doubles(part.size(3), -1, 1).toArray();
                double[] own = new double[64];
                double[] slow = new double[64];
                part.addGradient(0.7, direction, state(3, 1), setting(3), own);
                new ByReading(part).addGradient(0.7, direction, state(3, 1), setting(3), slow);
                assertArrayEquals(slow, own, 1e-13, part.toString());
            }
        }
    }

    /** A part without a gradient of its own. */
    private record ByReading(StatePart part) implements StatePart {

        @Override
        public int size(int qubits) {
            return part.size(qubits);
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            // The tensor as a dense matrix: another way to the same numbers.
            double[] re = new double[64];
            double[] im = new double[64];
            ((DensityTensor) state).writeDense(re, im);
            part.read(DensityMatrix.view(3, re, im), setting, out, at);
        }
    }

    /** Slopes and gradients together against differences along traceless and other directions. */
    @ParameterizedTest
    @MethodSource("types")
    void gradientsAreThoseOfTheValues(ObservableType type) {
        Random random = new Random(9);
        for (Observable observable : examples(type)) {
            if (observable.size(3) > 1) {
                assertThrows(
                        IllegalStateException.class,
                        () -> OutsideObservables.gradient(observable, state(3, 1), setting(3)));
                continue;
            }
            DensityTensor state = state(3, 7);
            double[] gradient = OutsideObservables.gradient(observable, state, setting(3));
            double[] direction = random.doubles(64, -1, 1).toArray();
            double expected = 0;
            for (int i = 0; i < 64; i++) {
                expected += gradient[i] * direction[i];
            }
            // Of fourth order, as logarithms of small eigenvalues bend sharply.
            double h = 3e-6;
            double near = shifted(observable, state, h, direction) - shifted(observable, state, -h, direction);
            double far = shifted(observable, state, 2 * h, direction) - shifted(observable, state, -2 * h, direction);
            double difference = (8 * near - far) / (12 * h);
            assertEquals(expected, difference, 2e-7 * Math.max(1, Math.abs(expected)), observable.toString());
        }
    }

    private static double shifted(Observable observable, DensityTensor state, double h, double[] direction) {
        double[] coefficients = direction.clone();
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] *= h;
        }
        state.addTo(1, coefficients);
        return OutsideObservables.value(observable, DensityTensor.view(3, coefficients), setting(3))[0];
    }

    @Test
    void qubitsAreNamedOrCounted() {
        assertEquals(new Observable.MeanEntropy(), read("entropy"));
        assertEquals(new Observable.QubitEntropy(1), read("entropy.left-end"));
        assertEquals(new Observable.QubitEntropy(1), read("entropy.1"));
        assertEquals(new Observable.QubitEntropy(2), read("entropy.7"));
        assertEquals(new Observable.BlochComponent('Y', List.of(0), false), read("bloch-y.Q0"));
        assertEquals(new Observable.BlochComponent('Y', List.of(0, 1, 2), false), read("bloch-y"));
        assertEquals(new OutsideObservables.Negativity(List.of(1, 2)), read("outside-negativity.left-end-7"));
        assertEquals(new OutsideObservables.Negativity(List.of(2, 1)), read("outside-negativity.7-left-end"));
        assertEquals(new Observable.PauliExpectation(new PauliString("XYZ"), false), read("XYZ"));
        assertEquals(
                new Observable.QubitEntropy(0),
                ObservableRegistry.read("entropy.1", List.of("1", "0"), false),
                "a name goes before an index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entropy.Q1 | must name a qubit after the dot (Q0, left-end, 7, or an index from 0 to 2)",
                "entropy.3 | must name a qubit",
                "entropy.01 | must name a qubit",
                "entropy. | must name a qubit",
                "purity.Q0 | must be written purity, since it is about all qubits",
                "outside-negativity | must be written outside-negativity.qubit-qubit",
                "outside-negativity.Q0 | must name two different qubits",
                "outside-negativity.Q0-0 | must name two different qubits",
                "Entropy | must be one of entropy[.qubit], purity, overlap, fidelity",
                "XX | for each qubit, but is `XX`, of 2 letters for 3 qubits",
                "XXXX | but is `XXXX`, of 4 letters for 3 qubits",
                " | must be one of"
            })
    void whatIsNoObservableIsRefused(String line) {
        String[] parts = line.split("\\|", -1);
        String message = assertThrows(IllegalArgumentException.class, () -> read(parts[0].strip()))
                .getMessage();
        assertTrue(message.contains(parts[1].strip()) && message.contains("`" + parts[0].strip() + "`"), message);
    }

    /** Curves, maps and derivatives are of one number. */
    @Test
    void vectorsAreNoScalars() {
        assertEquals(read("bloch-x.7"), ObservableRegistry.readScalar("bloch-x.7", NAMES, false));
        for (String text : List.of("bloch", "bloch.7", "probabilities")) {
            assertTrue(read(text).size(3) > 1);
            String message = assertThrows(
                            IllegalArgumentException.class, () -> ObservableRegistry.readScalar(text, NAMES, false))
                    .getMessage();
            assertTrue(message.contains("one of entropy[.qubit], purity"), message);
            assertFalse(message.contains("probabilities,") || message.contains("bloch[.qubit]"), message);
        }
    }

    @Test
    void readoutErrorsArePartOfWhatIsReadOut() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ObservableRegistry.read("entropy", NAMES, true))
                .getMessage();
        assertTrue(
                message.contains("a letter I, X, Y or Z for each qubit where `measured` is true, but is `entropy`"),
                message);
        assertFalse(message.contains("purity"), message);
        Observable z = ObservableRegistry.read("bloch-z.left-end", NAMES, true);
        assertEquals(Set.of(1), z.readQubits());
        assertEquals(Set.of(0, 2), ObservableRegistry.read("XIZ", NAMES, true).readQubits());
        assertFalse(ObservableRegistry.read("XIZ", NAMES, false).isMeasured());
        double[] bloch = new double[3];
        state(3, 5).blochVector(1, bloch);
        Readout readout = setting(5).readout();
        assertEquals(
                readout.p0Given1()[1]
                        - readout.p1Given0()[1]
                        + (1 - readout.p0Given1()[1] - readout.p1Given0()[1]) * bloch[2],
                OutsideObservables.value(z, state(3, 5), setting(5))[0],
                1e-14);
    }

    /** Closed forms: a Bell pair beside a third qubit, and a Werner state. */
    @Test
    void reducedStatesAreThoseOfTheQubitsNamed() {
        StateVector bell =
                StateVector.view(3, new double[] {Math.sqrt(0.5), 0, 0, 0, 0, Math.sqrt(0.5), 0, 0}, new double[8]);
        assertEquals(0.5, value("outside-negativity.0-2", bell), 1e-12);
        assertEquals(0, value("outside-negativity.0-1", bell), 1e-12);
        ComplexMatrix reduced = StatePart.Reduced.matrix(read(new StatePart.Reduced(List.of(2, 1)), bell, setting(1)));
        assertEquals(0.5, reduced.re(0, 0), 1e-14);
        assertEquals(0.5, reduced.re(1, 1), 1e-14, "qubit 2 is bit 0 there");
        ComplexMatrix whole =
                StatePart.Reduced.matrix(read(new StatePart.Reduced(List.of(0, 1, 2)), state(3, 8), setting(1)));
        assertEquals(0, whole.distance(state(3, 8).toDensityMatrix().matrix()), 1e-13);
    }

    private static double value(String text, QuantumState state) {
        return OutsideObservables.value(
                ObservableRegistry.read(text, List.of("a", "b", "c"), false), state, setting(1))[0];
    }

    private static Observable read(String text) {
        return ObservableRegistry.read(text, NAMES, false);
    }

    private static double[] read(StatePart part, QuantumState state, StatePart.Setting setting) {
        double[] out = new double[part.size(state.qubits())];
        part.read(state, setting, out, 0);
        return out;
    }

    private static StatePart.Setting setting(int seed) {
        return setting(new Readout(new double[] {0.02, 0.05, 0.01}, new double[] {0.07, 0.03, 0.11}), seed);
    }

    private static StatePart.Setting setting(Readout readout, int seed) {
        return new StatePart.Setting(readout, pure(3, 1000L + seed));
    }

    /** A mixture of eight pure states: of full rank, as roots of eigenvalues have slopes only there. */
    private static DensityTensor state(int qubits, int seed) {
        double[] sum = new double[1 << (2 * qubits)];
        double[] weights = {0.5, 0.2, 0.1, 0.06, 0.05, 0.04, 0.03, 0.02};
        IntStream.range(0, 8).forEach(k -> tensor(pure(qubits, 31L * seed + k)).addTo(weights[k], sum));
        return DensityTensor.view(qubits, sum);
    }

    private static DensityTensor tensor(StateVector vector) {
        double[] coefficients = new double[1 << (2 * vector.qubits())];
        DensityTensor.write(new InitialState.Pure(vector), coefficients);
        return DensityTensor.view(vector.qubits(), coefficients);
    }

    private static StateVector pure(int qubits, long seed) {
        Random random = new Random(seed);
        double[] re = random.doubles(1L << qubits, -1, 1).toArray();
        double[] im = random.doubles(1L << qubits, -1, 1).toArray();
        double norm = 0;
        for (int b = 0; b < re.length; b++) {
            norm += re[b] * re[b] + im[b] * im[b];
        }
        for (int b = 0; b < re.length; b++) {
            re[b] /= Math.sqrt(norm);
            im[b] /= Math.sqrt(norm);
        }
        return StateVector.view(qubits, re, im);
    }
}
