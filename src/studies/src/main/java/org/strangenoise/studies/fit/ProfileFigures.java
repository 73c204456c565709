package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Panel;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Series;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.config.SweepAxis;
import org.strangenoise.studies.presentation.ParameterAxes;

/** The rise of chi^2 along each fitted parameter, beside the parabola that a normal error would have. */
final class ProfileFigures {

    private static final int MOST_BESIDE = 3;
    private static final int PARABOLA_POINTS = 121;

    /** A little more than three standard deviations of a normal error. */
    private static final double TOP = 9.9;

    /** Room for the markers of the best value. */
    private static final double BOTTOM = -0.3;

    private ProfileFigures() {}

    /** One figure, or none where the data do not determine the parameters. */
    static List<Figure> of(FitResult result) {
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < result.profiles().size(); i++) {
            if (result.profiles().get(i).values().length > 0) {
                panels.add(panel(result, i, panels.isEmpty()));
            }
        }
        if (panels.isEmpty()) {
            return List.of();
        }
        return List.of(new Figure(
                result.plan().id() + "-profile",
                "Profile likelihood",
                (result.plan().isSynthetic() ? "Of synthetic points: how" : "How")
                        + " much chi-square rises when one parameter is held and all others are fitted again. The profile's"
                        + " 68% interval is where the rise is at most 1; where the profile leaves the parabola of the"
                        + " standard error, that error misleads.",
                panels.size() == 1 ? Width.SINGLE_COLUMN : Width.DOUBLE_COLUMN,
                rows(panels),
                Sharing.NOTHING));
    }

    /** As few rows as three panels each allow, as equally long as can be. */
    private static List<Row> rows(List<Panel> panels) {
        int count = (panels.size() + MOST_BESIDE - 1) / MOST_BESIDE;
        List<Row> rows = new ArrayList<>();
        int from = 0;
        for (int row = 0; row < count; row++) {
            int to = from + (panels.size() - from + count - row - 1) / (count - row);
            rows.add(Row.of(45, panels.subList(from, to).toArray(Panel[]::new)));
            from = to;
        }
        return rows;
    }

    private static LineChart panel(FitResult result, int parameter, boolean named) {
        ProfileLikelihood profile = result.profiles().get(parameter);
        double best = result.fit().parameters()[parameter];
        double error = result.fit().error(parameter);
        TreeMap<Double, Double> points = new TreeMap<>();
        for (int k = 0; k < profile.values().length; k++) {
            if (Double.isFinite(profile.rise()[k])) {
                points.put(profile.values()[k], profile.rise()[k]);
            }
        }
        for (double end : new double[] {profile.low(), profile.high()}) {
            if (Double.isFinite(end)) {
                points.put(end, ProfileLikelihood.RISE);
            }
        }
        SweepAxis axis =
                new SweepAxis(result.plan().free().get(parameter).parameter(), List.copyOf(points.keySet()), false);
        double unit = ParameterAxes.unit(axis);
        Samples all = Samples.linear(points.firstKey(), points.lastKey(), PARABOLA_POINTS);
        DoubleUnaryOperator parabola = value -> StrictMath.pow((value - best) / error, 2);
        List<Series> series = List.of(
                Series.of(
                        named ? "normal approximation" : "",
                        all.map(v -> v / unit),
                        all.map(parabola),
                        Style.dashed(1)),
                Series.of(
                        named ? "profile" : "",
                        ParameterAxes.samples(axis),
                        Samples.of(List.copyOf(points.values())),
                        Style.solid(0).with(Style.Marker.CIRCLE)),
                Series.of(
                        named ? "68% interval" : "",
                        Samples.of(profile.low() / unit, profile.high() / unit),
                        Samples.of(ProfileLikelihood.RISE, ProfileLikelihood.RISE),
                        Style.solid(2).with(Style.Marker.DIAMOND)),
                Series.of(
                        named ? "best fit" : "",
                        Samples.of(best / unit, best / unit),
                        Samples.of(BOTTOM, TOP),
                        new Style(4, Style.Line.DOTTED, Style.Marker.NONE)));
        return LineChart.of(
                        "",
                        ParameterAxes.axis(axis),
                        Axis.of("Δ" + MathText.italic("χ") + "²").withRange(BOTTOM, TOP),
                        series)
                .withReferences(List.of(ReferenceLine.horizontal(ProfileLikelihood.RISE, "1 (68%)")));
    }
}
