package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.study.StudySchema;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.MappingReader;

/** A type of analysis and an observable can be added from outside, through what is public alone. */
class ToyAnalysisTest {

    private static final String STUDY = """
            name: toy
            device: { name: d, qubits: [ { name: A, T1: 7 us, T2: 5 us } ], operations: { ry: { duration: 20 ns }, interaction: { duration: 5 ns } } }
            circuit: { kicked-top: { qubits: 1, kappa: 1.3, steps: 2 } }
            analyses:
              - { type: longest-time, id: toy, of: A }
              - { type: sweep, id: own, over: { noise.scale: [ 0, 1 ] }, observable: toy-squared-length.A }
            """;

    /** Names the qubit whose T1 it tells. */
    record Plan(Header header, String qubit) implements AnalysisPlan {
        @Override
        public AnalysisType<?, ?> type() {
            return new Toy();
        }

        @Override
        public Plan withSeed(long seed) {
            return new Plan(header.withSeed(seed), qubit);
        }
    }

    record Row(double seconds) {}

    record Result(Plan plan, double seconds) implements AnalysisResult {}

    /** All of it in one class. */
    static final class Toy extends AnalysisType<Plan, Result> {

        private static final Fields<Result> FIELDS =
                Fields.<Result>of().number("t1-seconds", "s", "T1 of the qubit", Result::seconds);

        Toy() {
            super(
                    "longest-time",
                    "T1 of a qubit.",
                    Plan.class,
                    Result.class,
                    FIELDS,
                    List.of(Table.of("", "the analysis", List::of, FIELDS)));
        }

        @Override
        protected String keys() {
            return "{ \"properties\": { \"of\": { \"type\": \"string\" } }, \"required\": [ \"of\" ] }";
        }

        @Override
        public Optional<Plan> read(MappingReader analysis, Header header) {
            return analysis.required("of").text().map(qubit -> new Plan(header, qubit));
        }

        @Override
        protected PreparedAnalysis<Row, Result> prepare(Plan plan, SimulationOptions options) {
            return PreparedAnalysis.single(
                    Row.class,
                    1e-6,
                    () -> new Row(plan.setup().device().qubits().get(0).t1().value()),
                    row -> new Result(plan, row.seconds()));
        }

        @Override
        protected Optional<String> answer(Result result) {
            return Optional.of("T1 is " + result.seconds() + " s");
        }
    }

    @Test
    void aTypeAddedFromOutsideIsReadRunWrittenAndAnswered(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("toy.yaml"), STUDY);
        Study study = StudyReader.read(file, AnalysisTypes.shipped().with(new Toy()));
        List<AnalysisResult> results = new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(study);
        StudyWriter.write(new StudyResults(study, results, "test"), folder, false, false);
        assertTrue(Files.readString(folder.resolve("results.json")).contains("\"t1-seconds\":7.0E-6"));
        assertEquals(
                "t1_seconds\n7.0E-6\n",
                Files.readString(folder.resolve("toy.csv")).replace("\r\n", "\n"));
        assertEquals(Optional.of("T1 is 7.0E-6 s"), results.get(0).plan().type().answerOf(results.get(0)));
    }

    /** One qubit: the squared length is 2 Tr rho^2 - 1, and 1 without noise. */
    @Test
    void anObservableAddedFromOutsideIsOneOfEveryStudy(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("toy.yaml"), STUDY.replace("longest-time, id: toy, of: A", """
                sweep, id: purity, over: { noise.scale: [ 0, 1 ] }, observable: purity"""));
        List<AnalysisResult> results =
                new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(StudyReader.read(file));
        JsonNode purity = written(results.get(0));
        JsonNode length = written(results.get(1));
        assertEquals(1, length.at("/noisy/0").asDouble(), 1e-14);
        assertTrue(length.at("/noisy/1").asDouble() < 0.999);
        assertEquals(
                2 * purity.at("/noisy/1").asDouble() - 1, length.at("/noisy/1").asDouble(), 1e-14);
        String schema = new ObjectMapper()
                .readTree(StudySchema.text(AnalysisTypes.shipped()))
                .at("/$defs/observable/pattern")
                .asText();
        assertTrue("toy-squared-length.A".matches(schema) && !"toy-squared-length".matches(schema), schema);
    }

    private static JsonNode written(AnalysisResult result) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        result.plan().type().write(node, result);
        return node;
    }

    private record Curve(String label, double[] ideal, double[] noisy, boolean isNoisy) {}

    /**
     * A list in results.json is a column of a table by place, without a second list of names; shorter ones end early.
     */
    @Test
    void listsAreColumnsByPlace() {
        Fields<Curve> fields = Fields.<Curve>of()
                .text("label", "of the curve", Curve::label)
                .numbers("ideal-value", "bit", "by step", Curve::ideal)
                .numbers("noisy-value", "bit", "by step", Curve::noisy)
                .onlyIf(Curve::isNoisy);
        Fields<Fields.Place<Curve>> rows =
                Fields.<Fields.Place<Curve>>of().count("step", "from 0", Fields.Place::index);
        Fields<Fields.Place<Curve>> columns = rows.include(place -> place, fields.byPlace());
        assertEquals(List.of("step", "label", "ideal_value", "noisy_value"), columns.columns());
        Curve noisy = new Curve("a", new double[] {1, 0.5}, new double[] {0.9}, true);
        Curve ideal = new Curve("b", new double[] {2}, new double[] {7}, false);
        List<List<Object>> cells = Stream.of(noisy, ideal)
                .flatMap(curve -> Fields.Place.all(curve, curve.ideal().length).stream())
                .map(columns::cells)
                .toList();
        assertEquals(
                List.of(
                        Arrays.<Object>asList(0L, "a", 1.0, 0.9),
                        Arrays.<Object>asList(1L, "a", 0.5, null),
                        Arrays.<Object>asList(0L, "b", 2.0, null)),
                cells);
    }

    @Test
    void itsKeysAreABranchOfTheSchema() throws IOException {
        JsonNode branches = new ObjectMapper()
                .readTree(StudySchema.text(AnalysisTypes.shipped().with(new Toy())))
                .at("/$defs/analysis/oneOf");
        JsonNode last = branches.get(branches.size() - 1);
        assertEquals("longest-time", last.at("/properties/type/const").asText());
        assertEquals("of", last.at("/required/0").asText());
    }

    @Test
    void withoutItTheStudyIsRefusedWithTheTypesThereAre(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("toy.yaml"), STUDY);
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> StudyReader.read(file));
        assertTrue(refusal.getMessage().contains("dynamics"), refusal.getMessage());
    }

    @Test
    void aSecondTypeOfOneNameIsRefused() {
        AnalysisTypes types = AnalysisTypes.shipped().with(new Toy());
        assertThrows(IllegalArgumentException.class, () -> types.with(new Toy()));
    }

    @Test
    void aFieldOrTableWithoutDocumentationIsRefusedWithInstructions() {
        Fields<Result> none = Fields.of();
        IllegalArgumentException field =
                assertThrows(IllegalArgumentException.class, () -> none.number("value", "s", " ", Result::seconds));
        assertTrue(field.getMessage().contains("`value` must say what it holds, for results.md"), field.getMessage());
        IllegalArgumentException table = assertThrows(
                IllegalArgumentException.class, () -> Table.<Result, Result>of("part", "", List::of, none));
        assertTrue(table.getMessage().contains("must say what a row"), table.getMessage());
        Fields.Documented silent = new Fields.Documented("<address>", "", "");
        IllegalArgumentException column = assertThrows(
                IllegalArgumentException.class,
                () -> Table.Columns.<Result, Result>of().named(silent, result -> List.of(), result -> List.of()));
        assertTrue(
                column.getMessage().contains("must say what the column `<address>` holds, for results.md"),
                column.getMessage());
    }
}
