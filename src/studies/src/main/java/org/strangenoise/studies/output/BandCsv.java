package org.strangenoise.studies.output;

import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.ConfidenceBand;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.analysis.DynamicsResult;
import org.strangenoise.studies.analysis.SweepResult;
import org.strangenoise.studies.analysis.SystemSizeResult;

/** The CSV tables of confidence bands, of analyses that have them. */
final class BandCsv {

    private BandCsv() {}

    static Optional<CsvTable> of(DynamicsResult result) {
        if (result.series().get(0).bands().isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = List.of("label", "theta", "phi", "observable", "step", "low", "high");
        return Optional.of(new CsvTable("bands", columns, rows -> {
            for (DynamicsResult.Series series : result.series()) {
                series.bands().forEach((observable, band) -> {
                    for (int step = 0; step < band.low().length; step++) {
                        rows.add(
                                series.start().label(),
                                series.start().direction().theta(),
                                series.start().direction().phi(),
                                observable,
                                step,
                                band.low()[step],
                                band.high()[step]);
                    }
                });
            }
        }));
    }

    static Optional<CsvTable> of(SweepResult result) {
        var axis = result.plan().over().get(0);
        return result.band()
                .map(band -> new CsvTable("bands", List.of(axis.parameter().address(), "low", "high"), rows -> {
                    for (int i = 0; i < band.low().length; i++) {
                        rows.add(CsvTable.parameter(axis.values().get(i)), band.low()[i], band.high()[i]);
                    }
                }));
    }

    static Optional<CsvTable> of(DecayResult result) {
        if (result.curves().stream().noneMatch(curve -> curve.band().isPresent())) {
            return Optional.empty();
        }
        return Optional.of(new CsvTable("bands", List.of("curve", "step", "seconds", "low", "high"), rows -> {
            for (DecayResult.Curve curve : result.curves()) {
                ConfidenceBand band = curve.band().orElseThrow();
                for (int k = 0; k < result.times().length; k++) {
                    rows.add(
                            curve.plan().label(),
                            result.plan().firstStep() + k,
                            result.times()[k],
                            band.low()[k],
                            band.high()[k]);
                }
            }
        }));
    }

    static Optional<CsvTable> of(SystemSizeResult result) {
        if (result.bands().isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = List.of("qubits", "mean_low", "mean_high", "fluctuation_low", "fluctuation_high");
        return Optional.of(new CsvTable(
                "bands",
                columns,
                rows -> result.bands()
                        .forEach(band -> rows.add(
                                band.qubits(),
                                band.meanLow(),
                                band.meanHigh(),
                                band.fluctuationLow(),
                                band.fluctuationHigh()))));
    }
}
