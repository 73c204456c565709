package org.strangenoise.studies.config;

import org.strangenoise.device.Calibration;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.Readout;

/**
 * What an analysis simulates: the study's device, circuit, noise and method, the analysis' own overrides merged in.
 *
 * @param device the calibrated device
 * @param circuit what is done to it
 * @param noise where noise acts and how strong
 * @param simulation how
 * @param uncertainty how far the device's values may be trusted
 */
public record Setup(
        Calibration device,
        CircuitSource circuit,
        NoiseSettings noise,
        SimulationSettings simulation,
        UncertaintySettings uncertainty) {

    public Setup withDevice(Calibration newDevice) {
        return new Setup(newDevice, circuit.onDevice(newDevice), noise, simulation, uncertainty);
    }

    public Setup withCircuit(CircuitSource newCircuit) {
        return new Setup(device, newCircuit, noise, simulation, uncertainty);
    }

    public Setup withNoise(NoiseSettings newNoise) {
        return new Setup(device, circuit, newNoise, simulation, uncertainty);
    }

    public Setup withSeed(long seed) {
        return new Setup(device, circuit, noise, simulation.withSeed(seed), uncertainty);
    }

    /** What readout confuses, where noise is on. */
    public ConfusionMatrix confusion() {
        Readout readout = noise.model(device, simulation.seed()).readout(circuit.qubits());
        return readout.together().orElseGet(() -> ConfusionMatrix.of(readout));
    }
}
