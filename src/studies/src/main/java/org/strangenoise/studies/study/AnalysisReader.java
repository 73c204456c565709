package org.strangenoise.studies.study;

import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.SetupReader;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/** Reads one entry of {@code analyses:}. */
final class AnalysisReader {

    private final AnalysisTypes types;
    private final SetupReader setups;

    AnalysisReader(AnalysisTypes types, SetupReader setups) {
        this.types = types;
        this.setups = setups;
    }

    Optional<AnalysisPlan> read(ValueReader item, MappingReader analysis, Optional<YamlMapping> base) {
        Optional<String> type = analysis.required("type").oneOf(types.names());
        ValueReader idValue = analysis.required("id");
        Optional<String> id = idValue.text();
        if (id.isPresent() && !id.get().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            idValue.reject("be a file's name of letters, digits, `.`, `_` and `-`, a letter or digit first");
            id = Optional.empty();
        }
        Optional<Setup> setup = setups.overridden(base, analysis);
        if (type.isEmpty() || setup.isEmpty()) {
            // Without these the analysis' own keys cannot be judged.
            analysis.values();
            return Optional.empty();
        }
        Header header = new Header(id.orElse(""), setup.get(), item.location());
        Optional<? extends AnalysisPlan> plan =
                types.find(type.get()).orElseThrow().read(analysis, header);
        return id.isPresent() ? plan.map(p -> p) : Optional.empty();
    }
}
