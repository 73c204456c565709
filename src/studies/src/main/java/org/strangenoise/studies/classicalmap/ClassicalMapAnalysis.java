package org.strangenoise.studies.classicalmap;

import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;

/** The stroboscopic map of the classical kicked top from random starts. */
final class ClassicalMapAnalysis implements Analysis<ClassicalMapResult> {

    private final ClassicalMapPlan plan;

    ClassicalMapAnalysis(ClassicalMapPlan plan) {
        this.plan = plan;
    }

    @Override
    public void check() {
        long points = (long) plan.starts() * (plan.steps() + 1);
        if (points > 20_000_000) {
            throw new IllegalArgumentException(
                    "a classical map holds at most 20,000,000 points, but initial-states * (steps" + " + 1) is "
                            + points);
        }
    }

    @Override
    public ClassicalMapResult run() {
        KickedTopSource source = (KickedTopSource) plan.setup().circuit();
        ClassicalKickedTop top = ClassicalKickedTop.of(source.top());
        double[] theta = new double[plan.starts() * (plan.steps() + 1)];
        double[] phi = new double[theta.length];
        double[] lyapunov = new double[plan.starts()];
        int at = 0;
        int index = 0;
        for (SpinDirection start : ClassicalKickedTop.uniformDirections(plan.starts(), plan.seed())) {
            lyapunov[index++] = top.lyapunovExponent(start, ClassicalMapResult.LYAPUNOV_STEPS);
            for (SpinDirection point : top.orbit(start, plan.steps())) {
                theta[at] = point.theta();
                phi[at] = point.phi();
                at++;
            }
        }
        return new ClassicalMapResult(plan, theta, phi, lyapunov);
    }
}
