/**
 * Open-system noise for Strange: channels, calibration, schedule, noise, simulators, and the plugin.
 *
 * <p>Strange up to 0.1.3 is the automatic module {@code strange}; later ones are called otherwise and belong on the class
 * path, with this library. The hot loops ({@code simulate.kernel}, {@code .lindblad}, {@code .pure}, {@code .qudit},
 * {@code .records}, {@code .symmetric}, {@code .tensor}) are nobody's API.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.strangenoise.model {
    requires transitive strange;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires commons.math3;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.rng.sampling;
    requires org.yaml.snakeyaml;
    requires transitive static org.jspecify;

    uses org.strangenoise.circuit.GateProvider;
    uses org.strangenoise.state.ObservableProvider;

    exports org.strangenoise.channel;
    exports org.strangenoise.circuit;
    exports org.strangenoise.device;
    exports org.strangenoise.device.yaml;
    exports org.strangenoise.math;
    exports org.strangenoise.noise;
    exports org.strangenoise.pauli;
    exports org.strangenoise.schedule;
    exports org.strangenoise.simulate;
    exports org.strangenoise.simulate.gradient;
    exports org.strangenoise.state;
    exports org.strangenoise.strange;
    exports org.strangenoise.tomography;
    exports org.strangenoise.yaml;
}
