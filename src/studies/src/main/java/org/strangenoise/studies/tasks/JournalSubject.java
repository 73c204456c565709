package org.strangenoise.studies.tasks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.PreparedAnalysis;

/**
 * What the rows of a journal belong to. Rows of two runs may stand in one journal only where these are equal.
 *
 * @param study its name
 * @param version of this program
 * @param analyses in the study's order
 */
public record JournalSubject(String study, String version, List<Part> analyses) {

    /**
     * One analysis.
     *
     * @param id its id
     * @param key a hash of the program's version, the analysis with its overrides, its seed, its files, and what tasks
     *     are cut by
     * @param samples of its first round
     */
    public record Part(String id, String key, int samples) {

        /**
         * The key of an analysis.
         *
         * @param text all that the study says about it, in a canonical form
         * @param seed of its random numbers
         */
        public static Part of(String version, String id, String text, long seed, PreparedAnalysis<?, ?> prepared) {
            int samples = prepared.samples(List.of());
            // Another method, as another limit of memory may bring, has another cost, and other last digits.
            String cost = Double.toHexString(prepared.secondsPerSample());
            return new Part(
                    id,
                    Sha256.of(
                            String.join("\n", version, id, text, Long.toString(seed), Integer.toString(samples), cost)),
                    samples);
        }

        /** The id of a task: the same wherever the same is asked of the same program. */
        public String taskId(Task task) {
            return Sha256.of(key + "\n" + task.from() + "\n" + task.to()).substring(0, 16);
        }
    }

    public JournalSubject {
        analyses = List.copyOf(analyses);
    }

    /** The number of an analysis. */
    int number(String id) {
        for (int k = 0; k < analyses.size(); k++) {
            if (analyses.get(k).id().equals(id)) {
                return k;
            }
        }
        throw new IllegalArgumentException("Argument `id` must be an analysis of `" + study + "`, but is " + id);
    }

    /** An analysis by its id. */
    public Part part(String id) {
        return analyses.get(number(id));
    }

    /** How another subject differs, as a sentence's end; empty if it does not. */
    Optional<String> difference(JournalSubject other) {
        if (!other.study.equals(study)) {
            return Optional.of("the study `" + other.study + "`, not of `" + study + "`");
        }
        if (!other.version.equals(version)) {
            return Optional.of("version " + other.version + " of this program, which is version " + version);
        }
        List<String> changed = new ArrayList<>();
        for (Part part : analyses) {
            if (!other.analyses.contains(part)) {
                changed.add("`" + part.id() + "`");
            }
        }
        if (!changed.isEmpty()) {
            return Optional.of("the study `" + study + "` when it or its files said something else about "
                    + String.join(", ", changed));
        }
        return analyses.equals(other.analyses)
                ? Optional.empty()
                : Optional.of("the study `" + study + "` when it had other analyses");
    }

    /** SHA-256 of a text, hexadecimal. */
    static final class Sha256 {

        private Sha256() {}

        static String of(String text) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
