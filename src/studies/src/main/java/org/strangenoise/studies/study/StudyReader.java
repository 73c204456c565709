package org.strangenoise.studies.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.SetupReader;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.experiment.BestLayout;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quoted;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;

/** Reads study files; all problems of a file, and of the device file it names, are found in one go. */
public final class StudyReader {

    /** What reads a study in seconds and not in minutes. */
    private static final int MOST_ANALYSES = 5000;

    private final InputFile file;
    private final AnalysisTypes types;
    private final Problems problems;
    private final FilesRead read;
    private final Reading how;

    private final Map<String, String> texts = new LinkedHashMap<>();

    private StudyReader(InputFile file, Problems problems, Reading how, Map<Path, InputFile> held) {
        this.file = file;
        this.problems = problems;
        this.read = new FilesRead(file, held);
        this.types = how.types();
        this.how = how;
    }

    /**
     * How a study is read.
     *
     * @param types of analyses that it may name
     * @param needsAnalyses false for what needs circuit and device alone: then it may have no analyses
     * @param only ids of the analyses that are read, the others unheeded; empty for all
     * @param parser of the study and the device files that it names
     * @param change is made to every setup
     */
    public record Reading(
            AnalysisTypes types,
            boolean needsAnalyses,
            Set<String> only,
            FilesRead.ParsedFiles.Parser parser,
            Setup.Change change) {

        /** All of a study of shipped types, as it is written. */
        public static final Reading ALL =
                new Reading(AnalysisTypes.shipped(), true, Set.of(), YamlParser::parse, Setup.Change.NONE);

        public Reading {
            only = Set.copyOf(only);
        }

        /** The same of some analyses, with documents from a parser and changed setups. */
        public Reading with(Set<String> newOnly, FilesRead.ParsedFiles.Parser newParser, Setup.Change newChange) {
            return new Reading(types, needsAnalyses, newOnly, newParser, newChange);
        }

        private Reading with(AnalysisTypes newTypes, boolean newNeedsAnalyses) {
            return new Reading(newTypes, newNeedsAnalyses, only, parser, change);
        }
    }

    /**
     * Reads a study file.
     *
     * @throws InvalidInputException with every problem, each at its file, line and column
     */
    public static Study read(Path file) {
        return read(file, AnalysisTypes.shipped());
    }

    /**
     * Reads a study file whose analyses are of given types.
     *
     * @throws InvalidInputException with every problem, each at its file, line and column
     */
    public static Study read(Path file, AnalysisTypes types) {
        Problems problems = new Problems();
        Optional<InputFile> input = InputFile.argument(file, YamlParser.maxBytes(), problems);
        problems.throwIfErrors();
        return read(input.orElseThrow(), Reading.ALL.with(types, true));
    }

    /** As {@link #read(Path)}, of a file that was read. */
    public static Study read(InputFile file) {
        return read(file, Reading.ALL);
    }

    /** As {@link #read(InputFile)}, for what needs circuit and device alone: the study may have no analyses. */
    public static Study readSetup(InputFile file) {
        return read(file, Reading.ALL.with(AnalysisTypes.shipped(), false));
    }

    /** As {@link #read(InputFile)}, in a way of its own. */
    public static Study read(InputFile file, Reading how) {
        return read(file, how, Map.of());
    }

    /**
     * Reads what {@link Study#inputs} of another process holds; nothing is read from the disk.
     *
     * @param study its file
     * @param inputs by the absolute paths that they are named by
     */
    public static Study readHeld(InputFile study, Map<Path, InputFile> inputs) {
        return read(study, Reading.ALL, inputs);
    }

    private static Study read(InputFile file, Reading how, Map<Path, InputFile> held) {
        Problems problems = new Problems();
        Optional<Study> study = new StudyReader(file, problems, how, held).study();
        problems.throwIfErrors();
        return study.orElseThrow();
    }

    private Optional<Study> study() {
        Optional<YamlNode> root = how.parser().parse(file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try (MappingReader study = MappingReader.ofRoot(root.get(), problems)) {
            Optional<String> name = study.required("name").fileName();
            Optional<String> title = study.optional("title").text();
            Optional<String> description = study.optional("description").lines();
            SetupReader setups = new SetupReader(problems, read, new BestLayout(), how.parser(), how.change());
            for (String key : SetupReader.KEYS) {
                study.optional(key);
            }
            Optional<YamlMapping> base = study.mapping().map(setups::withDeviceInlined);
            Optional<Setup> setup = base.flatMap(setups::read);
            List<AnalysisPlan> analyses = analyses(
                    how.needsAnalyses() ? study.required("analyses") : study.optional("analyses"), base, setups);
            ValueReader expected = study.optional("expectations");
            // An analysis that could not be read is not there to be named.
            List<Expectation> expectations = problems.hasErrors() || !how.only().isEmpty()
                    ? List.of()
                    : Expectation.Reader.read(expected, analyses);
            for (AnalysisPlan plan : analyses) {
                plan.type().checked(plan, analyses, problems);
            }
            if (problems.hasErrors() || name.isEmpty() || setup.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Study(
                    name.get(),
                    title.orElse(name.get()),
                    description.orElse(""),
                    file.path(),
                    read.sha256(),
                    read.hashes(),
                    read.named(),
                    setup.get(),
                    analyses,
                    expectations,
                    textsWithFiles(),
                    problems.warnings().stream().map(Problem::toString).toList()));
        }
    }

    private List<AnalysisPlan> analyses(ValueReader value, Optional<YamlMapping> base, SetupReader setups) {
        List<AnalysisPlan> plans = new ArrayList<>();
        Map<String, AnalysisPlan> seen = new HashMap<>();
        List<ValueReader> items = asked(value);
        if (items.size() > MOST_ANALYSES) {
            value.problem("must hold at most " + MOST_ANALYSES + " analyses, but holds " + items.size());
            return plans;
        }
        if (how.needsAnalyses() && value.isPresent() && items.isEmpty() && !problems.hasErrors()) {
            value.reject("be a list of at least one analysis");
        }
        for (ValueReader item : items) {
            try (MappingReader analysis = item.mapping()) {
                new AnalysisReader(types, setups, read)
                        .read(item, analysis, base)
                        .ifPresent(plan -> {
                            checkFileNames(item, plan, seen);
                            plans.add(plan);
                            texts.put(plan.id(), CanonicalText.of(base, item.node()));
                        });
            }
        }
        if (plans.size() < items.size() && !problems.hasErrors()) {
            throw new IllegalStateException(file.name() + ": of " + items.size() + " analyses " + plans.size()
                    + " were read, and nothing was said about the others");
        }
        return plans;
    }

    /** The analyses that are to be read. */
    private List<ValueReader> asked(ValueReader value) {
        List<ValueReader> items = value.items();
        if (how.only().isEmpty()) {
            return items;
        }
        List<ValueReader> asked = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (ValueReader item : items) {
            item.node()
                    .filter(YamlMapping.class::isInstance)
                    .flatMap(node -> ((YamlMapping) node).get("id"))
                    .filter(YamlScalar.class::isInstance)
                    .map(id -> ((YamlScalar) id).text())
                    .ifPresent(id -> {
                        known.add(id);
                        if (how.only().contains(id)) {
                            asked.add(item);
                        }
                    });
        }
        for (String id : how.only().stream().sorted().toList()) {
            if (!known.contains(id)) {
                value.problem("must hold the analysis that is asked for, " + Quoted.value(id) + ", but holds "
                        + Quoted.list(known));
            }
        }
        return asked;
    }

    private Map<String, String> textsWithFiles() {
        List<String> others = read.hashesOfOthers(file);
        Map<String, String> whole = new LinkedHashMap<>();
        texts.forEach((id, text) -> whole.put(id, CanonicalText.withFiles(text, others)));
        return whole;
    }

    /** No two analyses write the same file, not even where upper and lower case are the same to the file system. */
    private static void checkFileNames(ValueReader item, AnalysisPlan plan, Map<String, AnalysisPlan> seen) {
        for (String name : plan.fileNames()) {
            AnalysisPlan first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), plan);
            if (first != null) {
                item.problem("must have an id of its own, but `" + plan.id() + "` would write `" + name
                        + "`, which is also a file of `" + first.id() + "` at "
                        + first.header().location());
                return;
            }
        }
    }

    /** Reads one entry of {@code analyses:}. */
    static final class AnalysisReader {

        private final AnalysisTypes types;
        private final SetupReader setups;
        private final FilesRead files;

        AnalysisReader(AnalysisTypes types, SetupReader setups, FilesRead files) {
            this.types = types;
            this.setups = setups;
            this.files = files;
        }

        Optional<AnalysisPlan> read(ValueReader item, MappingReader analysis, Optional<YamlMapping> base) {
            Optional<String> type = analysis.required("type").oneOf(types.names());
            Optional<String> id = analysis.required("id").fileName();
            Optional<Setup.Layer> setup = setups.overridden(base, analysis);
            if (type.isEmpty()) {
                // Without it the analysis' own keys cannot be judged.
                analysis.values();
                return Optional.empty();
            }
            AnalysisType<?, ?> found = types.find(type.get()).orElseThrow();
            if (setup.isEmpty()) {
                analysis.values();
                StandInSetups.judge(
                        item, (a, s) -> found.read(a, new Header(id.orElse(""), s, item.location(), files)));
                return Optional.empty();
            }
            Header header = new Header(id.orElse(""), setup.get(), item.location(), files);
            Optional<? extends AnalysisPlan> plan = found.read(analysis, header);
            return id.isPresent() ? plan.map(p -> p) : Optional.empty();
        }
    }

    /**
     * What a study says about an analysis, as text that comments, spacing, the order of keys and other analyses do not
     * change: the study's setup, the analysis with its overrides, and the hashes of the files named.
     */
    static final class CanonicalText {

        private static final ObjectMapper SORTED = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();

        private CanonicalText() {}

        static String of(Optional<YamlMapping> setup, Optional<YamlNode> analysis) {
            try {
                return SORTED.writeValueAsString(Arrays.asList(
                        setup.map(YamlMapping::toPlain).orElse(null),
                        analysis.map(YamlNode::toPlain).orElse(null)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("YAML cannot be written as JSON", e);
            }
        }

        /** With the hashes of files, in an order that does not depend on where they lie. */
        static String withFiles(String text, Collection<String> hashes) {
            return text + "\n" + String.join("\n", hashes.stream().sorted().toList());
        }
    }

    /**
     * Judges an analysis whose device or circuit cannot be read, so that its own mistakes are told in the same go: what
     * is wrong with it on each of two setups that have nothing in common is not the setup's fault.
     */
    public static final class StandInSetups {

        private static final int STEPS = 100_000;

        /** The qubits of the one whose device states an uncertainty. */
        private static final int STATED = 3;

        private static final List<Setup> BOTH = List.of(
                setup(STATED, "first", "ry: { duration: 20 ns }, interaction: { duration: 25 ns }"),
                setup(5, "second", "rx: { duration: 20 ns }, interaction: { coupling: 5 MHz }"));

        private StandInSetups() {}

        private static Setup setup(int qubits, String name, String operations) {
            StringBuilder list = new StringBuilder();
            for (int q = 0; q < qubits; q++) {
                String error = q == 0 && qubits == STATED ? " +/- 1 us" : "";
                list.append("{ name: " + name + q + ", T1: 10 us" + error + ", T2: 5 us }, ");
            }
            String text = "{ name: " + name + ", qubits: [ " + list + "], operations: { " + operations + " },"
                    + " channels: [ { id: " + name
                    + "-drive, on: any, channel: depolarizing, pauli-error-probability: 0.001 } ],"
                    + " crosstalk: [ { qubits: [ " + name + "0, " + name + "1 ], zz: 0.1 MHz } ] }";
            Calibration device = DeviceReader.read(YamlParser.parse(text, name), new Problems())
                    .orElseThrow();
            return new Setup(
                    device,
                    new KickedTopSource(
                            KickedTop.of(qubits, 1),
                            STEPS,
                            InitialState.ground(qubits),
                            CircuitSource.Preparation.IDEAL),
                    Setup.Noise.DEFAULT,
                    Setup.Simulation.DEFAULT,
                    Uncertainties.Settings.DEFAULT);
        }

        /** Records what is wrong with an analysis on any setup; {@code read} reads it on one. */
        public static void judge(ValueReader item, BiConsumer<MappingReader, Setup.Layer> read) {
            List<Problem> common = new ArrayList<>();
            for (int k = 0; k < BOTH.size(); k++) {
                Setup setup = BOTH.get(k);
                Problems own = new Problems();
                item.node().ifPresent(node -> {
                    try (MappingReader analysis =
                            ValueReader.of(item.name(), node, own).mapping()) {
                        analysis.required("type");
                        analysis.required("id");
                        SetupReader.KEYS.forEach(analysis::optional);
                        read.accept(analysis, Setup.Layer.fixed(setup));
                    }
                });
                if (k == 0) {
                    common.addAll(own.errors());
                } else {
                    common.retainAll(own.errors());
                }
            }
            common.forEach(item.problems()::add);
        }
    }
}
