package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlParser;

/**
 * Judges an analysis whose device or circuit cannot be read, so that its own mistakes are told in the same go: what is
 * wrong with it on each of two setups that have nothing in common is not the setup's fault.
 */
public final class StandInSetups {

    private static final int STEPS = 100_000;

    /** The qubits of the one whose device states an uncertainty. */
    private static final int STATED = 3;

    private static final List<Setup> BOTH = List.of(
            setup(STATED, "first", "ry: { duration: 20 ns }, interaction: { duration: 25 ns }"),
            setup(5, "second", "rx: { duration: 20 ns }, interaction: { coupling: 5 MHz }"));

    private StandInSetups() {}

    private static Setup setup(int qubits, String name, String operations) {
        StringBuilder list = new StringBuilder();
        for (int q = 0; q < qubits; q++) {
            String error = q == 0 && qubits == STATED ? " +/- 1 us" : "";
            list.append("{ name: " + name + q + ", T1: 10 us" + error + ", T2: 5 us }, ");
        }
        String text = "{ name: " + name + ", qubits: [ " + list + "], operations: { " + operations + " },"
                + " channels: [ { id: " + name
                + "-drive, on: any, channel: depolarizing, pauli-error-probability: 0.001 } ],"
                + " crosstalk: [ { qubits: [ " + name + "0, " + name + "1 ], zz: 0.1 MHz } ] }";
        Calibration device =
                DeviceReader.read(YamlParser.parse(text, name), new Problems()).orElseThrow();
        return new Setup(
                device,
                new KickedTopSource(
                        KickedTop.of(qubits, 1), STEPS, InitialState.ground(qubits), CircuitSource.Preparation.IDEAL),
                Setup.Noise.DEFAULT,
                Setup.Simulation.DEFAULT,
                Uncertainties.Settings.DEFAULT);
    }

    /** Records what is wrong with an analysis on any setup; {@code read} reads it on one. */
    public static void judge(ValueReader item, BiConsumer<MappingReader, Setup.Layer> read) {
        List<Problem> common = new ArrayList<>();
        for (int k = 0; k < BOTH.size(); k++) {
            Setup setup = BOTH.get(k);
            Problems own = new Problems();
            item.node().ifPresent(node -> {
                try (MappingReader analysis =
                        ValueReader.of(item.name(), node, own).mapping()) {
                    analysis.required("type");
                    analysis.required("id");
                    SetupReader.KEYS.forEach(analysis::optional);
                    read.accept(analysis, Setup.Layer.fixed(setup));
                }
            });
            if (k == 0) {
                common.addAll(own.errors());
            } else {
                common.retainAll(own.errors());
            }
        }
        common.forEach(item.problems()::add);
    }
}
