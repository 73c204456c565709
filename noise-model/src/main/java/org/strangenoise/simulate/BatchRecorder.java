package org.strangenoise.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.simulate.kernel.BlochEntropies;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Records many states at once; the frequent observables over all lanes, the others state by state. */
final class BatchRecorder {

    private final List<Observable> observables;
    private final int qubits;
    private final boolean allByLane;

    /** By observable, point, component and lane. */
    private final double[][][][] series;

    private final double[][][] bloch;
    private final double[][] entropies;
    private final Recorder[] recorders;
    private final ReferenceStates[] references;
    private final double[] column;
    private int point;

    BatchRecorder(SimulationTask task, List<? extends InitialState> initials, int points) {
        this.observables = task.observables();
        this.qubits = task.ensemble().qubits();
        this.allByLane = observables.stream().allMatch(BatchRecorder::isByLane);
        int lanes = initials.size();
        if (allByLane) {
            this.series = new double[observables.size()][points][][];
            for (int k = 0; k < series.length; k++) {
                for (int at = 0; at < points; at++) {
                    series[k][at] = new double[observables.get(k).size(qubits)][lanes];
                }
            }
            this.bloch = new double[qubits][3][lanes];
            this.entropies = new double[qubits][lanes];
            this.recorders = new Recorder[0];
            this.references = new ReferenceStates[0];
            this.column = new double[0];
        } else {
            this.series = new double[0][][][];
            this.bloch = new double[0][][];
            this.entropies = new double[0][];
            this.recorders = new Recorder[lanes];
            this.references = new ReferenceStates[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                recorders[lane] = Recorder.of(task);
                references[lane] = new ReferenceStates(task, initials.get(lane));
            }
            this.column = new double[1 << (2 * qubits)];
        }
    }

    private static boolean isByLane(Observable observable) {
        return isEntropy(observable)
                || observable instanceof Observable.BlochVector
                || observable instanceof Observable.MeanBlochVector
                || observable instanceof Observable.Purity;
    }

    private static boolean isEntropy(Observable observable) {
        return observable instanceof Observable.QubitEntropy || observable instanceof Observable.MeanEntropy;
    }

    /** The values of one state. */
    Map<Observable, double[][]> values(int lane) {
        if (!allByLane) {
            return recorders[lane].values();
        }
        Map<Observable, double[][]> values = new LinkedHashMap<>();
        for (int k = 0; k < series.length; k++) {
            double[][] own = new double[series[k].length][];
            for (int at = 0; at < own.length; at++) {
                double[][] components = series[k][at];
                own[at] = new double[components.length];
                for (int c = 0; c < components.length; c++) {
                    own[at][c] = components[c][lane];
                }
            }
            values.put(observables.get(k), own);
        }
        return values;
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
        boolean anyEntropy = observables.stream().anyMatch(BatchRecorder::isEntropy);
        for (int q = 0; q < qubits; q++) {
            batch.blochVectors(q, bloch[q]);
            if (anyEntropy) {
                BlochEntropies.best().entropies(bloch[q][0], bloch[q][1], bloch[q][2], entropies[q]);
            }
        }
        for (int k = 0; k < series.length; k++) {
            record(observables.get(k), batch, series[k][point]);
        }
    }

    private void record(Observable observable, TensorBatch batch, double[][] out) {
        if (observable instanceof Observable.BlochVector request) {
            for (int c = 0; c < out.length; c++) {
                LaneLoops.add(out[c], 1, bloch[request.qubit()][c]);
            }
        } else if (observable instanceof Observable.MeanBlochVector) {
            for (int c = 0; c < out.length; c++) {
                for (double[][] vector : bloch) {
                    LaneLoops.add(out[c], 1.0 / qubits, vector[c]);
                }
            }
        } else if (observable instanceof Observable.QubitEntropy request) {
            LaneLoops.add(out[0], 1, entropies[request.qubit()]);
        } else if (observable instanceof Observable.MeanEntropy) {
            for (double[] entropy : entropies) {
                LaneLoops.add(out[0], 1.0 / qubits, entropy);
            }
        } else {
            batch.purities(out[0]);
        }
    }
}
