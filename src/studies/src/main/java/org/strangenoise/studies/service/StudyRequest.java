package org.strangenoise.studies.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.yaml.JsonReader;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;

/**
 * What is asked of a study.
 *
 * @param study the study
 * @param set parameters to be otherwise in every analysis, by address, each as a study writes it:
 *     {@code device.qubits.*.T1} to {@code 10 us}
 * @param analyses ids of those that are asked for; empty for all
 * @param fields of each analysis those that are asked for, by their names in results.json; empty for all
 * @param seed instead of the study's
 * @param kind a newer request of the same kind cancels this one
 * @param output a folder to write all that {@code run} writes; without it no file is written
 */
public record StudyRequest(
        StudySource study,
        Map<String, Object> set,
        List<String> analyses,
        List<String> fields,
        Optional<Long> seed,
        Optional<String> kind,
        Optional<Path> output) {

    /** What locations of faults in the names of fields call their file. */
    static final String FIELDS = "fields";

    private static final String SET = "set";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public StudyRequest {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        analyses = List.copyOf(analyses);
        fields = List.copyOf(fields);
    }

    /** All analyses of a study, as it is. */
    public static StudyRequest of(StudySource study) {
        return new StudyRequest(
                study, Map.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a parameter set to a value. */
    public StudyRequest with(String address, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(set);
        more.put(address, value);
        return new StudyRequest(study, more, analyses, fields, seed, kind, output);
    }

    /** The same with another analysis among those asked for. */
    public StudyRequest only(String analysis) {
        List<String> more = new ArrayList<>(analyses);
        more.add(analysis);
        return new StudyRequest(study, set, more, fields, seed, kind, output);
    }

    /** The same with another field among those asked for. */
    public StudyRequest onlyField(String field) {
        List<String> more = new ArrayList<>(fields);
        more.add(field);
        return new StudyRequest(study, set, analyses, more, seed, kind, output);
    }

    /** The same with a seed. */
    public StudyRequest withSeed(long newSeed) {
        return new StudyRequest(study, set, analyses, fields, Optional.of(newSeed), kind, output);
    }

    /** The same, cancelled by the next of a kind. */
    public StudyRequest ofKind(String newKind) {
        return new StudyRequest(study, set, analyses, fields, seed, Optional.of(newKind), output);
    }

    /** The same, with files of all that is found. */
    public StudyRequest writtenTo(Path folder) {
        return new StudyRequest(study, set, analyses, fields, seed, kind, Optional.of(folder));
    }

    /** Where a problem is, in words that make sense to who asked. */
    public Refusal refusal(Problem problem) {
        String file = problem.location().file();
        if (file.equals(SET)) {
            return Refusal.of(problem, values(setText()), SET);
        }
        if (file.equals(FIELDS)) {
            return Refusal.at(FIELDS, problem.message(), null);
        }
        return study.data()
                .filter(root -> file.equals(study.name()))
                .map(root -> Refusal.of(problem, root, ""))
                .orElseGet(() -> Refusal.of(problem));
    }

    /**
     * The change that {@code set} asks for.
     *
     * @param text as {@link #setText} writes it
     */
    Setup.Change change(String text) {
        return set.isEmpty() ? Setup.Change.NONE : Setup.Change.to(SET, values(text));
    }

    private static YamlMapping values(String text) {
        Problems problems = new Problems();
        Optional<YamlMapping> values = JsonReader.parse(text, SET, problems)
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast);
        problems.throwIfErrors();
        return values.orElseThrow();
    }

    /** The parameters and their values as JSON. */
    String setText() {
        try {
            return MAPPER.writeValueAsString(set);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Argument `set` must be data, but: " + e.getOriginalMessage(), e);
        }
    }
}
