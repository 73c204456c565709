package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Style;

/** Draws the Bloch sphere in parallel projection; what lies behind the plane of the centre is drawn paler. */
record BlochPainter(BlochSphere sphere, Legend legend) implements FigureLayout.Painter {

    private static final double AXIS_LENGTH = 1.13;
    private static final double LABEL_AT = 1.22;
    private static final int CIRCLE_POINTS = 96;
    private static final double MARKER_SIZE = 3.6;
    private static final double NUMBER_SIZE = 6;
    private static final TextStyle TEXT = TextStyle.NORMAL;
    private static final Color BALL = new Color(0xF4F6F9);
    private static final Color LINES = new Color(0xB4BAC4);
    private static final double RECEDED = 0.5;

    /** A point on paper and how near it is to the viewer. */
    private record Projected(double x, double y, double depth) {}

    static BlochPainter of(BlochSphere sphere) {
        return new BlochPainter(
                sphere,
                new Legend(sphere.trajectories().stream()
                        .map(each -> (Legend.Entry) new Legend.LineEntry(each.label(), each.style(), false, 0))
                        .toList()));
    }

    @Override
    public double left(double plotHeight) {
        return 6;
    }

    @Override
    public double right(double plotHeight) {
        return 6;
    }

    @Override
    public double top(double plotWidth) {
        return 3 + legend.height(plotWidth);
    }

    @Override
    public double bottom(double plotWidth) {
        return 3;
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend.paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        double radius = Math.min(plot.getWidth() / (2 * LABEL_AT), plot.getHeight() / (2 * (LABEL_AT + 0.03)));
        double cx = plot.getCenterX();
        double cy = plot.getCenterY();
        canvas.fill(new Ellipse2D.Double(cx - radius, cy - radius, 2 * radius, 2 * radius), BALL);
        paintGreatCircles(canvas, cx, cy, radius);
        canvas.stroke(
                new Ellipse2D.Double(cx - radius, cy - radius, 2 * radius, 2 * radius), Canvas.Pen.solid(LINES, 0.8));
        List<Rectangle2D> taken = paintAxes(canvas, cx, cy, radius);
        List<List<Projected>> paths = new ArrayList<>();
        for (BlochSphere.Track trajectory : sphere.trajectories()) {
            List<Projected> path = project(trajectory, cx, cy, radius);
            paths.add(path);
            for (Projected point : path) {
                taken.add(square(point.x(), point.y(), MARKER_SIZE));
            }
            paintTrajectory(canvas, trajectory.style(), path);
        }
        for (int i = 0; i < paths.size(); i++) {
            if (sphere.trajectories().get(i).numbered()) {
                paintNumbers(canvas, paths.get(i), taken);
            }
        }
    }

    private void paintGreatCircles(Canvas canvas, double cx, double cy, double radius) {
        for (int plane = 0; plane < 3; plane++) {
            Path2D.Double front = new Path2D.Double();
            Path2D.Double back = new Path2D.Double();
            Projected previous = onCircle(plane, 0, cx, cy, radius);
            for (int i = 1; i <= CIRCLE_POINTS; i++) {
                Projected next = onCircle(plane, i, cx, cy, radius);
                Path2D side = previous.depth() + next.depth() >= 0 ? front : back;
                side.append(new Line2D.Double(previous.x(), previous.y(), next.x(), next.y()), true);
                if (side.getCurrentPoint() == null) {
                    side.moveTo(next.x(), next.y());
                }
                Path2D other = side == front ? back : front;
                other.moveTo(next.x(), next.y());
                previous = next;
            }
            canvas.stroke(back, new Canvas.Pen(LINES, 0.4, Style.Line.DASHED));
            canvas.stroke(front, Canvas.Pen.solid(LINES, 0.6));
        }
    }

    private Projected onCircle(int plane, int i, double cx, double cy, double radius) {
        double c = StrictMath.cos(2 * Math.PI * i / CIRCLE_POINTS);
        double s = StrictMath.sin(2 * Math.PI * i / CIRCLE_POINTS);
        return switch (plane) {
            case 0 -> project(c, s, 0, cx, cy, radius);
            case 1 -> project(c, 0, s, cx, cy, radius);
            default -> project(0, c, s, cx, cy, radius);
        };
    }

    private List<Rectangle2D> paintAxes(Canvas canvas, double cx, double cy, double radius) {
        List<Rectangle2D> taken = new ArrayList<>();
        double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        String[] names = {"𝑥", "𝑦", "|0⟩"};
        for (int i = 0; i < 3; i++) {
            double[] axis = axes[i];
            double back = -AXIS_LENGTH + (i == 2 ? 0.1 : 0.18);
            Projected from = project(back * axis[0], back * axis[1], back * axis[2], cx, cy, radius);
            Projected to = project(AXIS_LENGTH * axis[0], AXIS_LENGTH * axis[1], AXIS_LENGTH * axis[2], cx, cy, radius);
            canvas.stroke(new Line2D.Double(from.x(), from.y(), to.x(), to.y()), Canvas.Pen.solid(Palette.FAINT, 0.5));
            paintArrowHead(canvas, cx, cy, to);
            Projected label = project(LABEL_AT * axis[0], LABEL_AT * axis[1], LABEL_AT * axis[2], cx, cy, radius);
            canvas.text(names[i], label.x(), label.y() + TEXT.middleToBaseline(), TEXT.centred());
            taken.add(square(label.x(), label.y(), 9));
        }
        Projected south = project(0, 0, -LABEL_AT + 0.05, cx, cy, radius);
        canvas.text("|1⟩", south.x(), south.y() + TEXT.middleToBaseline(), TEXT.centred());
        taken.add(square(south.x(), south.y(), 9));
        return taken;
    }

    private static void paintArrowHead(Canvas canvas, double cx, double cy, Projected tip) {
        double length = StrictMath.hypot(tip.x() - cx, tip.y() - cy);
        if (length < 1) {
            return;
        }
        double ux = (tip.x() - cx) / length;
        double uy = (tip.y() - cy) / length;
        Path2D.Double head = new Path2D.Double();
        head.moveTo(tip.x(), tip.y());
        head.lineTo(tip.x() - 4 * ux + 1.5 * uy, tip.y() - 4 * uy - 1.5 * ux);
        head.lineTo(tip.x() - 4 * ux - 1.5 * uy, tip.y() - 4 * uy + 1.5 * ux);
        head.closePath();
        canvas.fill(head, Palette.FAINT);
    }

    private static void paintTrajectory(Canvas canvas, Style style, List<Projected> path) {
        Color near = Palette.series(style.color());
        Color far = Palette.lightened(near, RECEDED);
        if (style.line() != Style.Line.NONE) {
            for (int i = 1; i < path.size(); i++) {
                Projected from = path.get(i - 1);
                Projected to = path.get(i);
                if (isDrawn(from) && isDrawn(to)) {
                    Color color = from.depth() + to.depth() < 0 ? far : near;
                    canvas.stroke(
                            new Line2D.Double(from.x(), from.y(), to.x(), to.y()),
                            new Canvas.Pen(color, 0.8, style.line()));
                }
            }
        }
        for (Projected point : path) {
            if (isDrawn(point)) {
                CurvePainter.Markers.paint(
                        canvas, style.marker(), point.x(), point.y(), MARKER_SIZE, point.depth() < 0 ? far : near);
            }
        }
    }

    /** Writes each step number where it covers neither a point nor another number; one without room is left out. */
    private static void paintNumbers(Canvas canvas, List<Projected> path, List<Rectangle2D> taken) {
        TextStyle style = TEXT.sized(NUMBER_SIZE).centred().withHalo();
        for (int step = 0; step < path.size(); step++) {
            Projected point = path.get(step);
            String number = Integer.toString(step);
            if (!isDrawn(point)) {
                continue;
            }
            double width = style.width(number) + 0.6;
            double height = 0.72 * NUMBER_SIZE + 0.6;
            for (int direction = 0; direction < 16; direction++) {
                double angle = Math.PI / 4 * (direction % 8) - Math.PI / 4;
                double reach = direction < 8 ? 0.6 : 3.5;
                double x = point.x() + (MARKER_SIZE / 2 + width / 2 + reach) * StrictMath.cos(angle);
                double y = point.y() + (MARKER_SIZE / 2 + height / 2 + reach) * StrictMath.sin(angle);
                Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
                if (taken.stream().noneMatch(box::intersects)) {
                    canvas.text(number, x, y + style.middleToBaseline(), style);
                    taken.add(box);
                    break;
                }
            }
        }
    }

    private static boolean isDrawn(Projected point) {
        return Double.isFinite(point.x()) && Double.isFinite(point.y());
    }

    private static Rectangle2D square(double x, double y, double size) {
        return new Rectangle2D.Double(x - size / 2, y - size / 2, size, size);
    }

    private List<Projected> project(BlochSphere.Track trajectory, double cx, double cy, double radius) {
        List<Projected> path = new ArrayList<>();
        for (int i = 0; i < trajectory.x().size(); i++) {
            path.add(project(
                    trajectory.x().get(i), trajectory.y().get(i), trajectory.z().get(i), cx, cy, radius));
        }
        return path;
    }

    private Projected project(double x, double y, double z, double cx, double cy, double radius) {
        double ca = StrictMath.cos(sphere.azimuth());
        double sa = StrictMath.sin(sphere.azimuth());
        double ce = StrictMath.cos(sphere.elevation());
        double se = StrictMath.sin(sphere.elevation());
        double towards = ca * x + sa * y;
        double right = ca * y - sa * x;
        return new Projected(cx + radius * right, cy - radius * (ce * z - se * towards), ce * towards + se * z);
    }
}
