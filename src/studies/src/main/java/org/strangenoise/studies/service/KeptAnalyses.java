package org.strangenoise.studies.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;

/**
 * Analyses made ready, and what they found, kept for who asks the same again: a slider that comes back, a fit that
 * tries a point twice. Results are functions of what is asked, so that a kept one is the one that would be found. The
 * longest unused go first.
 */
final class KeptAnalyses {

    private static final int MOST_ANALYSES = 64;
    private static final double MOST_NUMBERS = 2e6;

    /**
     * All that an analysis depends on.
     *
     * @param text of the analysis and its setup, with the hashes of the files that the study names
     * @param set parameters set otherwise, as JSON
     * @param fields that are asked for; empty for all
     */
    record Key(String text, String set, List<String> fields, Optional<Long> seed, String analysis) {}

    /** One analysis. */
    static final class Kept {
        private final PreparedAnalysis<?, ?> prepared;
        private final double numbers;
        private volatile Optional<AnalysisResult> result = Optional.empty();

        private Kept(PreparedAnalysis<?, ?> prepared, double numbers) {
            this.prepared = prepared;
            this.numbers = numbers;
        }

        PreparedAnalysis<?, ?> prepared() {
            return prepared;
        }

        /** What it found when it ran before. */
        Optional<AnalysisResult> result() {
            return result;
        }

        void found(AnalysisResult newResult) {
            result = Optional.of(newResult);
        }
    }

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private double numbers;

    /** The analysis of a key, made ready if it is not there; empty if it cannot be. */
    synchronized Optional<Kept> get(Key key, AnalysisPlan plan, Supplier<Optional<PreparedAnalysis<?, ?>>> prepare) {
        Kept known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Kept> made =
                prepare.get().map(prepared -> new Kept(prepared, plan.type().numbersOf(plan)));
        made.filter(one -> one.numbers <= MOST_NUMBERS).ifPresent(one -> keep(key, one));
        return made;
    }

    private void keep(Key key, Kept one) {
        kept.put(key, one);
        numbers += one.numbers;
        var oldest = kept.values().iterator();
        while (kept.size() > MOST_ANALYSES || numbers > MOST_NUMBERS) {
            numbers -= oldest.next().numbers;
            oldest.remove();
        }
    }
}
