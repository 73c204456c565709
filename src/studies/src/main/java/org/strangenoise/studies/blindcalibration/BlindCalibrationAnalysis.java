package org.strangenoise.studies.blindcalibration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.blindcalibration.BlindCalibration.Found;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.RunCost;

/** Hidden devices calibrated one by one: a sample is a device. */
final class BlindCalibrationAnalysis implements PreparedAnalysis<BlindCalibrationAnalysis.Row, BlindCalibrationResult> {

    /** About as long takes one qubit of a device. */
    private static final double SECONDS_A_QUBIT = 1;

    /** What was found of a device. */
    record Row(List<Found> found) {}

    private final BlindCalibrationPlan plan;
    private final SimulationOptions options;

    BlindCalibrationAnalysis(BlindCalibrationPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        double all = secondsPerSample() * plan.devices();
        if (all > RunCost.MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d devices would take about %.0f s of one processor, more than %.0f s; ask for fewer",
                    plan.devices(),
                    all,
                    RunCost.MAX_SECONDS));
        }
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return plan.devices();
    }

    @Override
    public double secondsPerSample() {
        return SECONDS_A_QUBIT * plan.setup().device().qubits().size();
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return watch.each(from, to, options.threads() > 1, sample -> {
            Setup hidden = plan.setup()
                    .withDevice(HiddenDevice.of(
                            plan.setup().device(),
                            plan.hidden(),
                            plan.header().seeds().ofDevice(sample)));
            StreamSeeds own = new StreamSeeds(plan.setup().simulation().seed(), plan.id() + "/" + sample);
            return new Row(new BlindCalibration(hidden, plan.hidden(), plan.shots(), own, options).numbers());
        });
    }

    @Override
    public BlindCalibrationResult assemble(List<Row> rows) {
        Set<String> warnings = new LinkedHashSet<>();
        List<List<Found>> found = new ArrayList<>();
        for (Row row : rows) {
            found.add(row.found());
        }
        BlindCalibrationResult result =
                new BlindCalibrationResult(plan, found, new Method("blind", "routines of characterisation"), List.of());
        for (BlindCalibrationResult.Coverage each : result.coverage()) {
            if (each.isBiased()) {
                warnings.add(each.address() + " is biased: " + each.reason());
            }
        }
        return new BlindCalibrationResult(plan, found, Method.NONE, List.copyOf(warnings));
    }
}
