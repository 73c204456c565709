package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The circuits at values beside a parameter's own, from which its derivatives are made; shared by observables. */
public final class Neighbours {

    private final Stencil stencil;
    private final List<Variation.Circuits> circuits;
    private final Map<Integer, List<CompiledCircuit>> compiled = new ConcurrentHashMap<>();

    private Neighbours(Stencil stencil, List<Variation.Circuits> circuits) {
        this.stencil = stencil;
        this.circuits = circuits;
    }

    /**
     * Makes the circuits beside a parameter's value.
     *
     * @throws IllegalArgumentException if the circuits take the values on neither side
     */
    public static Neighbours of(Variation parameter) {
        List<Stencil> stencils = parameter.stencils();
        for (Stencil stencil : stencils.subList(0, stencils.size() - 1)) {
            try {
                return of(parameter, stencil);
            } catch (IllegalArgumentException outside) {
                // The value lies on the edge of those that are allowed.
            }
        }
        return of(parameter, stencils.get(stencils.size() - 1));
    }

    private static Neighbours of(Variation parameter, Stencil stencil) {
        List<Variation.Circuits> circuits = new ArrayList<>();
        for (double offset : stencil.offsets()) {
            circuits.add(parameter.circuits().apply(parameter.value() + offset));
        }
        return new Neighbours(stencil, circuits);
    }

    Stencil stencil() {
        return stencil;
    }

    List<Variation.Circuits> circuits() {
        return circuits;
    }

    /** One member of the ensemble at every neighbouring value; compiled once. */
    List<CompiledCircuit> members(int member) {
        return compiled.computeIfAbsent(
                member,
                m -> circuits.stream()
                        .map(c -> CompiledCircuit.of(c.noisy().members().get(m).circuit()))
                        .toList());
    }
}
