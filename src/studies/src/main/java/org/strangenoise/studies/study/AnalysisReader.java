package org.strangenoise.studies.study;

import java.util.Optional;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.SetupLayer;
import org.strangenoise.studies.config.SetupReader;
import org.strangenoise.studies.config.StandInSetups;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;

/** Reads one entry of {@code analyses:}. */
final class AnalysisReader {

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
        Optional<SetupLayer> setup = setups.overridden(base, analysis);
        if (type.isEmpty()) {
            // Without it the analysis' own keys cannot be judged.
            analysis.values();
            return Optional.empty();
        }
        AnalysisType<?, ?> found = types.find(type.get()).orElseThrow();
        if (setup.isEmpty()) {
            analysis.values();
            StandInSetups.judge(item, (a, s) -> found.read(a, new Header(id.orElse(""), s, item.location(), files)));
            return Optional.empty();
        }
        Header header = new Header(id.orElse(""), setup.get(), item.location(), files);
        Optional<? extends AnalysisPlan> plan = found.read(analysis, header);
        return id.isPresent() ? plan.map(p -> p) : Optional.empty();
    }
}
