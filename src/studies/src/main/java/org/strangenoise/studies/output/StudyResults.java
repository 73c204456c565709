package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.config.Expectation;
import org.strangenoise.studies.config.Study;

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
                    .map(a -> a.find(expectation))
                    .flatMapToDouble(OptionalDouble::stream)
                    .findFirst();
            found.add(new Found(expectation, value.orElse(Double.NaN)));
        }
        return found;
    }

    /** From reading the study and from all analyses, each once. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(study.warnings());
        for (AnalysisResult analysis : analyses) {
            for (String warning : analysis.warnings()) {
                String line = analysis.plan().id() + ": " + warning;
                if (!warnings.contains(line)) {
                    warnings.add(line);
                }
            }
        }
        return warnings;
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
