package org.strangenoise.studies.classicalmap;

import java.util.List;
import java.util.stream.DoubleStream;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;

/** The stroboscopic map of the classical kicked top from random starts: a sample is a start. */
final class ClassicalMapAnalysis implements PreparedAnalysis<ClassicalMapAnalysis.Orbit, ClassicalMapResult> {

    /** Time for one step of one orbit and its share of the exponent's. */
    private static final double SECONDS_A_STEP = 200e-9;

    /** Points by step, from the start on, and the start's Lyapunov exponent. */
    record Orbit(double[] theta, double[] phi, double lyapunov) {}

    private final ClassicalMapPlan plan;
    private final ClassicalKickedTop top;
    private final List<SpinDirection> starts;

    ClassicalMapAnalysis(ClassicalMapPlan plan) {
        this.plan = plan;
        long points = (long) plan.starts() * (plan.steps() + 1);
        if (points > 20_000_000) {
            throw new IllegalArgumentException(
                    "a classical map holds at most 20,000,000 points, but initial-states * (steps" + " + 1) is "
                            + points);
        }
        this.top = ClassicalKickedTop.of(((KickedTopSource) plan.setup().circuit()).top());
        this.starts = ClassicalKickedTop.uniformDirections(plan.starts(), plan.seed());
    }

    @Override
    public Class<Orbit> rowType() {
        return Orbit.class;
    }

    @Override
    public int samples(List<Orbit> complete) {
        return plan.starts();
    }

    @Override
    public double secondsPerSample() {
        return SECONDS_A_STEP * (plan.steps() + ClassicalMapResult.LYAPUNOV_STEPS);
    }

    @Override
    public List<Orbit> rows(int from, int to, List<Orbit> complete, TaskWatch watch) {
        return watch.each(from, to, false, sample -> {
            SpinDirection start = starts.get(sample);
            List<SpinDirection> orbit = top.orbit(start, plan.steps());
            return new Orbit(
                    orbit.stream().mapToDouble(SpinDirection::theta).toArray(),
                    orbit.stream().mapToDouble(SpinDirection::phi).toArray(),
                    top.lyapunovExponent(start, ClassicalMapResult.LYAPUNOV_STEPS));
        });
    }

    @Override
    public ClassicalMapResult assemble(List<Orbit> rows) {
        return new ClassicalMapResult(
                plan,
                rows.stream().flatMapToDouble(o -> DoubleStream.of(o.theta())).toArray(),
                rows.stream().flatMapToDouble(o -> DoubleStream.of(o.phi())).toArray(),
                rows.stream().mapToDouble(Orbit::lyapunov).toArray());
    }
}
