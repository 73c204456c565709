package org.strangenoise.studies.config;

import java.util.Optional;
import java.util.function.Function;
import org.strangenoise.yaml.MappingReader;

/**
 * The setup of an analysis, over which parts of the analysis may write keys of a setup of their own, as the analysis
 * does over the study.
 *
 * @param setup what is simulated
 * @param further the layer of a part; empty where its keys are wrong, which is recorded
 */
public record SetupLayer(Setup setup, Function<MappingReader, Optional<SetupLayer>> further) {

    /** One that stays whatever a part writes, for judging an analysis whose setup cannot be read. */
    static SetupLayer fixed(Setup setup) {
        return new SetupLayer(setup, part -> {
            SetupReader.KEYS.forEach(part::optional);
            return Optional.of(fixed(setup));
        });
    }

    /** The layer of a part of the analysis. */
    public Optional<SetupLayer> over(MappingReader part) {
        return further.apply(part);
    }
}
