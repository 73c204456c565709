package org.strangenoise.studies.analysis;

import org.strangenoise.studies.config.FigureOfMerit;

/** An analysis of one number: what noise costs it and what would win it back. */
public interface MeritPlan extends AnalysisPlan {

    /** The number it is about. */
    FigureOfMerit merit();
}
