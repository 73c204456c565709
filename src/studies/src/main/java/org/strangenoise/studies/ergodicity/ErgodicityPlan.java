package org.strangenoise.studies.ergodicity;

import java.util.List;
import java.util.OptionalLong;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.config.StartState;

/**
 * Time averages of operators from some starts.
 *
 * @param operators at least one
 * @param toStep the last step averaged over
 * @param shots an operator and step; empty if nothing is measured
 * @param perturbation what kappa is changed by for the echo
 */
public record ErgodicityPlan(
        Header header,
        List<PauliString> operators,
        List<StartState> starts,
        int toStep,
        OptionalLong shots,
        double perturbation)
        implements AnalysisPlan {

    public ErgodicityPlan {
        operators = List.copyOf(operators);
        starts = List.copyOf(starts);
    }

    @Override
    public ErgodicityType type() {
        return ErgodicityType.TYPE;
    }

    @Override
    public ErgodicityPlan withSeed(long seed) {
        return new ErgodicityPlan(header.withSeed(seed), operators, starts, toStep, shots, perturbation);
    }
}
