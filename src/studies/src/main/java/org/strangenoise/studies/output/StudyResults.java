package org.strangenoise.studies.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.study.Expectation;
import org.strangenoise.studies.study.Study;

/**
 * All that a run found.
 *
 * @param study what was asked
 * @param analyses in the study's order
 * @param version of this program
 */
public record StudyResults(Study study, List<AnalysisResult> analyses, String version) {

    /** An expectation and what was found for it; NaN if nothing was. */
    public record Found(Expectation expectation, double value) {
        public boolean isMet() {
            return expectation.isMetBy(value);
        }

        /** The value as tables show it: four decimals, or four digits where these would hide it. */
        public String text() {
            if (Double.isNaN(value)) {
                return "not found";
            }
            double size = Math.abs(value);
            boolean plain = value == 0 || (size >= 0.01 && size < 10_000);
            return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
        }
    }

    public StudyResults {
        analyses = List.copyOf(analyses);
    }

    /** The expectations with what was found. */
    public List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Expectation expectation : study.expectations()) {
            OptionalDouble value = analyses.stream()
                    .filter(a -> a.plan().id().equals(expectation.analysis()))
                    .flatMapToDouble(a -> find(a, expectation.subject()).stream())
                    .findFirst();
            found.add(new Found(expectation, value.orElse(Double.NaN)));
        }
        return found;
    }

    private static OptionalDouble find(AnalysisResult result, Expectation.Subject subject) {
        return subject instanceof Expectation.Subject.Field field
                ? ResultsJson.number(result, field.pointer())
                : result.plan().type().numberOf(result, ((Expectation.Subject.OfSeries) subject).number());
    }

    /** From reading the study, from all analyses, each once, and of expectations that are about nothing. */
    public List<String> warnings() {
        List<String> warnings = warningsOfAnalyses();
        for (Found each : found()) {
            if (Double.isNaN(each.value())) {
                warnings.add("the expectation \"" + each.expectation().what() + "\" found no number in analysis `"
                        + each.expectation().analysis() + "`");
            }
        }
        return warnings;
    }

    /** From reading the study and from all analyses, each once. */
    List<String> warningsOfAnalyses() {
        List<String> warnings = new ArrayList<>(study.warnings());
        Map<String, Set<String>> analysesByWarning = new LinkedHashMap<>();
        for (AnalysisResult analysis : analyses) {
            for (String warning : analysis.warnings()) {
                analysesByWarning
                        .computeIfAbsent(warning, k -> new LinkedHashSet<>())
                        .add(analysis.plan().id());
            }
        }
        analysesByWarning.forEach((warning, ids) -> warnings.add(String.join(", ", ids) + ": " + warning));
        return warnings;
    }

    /** The fields of results.json. */
    public ObjectNode json() {
        return ResultsJson.tree(this);
    }

    /**
     * The warnings, and of each analysis its id, its type and those of some fields that it has.
     *
     * @param fields names, as results.json has them in the objects of analyses
     */
    public ObjectNode json(Set<String> fields) {
        return ResultsJson.tree(this, fields);
    }

    /** The answers in a line each, of the analyses that have one. */
    public List<String> answers() {
        return analyses.stream()
                .flatMap(result -> result.plan().type().answerOf(result).stream())
                .toList();
    }

    /** What the numbers came from. */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("version", version);
        provenance.put("config-sha256", study.sha256());
        provenance.put("device", study.setup().device().name());
        provenance.put("device-source", study.setup().device().source());
        return provenance;
    }
}
