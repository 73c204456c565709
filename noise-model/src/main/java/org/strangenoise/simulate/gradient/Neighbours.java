package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.strangenoise.noise.NoisyCircuit;

/**
 * The compiled circuits at values beside a parameter's own, from which its derivatives are made; shared by observables.
 */
public final class Neighbours {

    private final Stencil stencil;
    private final List<Variation.Circuits> circuits;
    private final List<List<CompiledCircuit>> compiled;

    private Neighbours(Stencil stencil, List<Variation.Circuits> circuits, List<List<CompiledCircuit>> compiled) {
        this.stencil = stencil;
        this.circuits = circuits;
        this.compiled = compiled;
    }

    /**
     * Makes and compiles the circuits beside a parameter's value.
     *
     * @throws IllegalArgumentException if the circuits take the values on neither side
     */
    public static Neighbours of(Variation parameter) {
        return of(parameter, CompiledCircuit::of);
    }

    /** The same with maps that circuits share. */
    public static Neighbours of(Variation parameter, InstructionMaps maps) {
        return of(parameter, circuit -> CompiledCircuit.of(circuit, maps));
    }

    private static Neighbours of(Variation parameter, Function<NoisyCircuit, CompiledCircuit> compile) {
        List<Stencil> stencils = parameter.stencils();
        for (Stencil stencil : stencils.subList(0, stencils.size() - 1)) {
            try {
                return of(parameter, stencil, compile);
            } catch (IllegalArgumentException outside) {
                // The value lies on the edge of those that are allowed.
            }
        }
        return of(parameter, stencils.get(stencils.size() - 1), compile);
    }

    private static Neighbours of(
            Variation parameter, Stencil stencil, Function<NoisyCircuit, CompiledCircuit> compile) {
        List<Variation.Circuits> circuits = new ArrayList<>();
        for (double offset : stencil.offsets()) {
            circuits.add(parameter.circuits().apply(parameter.value() + offset));
        }
        List<List<CompiledCircuit>> compiled = new ArrayList<>();
        for (int m = 0; m < circuits.get(0).noisy().members().size(); m++) {
            int member = m;
            compiled.add(circuits.stream()
                    .map(c -> compile.apply(c.noisy().members().get(member).circuit()))
                    .toList());
        }
        return new Neighbours(stencil, circuits, compiled);
    }

    Stencil stencil() {
        return stencil;
    }

    List<Variation.Circuits> circuits() {
        return circuits;
    }

    /** One member of the ensemble at every neighbouring value. */
    List<CompiledCircuit> members(int member) {
        return compiled.get(member);
    }
}
