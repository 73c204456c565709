package org.strangenoise.simulate;

import java.util.List;
import java.util.Map;
import org.strangenoise.simulate.tensor.TensorBatch;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Records many states at once; the frequent observables over all lanes, the others state by state. */
final class BatchRecorder {

    private final List<Observable> observables;
    private final int qubits;
    private final Recorder[] recorders;
    private final ReferenceStates[] references;
    private final boolean allByLane;
    private final double[][][] bloch;
    private final double[] purities;
    private final double[] column;

    BatchRecorder(SimulationTask task, List<? extends InitialState> initials) {
        this.observables = task.observables();
        this.qubits = task.ensemble().qubits();
        int lanes = initials.size();
        this.recorders = new Recorder[lanes];
        this.references = new ReferenceStates[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            recorders[lane] = Recorder.of(task);
            references[lane] = new ReferenceStates(task, initials.get(lane));
        }
        this.allByLane = observables.stream().allMatch(BatchRecorder::isByLane);
        this.bloch = new double[qubits][3][lanes];
        this.purities = new double[lanes];
        this.column = new double[1 << (2 * qubits)];
    }

    private static boolean isByLane(Observable observable) {
        return observable instanceof Observable.BlochVector
                || observable instanceof Observable.MeanBlochVector
                || observable instanceof Observable.QubitEntropy
                || observable instanceof Observable.MeanEntropy
                || observable instanceof Observable.Purity;
    }

    /** The values of one state. */
    Map<Observable, double[][]> values(int lane) {
        return recorders[lane].values();
    }

    void record(TensorBatch batch) {
        if (!allByLane) {
            for (int lane = 0; lane < recorders.length; lane++) {
                batch.get(lane, column);
                recorders[lane].record(DensityTensor.view(qubits, column), references[lane].next());
            }
            return;
        }
        for (int q = 0; q < qubits; q++) {
            batch.blochVectors(q, bloch[q]);
        }
        if (observables.contains(new Observable.Purity())) {
            batch.purities(purities);
        }
        for (int k = 0; k < observables.size(); k++) {
            for (int lane = 0; lane < recorders.length; lane++) {
                evaluate(observables.get(k), lane, recorders[lane].slot(k));
            }
        }
        for (Recorder recorder : recorders) {
            recorder.advance();
        }
    }

    private void evaluate(Observable observable, int lane, double[] out) {
        if (observable instanceof Observable.BlochVector request) {
            for (int k = 0; k < 3; k++) {
                out[k] = bloch[request.qubit()][k][lane];
            }
        } else if (observable instanceof Observable.MeanBlochVector) {
            for (double[][] vector : bloch) {
                for (int k = 0; k < 3; k++) {
                    out[k] += vector[k][lane] / qubits;
                }
            }
        } else if (observable instanceof Observable.QubitEntropy request) {
            out[0] = entropy(bloch[request.qubit()], lane);
        } else if (observable instanceof Observable.MeanEntropy) {
            for (double[][] vector : bloch) {
                out[0] += entropy(vector, lane) / qubits;
            }
        } else {
            out[0] = purities[lane];
        }
    }

    private static double entropy(double[][] vector, int lane) {
        return Entropy.ofBloch(vector[0][lane], vector[1][lane], vector[2][lane]);
    }
}
