package org.strangenoise.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Random circuits: a layer is RX, RY or RZ by a random angle on every qubit (20 ns), then CNOT or CZ on random pairs
 * (40 ns); T1 = 10 us, T2 = 5 us act after every gate and while a qubit waits.
 *
 * @param qubits n
 * @param steps layers
 * @param seed of the choice of gates, pairs and angles
 */
public record RandomWorkload(int qubits, int steps, long seed) implements TimedCircuit {

    private static final double T1 = 10e-6;
    private static final double T2 = 5e-6;
    private static final double ROTATION = 20e-9;
    private static final double ENTANGLER = 40e-9;

    @Override
    public SimulationTask task() {
        Calibration calibration = Calibration.of(
                IntStream.range(0, qubits)
                        .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, T1, T2))
                        .toList(),
                OperationCalibration.ofDuration("rx", ROTATION),
                OperationCalibration.ofDuration("ry", ROTATION),
                OperationCalibration.ofDuration("rz", ROTATION),
                OperationCalibration.ofDuration("cnot", ENTANGLER),
                OperationCalibration.ofDuration("cz", ENTANGLER));
        return SimulationTask.of(
                        NoiseModel.of(calibration, Placement.AFTER_GATE)
                                .apply(new Scheduler(new CalibratedDurations(calibration)).schedule(circuit())),
                        List.of(new Observable.Purity(), new Observable.MeanEntropy(), Workload.FIRST_QUBIT))
                .withRecording(Recording.END);
    }

    private Circuit circuit() {
        Random random = new Random(seed);
        Circuit.Builder circuit = Circuit.on(qubits);
        List<Integer> order = new ArrayList<>(IntStream.range(0, qubits).boxed().toList());
        for (int layer = 0; layer < steps; layer++) {
            for (int q = 0; q < qubits; q++) {
                double angle = 2 * Math.PI * random.nextDouble();
                circuit.add(
                        switch (random.nextInt(3)) {
                            case 0 -> Gates.rx(angle, q);
                            case 1 -> Gates.ry(angle, q);
                            default -> Gates.rz(angle, q);
                        });
            }
            Collections.shuffle(order, random);
            for (int pair = 0; pair + 1 < qubits; pair += 2) {
                int p = order.get(pair);
                int q = order.get(pair + 1);
                circuit.add(random.nextBoolean() ? Gates.cnot(p, q) : Gates.cz(p, q));
            }
        }
        return circuit.build();
    }

    @Override
    public InitialState initial() {
        return InitialState.coherent(qubits, 2, 1);
    }
}
