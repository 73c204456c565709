package org.strangenoise.studies.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.Problems;

/**
 * A study, read and checked.
 *
 * @param name names the output folder
 * @param title a heading for the report; the name if the file gives none
 * @param description a paragraph for the report; may be empty
 * @param file where it was read
 * @param sha256 of the bytes of all files read (study, devices, circuits, measured points), hexadecimal
 * @param files the SHA-256 of each file read, by its name from the study's folder
 * @param inputs the same files with their content, by the absolute paths that they are named by, the study first
 * @param setup what analyses without overrides simulate
 * @param analyses in file order, ids unique
 * @param expectations numbers the study sets out to find
 * @param texts what the file and those it names say about each analysis, by its id, in a canonical form; without seeds
 * @param warnings from reading, as {@code file:line:column: message}
 */
public record Study(
        String name,
        String title,
        String description,
        Path file,
        String sha256,
        Map<String, String> files,
        Map<Path, InputFile> inputs,
        Setup setup,
        List<AnalysisPlan> analyses,
        List<Expectation> expectations,
        Map<String, String> texts,
        List<String> warnings) {

    public Study {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        analyses = List.copyOf(analyses);
        expectations = List.copyOf(expectations);
        warnings = List.copyOf(warnings);
    }

    /** The same study with another seed everywhere. */
    public Study withSeed(long seed) {
        return with(
                setup.withSeed(seed),
                analyses.stream().map(a -> a.withSeed(seed)).toList());
    }

    /**
     * The study that reading the same files with a change of parameters would make; empty if that is not known without
     * reading them, be it because the change is refused.
     */
    public Optional<Study> changed(Setup.Change change) {
        Problems problems = new Problems();
        Map<Setup, Optional<Setup>> setups = new IdentityHashMap<>();
        Function<Setup, Optional<Setup>> changed =
                one -> setups.computeIfAbsent(one, known -> change.apply(known, problems));
        List<AnalysisPlan> plans = new ArrayList<>();
        for (AnalysisPlan plan : analyses) {
            changed.apply(plan.setup()).flatMap(plan::withParametersOf).ifPresent(plans::add);
        }
        return changed.apply(setup)
                .filter(base ->
                        plans.size() == analyses.size() && problems.all().isEmpty())
                .map(base -> with(base, plans));
    }

    private Study with(Setup newSetup, List<AnalysisPlan> newAnalyses) {
        return new Study(
                name,
                title,
                description,
                file,
                sha256,
                files,
                inputs,
                newSetup,
                newAnalyses,
                expectations,
                texts,
                warnings);
    }
}
