package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.budget.AdjointPass;
import org.strangenoise.studies.budget.LeastSquaresFit;
import org.strangenoise.studies.budget.Neighbours;
import org.strangenoise.studies.budget.Variation;
import org.strangenoise.studies.config.BudgetPlan.FreeParameter;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.MeasuredPoint;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;

/** The values of measured points and their derivatives; points of one run share its circuits. */
final class FitModel implements LeastSquaresFit.Model {

    private record Run(SpinDirection start, double kappa) {}

    private final Setup setup;
    private final List<MeasuredPoint> points;
    private final List<FreeParameter> free;
    private final boolean parallel;
    private final boolean freeKappa;
    private final Map<Run, List<Integer>> runs = new LinkedHashMap<>();

    FitModel(Setup setup, List<MeasuredPoint> points, List<FreeParameter> free, boolean parallel) {
        this.setup = setup;
        this.points = points;
        this.free = free;
        this.parallel = parallel;
        this.freeKappa = free.stream().anyMatch(f -> f.parameter().address().equals("circuit.kicked-top.kappa"));
        for (int k = 0; k < points.size(); k++) {
            runs.computeIfAbsent(new Run(points.get(k).start(), points.get(k).kappa()), r -> new ArrayList<>())
                    .add(k);
        }
    }

    @Override
    public LeastSquaresFit.Prediction at(double[] parameters) {
        double[] values = new double[points.size()];
        double[][] jacobian = new double[points.size()][free.size()];
        runs.forEach((run, members) -> {
            Setup own = own(run, parameters, members);
            Experiment experiment = Experiment.of(own, run.start());
            List<Neighbours> neighbours = free.stream()
                    .map(f -> Neighbours.of(variation(f.parameter(), own, run.start())))
                    .toList();
            IntStream indices = IntStream.range(0, members.size());
            (parallel ? indices.parallel() : indices).forEach(k -> {
                MeasuredPoint point = points.get(members.get(k));
                AdjointPass pass = AdjointPass.of(
                        experiment.noisy(), ideal(experiment), experiment.initial(), point.observable(), point.step());
                values[members.get(k)] = pass.value();
                for (int i = 0; i < neighbours.size(); i++) {
                    jacobian[members.get(k)][i] = pass.derivative(neighbours.get(i));
                }
            });
        });
        return new LeastSquaresFit.Prediction(values, jacobian);
    }

    /** The run's kappa is the measured one, unless kappa itself is fitted. */
    private Setup own(Run run, double[] parameters, List<Integer> members) {
        KickedTopSource source = (KickedTopSource) setup.circuit();
        int last = members.stream().mapToInt(k -> points.get(k).step()).max().orElse(0);
        Setup own = setup.withCircuit(source.withSteps(last));
        if (!freeKappa) {
            own = StudyParameter.resolve(own, "circuit.kicked-top.kappa").set(own, run.kappa());
        }
        for (int i = 0; i < parameters.length; i++) {
            own = free.get(i).parameter().set(own, parameters[i]);
        }
        return own;
    }

    private static Variation variation(StudyParameter parameter, Setup setup, SpinDirection start) {
        return new Variation(parameter.get(setup), domain(parameter), value -> {
            Experiment experiment = Experiment.of(parameter.set(setup, value), start);
            return new Variation.Circuits(experiment.noisy(), ideal(experiment));
        });
    }

    /** The values that a parameter takes. */
    static Variation.Domain domain(StudyParameter parameter) {
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return Variation.Domain.PROBABILITY;
        }
        if (SensitiveParameters.isNonNegative(parameter)) {
            return Variation.Domain.NON_NEGATIVE;
        }
        return parameter.kind() == QuantityKind.FREQUENCY ? Variation.Domain.FREQUENCY : Variation.Domain.ANY;
    }

    private static NoisyCircuit ideal(Experiment experiment) {
        return experiment.ideal().members().get(0).circuit();
    }
}
