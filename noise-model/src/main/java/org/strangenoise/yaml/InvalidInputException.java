package org.strangenoise.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Input that was refused, with everything that is wrong with it. Its message has one line per problem. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Refuses input for the given problems, in the order in which they should be shown. */
    public InvalidInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Errors and warnings, ordered by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
