package org.strangenoise.yaml;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user most likely meant, by edit distance. */
public final class NearestName {

    private static final int LONGEST_COMPARED = 64;

    /** What one edit counts; characters that are taken for one another count half. */
    private static final int EDIT = 2;

    private static final List<String> ALIKE = List.of("0o", "1li", "5s", "2z", "-_.");

    private NearestName() {}

    /** The question that ends a message, {@code ; did you mean `purity`?}, or nothing where no name is near. */
    public static String asked(String name, Collection<String> known) {
        return to(name, known)
                .map(nearest -> "; did you mean " + Quoted.value(nearest) + "?")
                .orElse("");
    }

    /**
     * The known name with the smallest edit distance, letter case ignored, if it is near enough to be a slip: at most a
     * third of the longer name, and always one edit. Of equally near names the first.
     */
    static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String best = null;
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            int allowed = EDIT * Math.max(1, Math.max(name.length(), candidate.length()) / 3);
            if (distance <= allowed && distance < smallest) {
                best = candidate;
                smallest = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Cost of the edits that turn a into b: insert, delete or replace a character, or swap two neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = EDIT * (i + j);
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + replacing(a.charAt(i - 1), b.charAt(j - 1));
                cost[i][j] = Math.min(replaced, EDIT + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + EDIT);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int replacing(char a, char b) {
        if (a == b) {
            return 0;
        }
        return ALIKE.stream().anyMatch(set -> set.indexOf(a) >= 0 && set.indexOf(b) >= 0) ? EDIT / 2 : EDIT;
    }
}
