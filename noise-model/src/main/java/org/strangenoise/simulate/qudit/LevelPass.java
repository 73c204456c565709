package org.strangenoise.simulate.qudit;

import org.strangenoise.simulate.tensor.Workers;

/** Replaces each density matrix of a batch by its image under one map. */
interface LevelPass {

    void apply(LevelBatch batch, Workers workers);
}
