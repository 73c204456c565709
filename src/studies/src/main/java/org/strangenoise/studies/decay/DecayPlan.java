package org.strangenoise.studies.decay;

import java.util.List;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.StartState;

/**
 * Fits of decaying expectations against time.
 *
 * @param curves at least one
 * @param firstStep the first recorded step that counts
 * @param gateSeconds time of one gate, for an error per gate; 0 for none
 */
public record DecayPlan(Header header, List<DecayCurve> curves, int firstStep, double gateSeconds, StartState start)
        implements AnalysisPlan {
    public DecayPlan {
        curves = List.copyOf(curves);
    }

    @Override
    public DecayType type() {
        return DecayType.TYPE;
    }

    @Override
    public AnalysisPlan withSeed(long seed) {
        return new DecayPlan(header.withSeed(seed), curves, firstStep, gateSeconds, start);
    }

    /**
     * One decay.
     *
     * @param names of the observables, as in study files
     * @param observables whose mean decays, at least one, each of one number
     */
    public record DecayCurve(String label, List<String> names, List<Observable> observables, DecayModel model) {
        public DecayCurve {
            names = List.copyOf(names);
            observables = List.copyOf(observables);
        }
    }

    /** How a coherence is lost with time. */
    public enum DecayModel {
        /** {@code A exp(-t/T)}: noise without memory. */
        EXPONENTIAL,
        /** {@code A exp(-t/T - (t/G)^2)}: with a detuning that is fixed during a run. */
        EXPONENTIAL_GAUSSIAN
    }
}
