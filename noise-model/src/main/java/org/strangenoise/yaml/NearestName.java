package org.strangenoise.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user most likely meant, by edit distance. */
final class NearestName {

    private static final int LONGEST_COMPARED = 64;

    private NearestName() {}

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
            int allowed = Math.max(1, Math.max(name.length(), candidate.length()) / 3);
            if (distance <= allowed && distance < smallest) {
                best = candidate;
                smallest = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edits that turn a into b: insert, delete or replace a character, or swap two neighbours. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
