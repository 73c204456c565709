package org.strangenoise.studies.analysis;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.FilesRead;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.yaml.Location;

/** One analysis of a study, read and checked: what to compute, not how. */
public interface AnalysisPlan {

    /**
     * What all analyses have.
     *
     * @param id names its files and its results
     * @param layer what is simulated, over which the analysis' parts may write
     * @param location where it stands in the study's file
     * @param files that the study is made of; those that the analysis names are opened here
     */
    record Header(String id, Setup.Layer layer, Location location, FilesRead files) {

        /** What is simulated. */
        public Setup setup() {
            return layer.setup();
        }

        /** The same with another seed. */
        public Header withSeed(long seed) {
            return withSetup(setup().withSeed(seed));
        }

        /** The same of another setup. */
        public Header withSetup(Setup newSetup) {
            return new Header(id, new Setup.Layer(newSetup, layer.further()), location, files);
        }

        /** The seeds of this analysis' samples. */
        public StreamSeeds seeds() {
            return new StreamSeeds(setup().simulation().seed(), id);
        }
    }

    Header header();

    default String id() {
        return header().id();
    }

    default Setup setup() {
        return header().setup();
    }

    /** All that the program knows of this kind of analysis. */
    AnalysisType<?, ?> type();

    /** The same plan with another seed. */
    AnalysisPlan withSeed(long seed);

    /**
     * The plan that reading the same text with a setup would make which differs in the values of parameters alone;
     * empty where a plan follows from these values, so that it must be read again.
     */
    default Optional<AnalysisPlan> withParametersOf(Setup setup) {
        return Optional.empty();
    }

    /**
     * The plan of whoever reads nothing but some of the fields that the type documents; it may leave out what only the
     * others need, which are then not to be read.
     *
     * @param names of fields of the analysis' object in results.json
     */
    default AnalysisPlan forFields(Set<String> names) {
        return this;
    }

    /**
     * The names of all files that the analysis may write, without extensions: its id alone for the main table and the
     * only figure, or its id, {@code -} and what the file holds. They are known before anything runs, so that no two
     * analyses of a study write the same file.
     */
    default Set<String> fileNames() {
        Set<String> names = new LinkedHashSet<>(Set.of(id()));
        type().partsOf(this).forEach(part -> names.add(named(part)));
        return names;
    }

    /**
     * The name of the file of a part, which may be empty.
     *
     * @throws IllegalStateException if it is none of {@link #fileNames}
     */
    default String fileName(String part) {
        requireFileName(named(part));
        return named(part);
    }

    /** @throws IllegalStateException if a name is none of {@link #fileNames} */
    default void requireFileName(String name) {
        if (!fileNames().contains(name)) {
            throw new IllegalStateException(name + " must be one of the " + type().name() + "'s files, " + fileNames());
        }
    }

    private String named(String part) {
        return part.isEmpty() ? id() : id() + "-" + part;
    }

    /** An analysis of one number: what noise costs it and what would win it back. */
    interface OfMerit extends AnalysisPlan {

        /** The number it is about. */
        FigureOfMerit merit();
    }
}
