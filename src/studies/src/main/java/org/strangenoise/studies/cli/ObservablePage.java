package org.strangenoise.studies.cli;

import java.util.List;
import org.strangenoise.state.ObservableType;

/** The registry of observables as Markdown: what the site's page holds. */
final class ObservablePage {

    private ObservablePage() {}

    static String text(List<ObservableType> types) {
        StringBuilder page = new StringBuilder();
        page.append("# Observables\n\n")
                .append("Every observable that a study can name. A qubit after the dot is one of the device's names")
                .append(
                        " (`entropy.Q0`), or where no qubit is called so, an index (`entropy.0`); a pair is joined by a")
                .append(" hyphen. A circuit's observables are those of the averaged state: nonlinear ones are taken")
                .append(" after the average over quasi-static noise or trajectories.\n");
        for (ObservableType type : types) {
            page.append("\n## ").append(type.notation()).append("\n\n");
            page.append(type.documentation()).append("\n\n");
            page.append("    ").append(type.formula()).append("\n\n");
            page.append(
                    type.isScalar(2) ? "One number a step" : "Several numbers a step, so in no curve, map or budget");
            page.append(type.measurable() ? "; can include readout errors.\n\n" : ".\n\n");
            page.append("Source: ").append(type.source()).append(".\n");
        }
        return page.toString();
    }
}
