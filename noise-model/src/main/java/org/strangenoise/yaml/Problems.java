package org.strangenoise.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the problems of one or more files, so that all of them are reported in one go.
 *
 * <p>Problems come out without duplicates, ordered by file (in the order in which files first had a problem), line and
 * column. Not thread-safe.
 */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Map<String, Integer> fileOrder = new HashMap<>();

    /** Records something that refuses the input. */
    public void error(Location location, String message) {
        add(Problem.error(location, message));
    }

    /** Records something the user should know although the input is used. */
    public void warning(Location location, String message) {
        add(Problem.warning(location, message));
    }

    /** Records a problem found elsewhere. */
    public void add(Problem problem) {
        found.add(problem);
        fileOrder.putIfAbsent(problem.location().file(), fileOrder.size());
    }

    /** Whether any recorded problem refuses the input. */
    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** Errors and warnings, in order. */
    public List<Problem> all() {
        List<Problem> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.<Problem>comparingInt(
                        problem -> fileOrder.getOrDefault(problem.location().file(), 0))
                .thenComparingInt(problem -> problem.location().line())
                .thenComparingInt(problem -> problem.location().column()));
        return List.copyOf(ordered);
    }

    /** The errors, in order. */
    public List<Problem> errors() {
        return withSeverity(Problem.Severity.ERROR);
    }

    /** The warnings, in order. */
    public List<Problem> warnings() {
        return withSeverity(Problem.Severity.WARNING);
    }

    /**
     * Ends reading: returns silently when there are only warnings.
     *
     * @throws InvalidInputException with every problem, if any of them is an error
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new InvalidInputException(all());
        }
    }

    private List<Problem> withSeverity(Problem.Severity severity) {
        return all().stream().filter(problem -> problem.severity() == severity).toList();
    }
}
