/** The quantum kicked top as operations and as Strange gates, its classical and spin-j twins. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.strangenoise.kickedtop {
    requires transitive org.strangenoise.model;
    requires transitive strange;
    requires commons.math3;
    requires org.apache.commons.rng.api;
    requires org.apache.commons.rng.simple;
    requires org.apache.commons.rng.sampling;
    requires static org.jspecify;

    exports org.strangenoise.kickedtop;
}
