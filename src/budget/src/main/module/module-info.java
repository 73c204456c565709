/** Decoherence budgets: attribution, derivatives, values that reach a target, fits. */
@SuppressWarnings("requires-automatic")
module org.strangenoise.budget {
    requires transitive org.strangenoise.model;
    requires commons.math3;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.rng.sampling;
    requires static org.jspecify;

    exports org.strangenoise.budget;
}
