package org.strangenoise.studies.analysis;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names of the files of an analysis, without extensions: its id alone, or its id, {@code -} and what the file holds.
 * All names are known before anything runs, so that no two analyses of a study write the same file.
 */
public final class FileNames {

    private FileNames() {}

    /**
     * The name of a file.
     *
     * @param part what it holds; empty for the main table and the only figure
     * @throws IllegalStateException if {@link #all} does not list it
     */
    public static String of(AnalysisPlan plan, String part) {
        String name = part.isEmpty() ? plan.id() : plan.id() + "-" + part;
        require(plan, name);
        return name;
    }

    /**
     * Checks a name.
     *
     * @throws IllegalStateException if {@link #all} does not list it
     */
    public static void require(AnalysisPlan plan, String name) {
        if (!all(plan).contains(name)) {
            throw new IllegalStateException(
                    name + " must be one of the " + plan.type().name() + "'s files, " + all(plan));
        }
    }

    /** The names of all tables and figures that an analysis may write, its id first. */
    public static Set<String> all(AnalysisPlan plan) {
        Set<String> names = new LinkedHashSet<>();
        names.add(plan.id());
        plan.type().partsOf(plan).stream()
                .filter(part -> !part.isEmpty())
                .forEach(part -> names.add(plan.id() + "-" + part));
        return names;
    }
}
