package org.strangenoise.simulate.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;

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

    /**
     * Members of an ensemble and of what is beside it, the same number: a single one, whose detunings are zero, stands
     * for as many as there are beside. Noise of scale 0 has no detunings, but beside it they go either way, and one of
     * them alone would tell a slope where their average has none.
     *
     * @throws IllegalArgumentException if the numbers differ otherwise
     */
    static List<NoisyEnsemble.Member> members(NoisyEnsemble ensemble, List<Neighbours> beside) {
        List<NoisyEnsemble.Member> own = ensemble.members();
        List<NoisyEnsemble.Member> most = own;
        for (Neighbours neighbours : beside) {
            for (Variation.Circuits each : neighbours.circuits) {
                most = most.size() == 1 ? each.noisy().members() : most;
                if (!each.noisy().isSingle() && each.noisy().members().size() != most.size()) {
                    throw new IllegalArgumentException(
                            "Argument `beside` must have ensembles of " + most.size() + " members, but has one of "
                                    + each.noisy().members().size());
                }
            }
        }
        if (most.size() == own.size()) {
            return own;
        }
        NoisyCircuit circuit = own.get(0).circuit();
        return most.stream()
                .map(member -> new NoisyEnsemble.Member(member.weight(), circuit))
                .toList();
    }

    /** One member of the ensemble at every neighbouring value; compiled once. */
    List<CompiledCircuit> members(int member) {
        return compiled.computeIfAbsent(
                member,
                m -> circuits.stream().map(c -> CompiledCircuit.of(c.member(m))).toList());
    }
}
