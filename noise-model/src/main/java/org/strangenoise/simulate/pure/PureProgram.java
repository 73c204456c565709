package org.strangenoise.simulate.pure;

import java.util.List;

/**
 * Operations compiled to passes over the 2^n amplitudes of a pure state; linear, not always unitary. Safe for
 * concurrent use unless one of the operations is a map of the whole register that is not.
 */
public final class PureProgram {

    private final List<PurePass> passes;

    PureProgram(List<PurePass> passes) {
        this.passes = passes;
    }

    /** Compiles operations. */
    public static PureProgram of(RegisterTiling tiling, List<PureOperation> operations) {
        PureCompiler compiler = new PureCompiler(tiling);
        operations.forEach(compiler::add);
        return compiler.take();
    }

    List<PurePass> list() {
        return passes;
    }

    /** Passes over the amplitudes. */
    public int passes() {
        return passes.size();
    }
}
