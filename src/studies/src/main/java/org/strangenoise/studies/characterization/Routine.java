package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.strangenoise.budget.CountsFit;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.circuit.Operation;
import org.strangenoise.math.Measured;

/**
 * A routine of characterisation: the sequences that it has played and the numbers that it makes of their counts, which
 * are all that it knows of the device. The true numbers beside them are asked of the device when all is done.
 */
public abstract class Routine {

    /**
     * What a routine has done to qubits in |0>, and when it looks.
     *
     * @param curve the curve that its points belong to
     * @param x the points' abscissas, one a boundary of the operations; a sequence without boundaries has one, at its
     *     end. Several boundaries stand for as many runs that end there, since what comes later changes nothing before
     * @param operations on the routine's qubits
     * @param read which of these are read out, at least one; bit k of an outcome is the k-th
     */
    record Sequence(int curve, double[] x, List<Operation> operations, List<Integer> read) {

        Sequence {
            operations = List.copyOf(operations);
            read = List.copyOf(read);
        }

        /** One point, at the end. */
        static Sequence of(int curve, double x, List<Operation> operations, int read) {
            return new Sequence(curve, new double[] {x}, operations, List.of(read));
        }

        int outcomes() {
            return 1 << read.size();
        }
    }

    /**
     * A number that was found.
     *
     * @param name in kebab case
     * @param unit SI, or empty
     * @param value most likely
     * @param error one standard deviation by the Fisher information; NaN where the data leave it open
     * @param truth of the device; NaN where the device does not state such a number
     */
    public record Finding(String name, String unit, double value, double error, double truth) {}

    /** What the abscissas are. */
    public record Abscissa(String label, String unit, double scale) {}

    /**
     * The counts of one curve.
     *
     * @param x abscissas
     * @param shares of the event that the routine draws
     * @param shots by point
     */
    public record Counted(double[] x, double[] shares, double[] shots) {}

    /**
     * What was found.
     *
     * @param curves as counted
     * @param fitted the model at each of their points
     */
    public record Estimate(
            List<Finding> quantities,
            CountsFit.MostLikely fit,
            List<Counted> curves,
            List<double[]> fitted,
            List<String> remarks) {

        /** Of exact frequencies: what is off is the model's bias, and nothing scatters. */
        Estimate withoutScatter() {
            return new Estimate(
                    quantities.stream()
                            .map(q -> new Finding(
                                    q.name(), q.unit(), q.value(), Double.isNaN(q.error()) ? Double.NaN : 0, q.truth()))
                            .toList(),
                    fit,
                    curves,
                    fitted,
                    remarks);
        }
    }

    /** Shots that stand for as many as there can be: rounding is all that they leave. */
    private static final double MANY = 1e9;

    /** What tells the curves apart, one number a curve in ascending order, where a map shows them; empty elsewhere. */
    double[] across() {
        return new double[0];
    }

    /** What these numbers are. */
    Abscissa acrossAxis() {
        throw new UnsupportedOperationException(getClass() + " must say what tells its curves apart");
    }

    /** Where the sequences are played, if they need more than the qubits as they are wired. */
    Laboratory laboratory(Laboratory given) {
        return given;
    }

    /** What is played; the points of a curve are those of its sequences, in their order. */
    abstract List<Sequence> sequences();

    /** Names of the curves. */
    abstract List<String> curves();

    /** What the abscissas are. */
    abstract Abscissa abscissa();

    /** Names of the abscissas 0, 1, ... of points that no line joins; empty where they are numbers. */
    List<String> names() {
        return List.of();
    }

    /** What is drawn of each point. */
    String event() {
        return "probability of reading 1";
    }

    /** True if {@link #one} is a function of any abscissa, so that it can be drawn between the points. */
    boolean isSmooth() {
        return true;
    }

    /** The share of a point's outcomes that is drawn. */
    double drawn(Sequence sequence, int point, double[] outcomes) {
        return outcomes[1] / Arrays.stream(outcomes).sum();
    }

    /** What is free. */
    abstract List<Free> free(List<Counted> curves);

    /** Where the search begins. */
    abstract List<double[]> starts(List<Counted> curves);

    /** Probability of reading 1 in a point of a curve. */
    double one(double[] parameters, int curve, double x) {
        throw new UnsupportedOperationException(getClass() + " must say what a point's probabilities are");
    }

    /** Probabilities of the outcomes of a sequence's points. */
    double[][] probabilities(double[] parameters, Sequence sequence) {
        double[][] points = new double[sequence.x().length][];
        for (int k = 0; k < points.length; k++) {
            double p = one(parameters, sequence.curve(), sequence.x()[k]);
            points[k] = new double[] {1 - p, p};
        }
        return points;
    }

    /** True if points scatter by more than their counts do, so that errors grow as the deviance says. */
    boolean scatters() {
        return false;
    }

    /** The numbers that a fit means. */
    abstract List<Finding> quantities(Fit fit);

    /** What to know of a fit beside its numbers. */
    List<String> remarks(CountsFit.MostLikely found, CountsFit fit) {
        return List.of();
    }

    /**
     * Plays everything and reads it.
     *
     * @param shots a point
     * @param seeds of the draws, by sequence
     */
    public final Estimate run(Laboratory laboratory, long shots, LongUnaryOperator seeds) {
        List<Sequence> played = sequences();
        List<double[][]> counts = new ArrayList<>();
        for (int k = 0; k < played.size(); k++) {
            counts.add(doubles(laboratory(laboratory).play(played.get(k)).counts(shots, seeds.applyAsLong(k))));
        }
        return estimate(counts);
    }

    /** Exact frequencies as the counts of so many shots that no scatter is left. */
    static double[][] expected(double[][] probabilities) {
        return Arrays.stream(probabilities)
                .map(point -> Arrays.stream(point).map(p -> MANY * p).toArray())
                .toArray(double[][]::new);
    }

    static double[][] doubles(long[][] counts) {
        return Arrays.stream(counts)
                .map(point -> Arrays.stream(point).asDoubleStream().toArray())
                .toArray(double[][]::new);
    }

    /**
     * The most likely numbers.
     *
     * @param counts by sequence, {@code [point][outcome]}
     */
    final Estimate estimate(List<double[][]> counts) {
        List<Sequence> played = sequences();
        double[][] points = counts.stream().flatMap(Arrays::stream).toArray(double[][]::new);
        List<Counted> curves = counted(played, counts);
        List<Free> free = free(curves);
        CountsFit fit = new CountsFit(
                parameters -> played.stream()
                        .flatMap(s -> Arrays.stream(probabilities(parameters, s)))
                        .toArray(double[][]::new),
                free,
                points);
        CountsFit.MostLikely found = fit.fit(
                starts(curves).stream().map(start -> bounded(free, start)).toList());
        List<double[][]> fitted = played.stream()
                .map(s -> probabilities(found.fit().parameters(), s))
                .toList();
        List<String> remarks = new ArrayList<>(atBounds(free, found.fit()));
        found.fit().undetermined().ifPresent(open -> remarks.add("the counts do not decide " + open));
        remarks.addAll(remarks(found, fit));
        double growth =
                scatters() && found.degrees() > 0 ? Math.sqrt(Math.max(1, found.deviance() / found.degrees())) : 1;
        return new Estimate(
                quantities(found.fit()).stream()
                        .map(q -> new Finding(q.name(), q.unit(), q.value(), growth * q.error(), q.truth()))
                        .toList(),
                found,
                curves,
                counted(played, fitted).stream().map(Counted::shares).toList(),
                remarks);
    }

    private static double[] bounded(List<Free> free, double[] start) {
        double[] inside = new double[start.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = free.get(i).bounded(start[i]);
        }
        return inside;
    }

    private List<Counted> counted(List<Sequence> played, List<double[][]> counts) {
        List<Counted> all = new ArrayList<>();
        for (int curve = 0; curve < curves().size(); curve++) {
            List<double[]> rows = new ArrayList<>();
            for (int s = 0; s < played.size(); s++) {
                Sequence sequence = played.get(s);
                for (int k = 0; k < sequence.x().length && sequence.curve() == curve; k++) {
                    double[] outcomes = counts.get(s)[k];
                    rows.add(new double[] {
                        sequence.x()[k],
                        drawn(sequence, k, outcomes),
                        Arrays.stream(outcomes).sum()
                    });
                }
            }
            all.add(new Counted(column(rows, 0), column(rows, 1), column(rows, 2)));
        }
        return all;
    }

    private static double[] column(List<double[]> rows, int at) {
        return rows.stream().mapToDouble(row -> row[at]).toArray();
    }

    /** An error that holds near the middle of a distribution says little at its edge. */
    private static List<String> atBounds(List<Free> free, Fit fit) {
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < free.size(); i++) {
            double value = fit.parameters()[i];
            double near = 1e-9 * free.get(i).scale();
            if (Math.abs(value - free.get(i).low()) < near
                    || Math.abs(value - free.get(i).high()) < near) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%s is most likely at its bound, %.3g: its error does not cover as it says",
                        free.get(i).name(),
                        value));
            }
        }
        return remarks;
    }

    /** A parameter that is free between bounds. */
    static Free parameter(String name, double start, double low, double high, double scale) {
        return new Free(name, start, low, high, scale, Double.NaN, 1);
    }

    /** The same with a value that is known from elsewhere. */
    static Free known(String name, Optional<Measured> prior, Free open) {
        return prior.map(p ->
                        new Free(name, p.value(), open.low(), open.high(), open.scale(), p.value(), p.uncertainty()))
                .orElse(open);
    }

    /** A number and its error that are a parameter itself. */
    static Finding direct(String name, String unit, Fit fit, int parameter, double truth) {
        return new Finding(name, unit, fit.parameters()[parameter], error(fit, parameter), truth);
    }

    /** The inverse of a rate. */
    static Finding time(String name, Fit fit, int parameter, double truth) {
        double rate = fit.parameters()[parameter];
        return new Finding(name, "s", 1 / rate, error(fit, parameter) / (rate * rate), truth);
    }

    /** One standard deviation; NaN where it is open. */
    static double error(Fit fit, int parameter) {
        double error = fit.error(parameter);
        return Double.isFinite(error) ? error : Double.NaN;
    }
}
