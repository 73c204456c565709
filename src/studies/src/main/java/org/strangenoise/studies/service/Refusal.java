package org.strangenoise.studies.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.Printable;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.YamlNode;

/**
 * What is wrong with a request or its study.
 *
 * @param place {@code file:line:column}, or for data the keys and indices that lead there: {@code device.qubits[0].T1}
 * @param message rule and value in a sentence
 * @param rule what must hold
 * @param value what stands there instead; null if it is no single value
 */
public record Refusal(
        String place, String message, String rule, @Nullable Object value) {

    /** The wording of every message that states a value. */
    private static final Pattern RULE_AND_VALUE =
            Pattern.compile("(.*?), but (?:was |is |has |were |are |holds )?(.*)", Pattern.DOTALL);

    private static final String OWN_PACKAGES = "org.strangenoise.";

    private static final Pattern QUOTED = Pattern.compile("(?:the bare number |the text )?`([^`]*)`.*", Pattern.DOTALL);

    /** Of what was found in a file. */
    public static Refusal of(Problem problem) {
        return at(problem.location().toString(), problem.message(), null);
    }

    /**
     * Of what was found in data.
     *
     * @param path what leads to the root
     */
    static Refusal of(Problem problem, YamlNode root, String path) {
        StudySource.Places places = StudySource.Places.of(root, path);
        Optional<StudySource.Places.Place> place = places.find(problem.location());
        String where = place.map(StudySource.Places.Place::path).orElse(path);
        return at(
                where.isEmpty() ? "study" : where,
                places.worded(problem.message()),
                place.map(p -> StudySource.Places.plain(p.node())).orElse(null));
    }

    /** A defect of this program in a line: what failed, and where its own code was. */
    public static String ofDefect(Throwable defect) {
        return Printable.line("a defect of this program, please report it: " + defect
                + Arrays.stream(defect.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith(OWN_PACKAGES))
                        .findFirst()
                        .map(frame -> ", at " + frame)
                        .orElse(""));
    }

    /** At a place, with a message as all are worded. */
    static Refusal at(String place, String message, @Nullable Object value) {
        Matcher matcher = RULE_AND_VALUE.matcher(message);
        if (!matcher.matches()) {
            return new Refusal(place, message, message, value);
        }
        Matcher quoted = QUOTED.matcher(matcher.group(2));
        Object stated = quoted.matches() ? quoted.group(1) : matcher.group(2);
        return new Refusal(place, message, matcher.group(1), value == null ? stated : value);
    }

    /** Adds place, rule, value and message to an object. */
    public void write(ObjectNode node) {
        node.put("place", Printable.line(place));
        node.put("rule", Printable.lines(rule));
        node.putPOJO("value", value instanceof String text ? Printable.line(text) : value);
        node.put("message", Printable.lines(message));
    }

    @Override
    public String toString() {
        return Printable.line(place + ": " + message);
    }
}
