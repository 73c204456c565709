package org.strangenoise.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.BlochEntropies;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.StatePart;

/** Records many states at once; the frequent observables over all lanes, the others state by state. */
final class BatchRecorder {

    private final List<Observable> observables;
    private final int qubits;
    private final ObservedParts parts;
    private final boolean allByLane;

    /** By observable: what it is the mean of, if it is one. */
    private final List<Optional<Observable.QubitMean>> means;

    private final boolean anyEntropy;

    /** By observable, point, component and lane, these after the lead of {@link CacheLines}. */
    private final double[][][][] series;

    private final double[][][] bloch;
    private final double[][] entropies;
    private final Recorder[] recorders;
    private final Recorder.ReferenceStates[] references;
    private final double[] column;
    private int point;

    BatchRecorder(SimulationTask task, List<? extends InitialState> initials, int points) {
        this.observables = task.observables();
        this.qubits = task.ensemble().qubits();
        this.parts = new ObservedParts(observables, qubits);
        this.allByLane = parts.parts().stream().allMatch(BatchRecorder::isByLane)
                && observables.stream().noneMatch(Observable::seesRunningMean);
        this.means = observables.stream().map(o -> o.qubitMean(qubits)).toList();
        this.anyEntropy = means.stream()
                .anyMatch(mean -> mean.map(Observable.QubitMean::entropies).orElse(false));
        int lanes = initials.size();
        if (allByLane) {
            this.series = new double[observables.size()][points][][];
            for (int k = 0; k < series.length; k++) {
                for (int at = 0; at < points; at++) {
                    series[k][at] = new double[observables.get(k).size(qubits)][CacheLines.LEAD + lanes];
                }
            }
            this.bloch = new double[qubits][3][CacheLines.LEAD + lanes];
            this.entropies = new double[qubits][CacheLines.LEAD + lanes];
            this.recorders = new Recorder[0];
            this.references = new Recorder.ReferenceStates[0];
            this.column = new double[0];
        } else {
            this.series = new double[0][][][];
            this.bloch = new double[0][][];
            this.entropies = new double[0][];
            this.recorders = new Recorder[lanes];
            this.references = new Recorder.ReferenceStates[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                recorders[lane] = Recorder.of(task, parts);
                references[lane] = new Recorder.ReferenceStates(task, initials.get(lane));
            }
            this.column = new double[1 << (2 * qubits)];
        }
    }

    private static boolean isByLane(StatePart part) {
        return part instanceof StatePart.Bloch || part instanceof StatePart.Purity;
    }

    /** The values of one state. */
    Map<Observable, double[][]> values(int lane) {
        if (!allByLane) {
            return recorders[lane].values();
        }
        double[][][] values = new double[series.length][][];
        for (int k = 0; k < series.length; k++) {
            double[][] own = new double[series[k].length][];
            for (int at = 0; at < own.length; at++) {
                double[][] components = series[k][at];
                own[at] = new double[components.length];
                for (int c = 0; c < components.length; c++) {
                    own[at][c] = components[c][CacheLines.LEAD + lane];
                }
            }
            values[k] = own;
        }
        return new SeriesByObservable(observables, values);
    }

    void record(TensorBatch batch) {
        if (allByLane) {
            recordLanes(batch);
        } else {
            for (int lane = 0; lane < recorders.length; lane++) {
                batch.get(lane, column);
                recorders[lane].record(DensityTensor.view(qubits, column), references[lane].next());
            }
        }
        point++;
    }

    private void recordLanes(TensorBatch batch) {
        for (int q = 0; q < qubits; q++) {
            batch.blochVectors(q, bloch[q]);
            if (anyEntropy) {
                BlochEntropies.forNext(entropies[q].length)
                        .entropies(bloch[q][0], bloch[q][1], bloch[q][2], entropies[q], CacheLines.LEAD);
            }
        }
        for (int k = 0; k < series.length; k++) {
            Optional<Observable.QubitMean> mean = means.get(k);
            if (mean.isPresent()) {
                recordMean(mean.get(), series[k][point]);
            } else if (observables.get(k) instanceof Observable.Purity) {
                batch.purities(series[k][point][0]);
            } else {
                recordEach(k, batch, series[k][point]);
            }
        }
    }

    private void recordMean(Observable.QubitMean mean, double[][] out) {
        double share = 1.0 / mean.qubits().size();
        for (int q : mean.qubits()) {
            for (int c = 0; c < out.length; c++) {
                LaneLoops.addAfterLead(out[c], share, mean.entropies() ? entropies[q] : bloch[q][c]);
            }
        }
    }

    /** State by state, from the Bloch vectors and purities of all. */
    private void recordEach(int k, TensorBatch batch, double[][] out) {
        int lanes = out[0].length - CacheLines.LEAD;
        double[] purities = CacheLines.allocate(lanes);
        if (parts.parts().contains(new StatePart.Purity())) {
            batch.purities(purities);
        }
        double[] numbers = new double[parts.size()];
        for (int lane = 0; lane < lanes; lane++) {
            for (int p = 0; p < parts.parts().size(); p++) {
                int at = parts.start(p);
                if (parts.parts().get(p) instanceof StatePart.Bloch vector) {
                    for (int c = 0; c < 3; c++) {
                        numbers[at + c] = bloch[vector.qubit()][c][CacheLines.LEAD + lane];
                    }
                } else {
                    numbers[at] = purities[CacheLines.LEAD + lane];
                }
            }
            double[] values = parts.value(k, numbers, new double[0], point + 1);
            for (int c = 0; c < out.length; c++) {
                out[c][CacheLines.LEAD + lane] = values[c];
            }
        }
    }
}
