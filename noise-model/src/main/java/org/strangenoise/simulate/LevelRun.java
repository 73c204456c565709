package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.qudit.LevelBatch;
import org.strangenoise.simulate.qudit.LevelProgram;
import org.strangenoise.simulate.qudit.LevelState;
import org.strangenoise.simulate.tensor.Workers;
import org.strangenoise.state.InitialState;
import org.strangenoise.transmon.LadderSpace;

/** A task compiled for density matrices of more than two levels: one program a member of its ensemble. */
final class LevelRun implements PreparedSimulation {

    /** Complex numbers of a batch that are moved together; fits the second cache. */
    private static final int BATCH_NUMBERS = 1 << 15;

    private static final int MAX_LANES = 32;

    private final SimulationTask task;
    private final LadderSpace space;
    private final List<LevelProgram> programs;

    LevelRun(SimulationTask task) {
        NoisyEnsemble ensemble = task.ensemble();
        this.task = task;
        this.space = new LadderSpace(ensemble.levels());
        this.programs = ensemble.members().stream()
                .map(member -> new LevelProgram(member.circuit(), task.options().tolerance()))
                .toList();
    }

    @Override
    public SimulationResult run(InitialState initial) {
        try (Workers workers = new Workers(task.options().threads())) {
            return runBatch(List.of(initial), workers).get(0);
        }
    }

    @Override
    public List<SimulationResult> runAll(List<? extends InitialState> initials) {
        int numbers = space.dimension() * space.dimension();
        int lanes = Math.max(1, Math.min(MAX_LANES, BATCH_NUMBERS / numbers));
        if (lanes == 1) {
            return initials.stream().map(this::run).toList();
        }
        int blocks = (initials.size() + lanes - 1) / lanes;
        SimulationResult[] results = new SimulationResult[initials.size()];
        try (Workers workers = new Workers(Math.min(blocks, task.options().threads()))) {
            workers.forEach(blocks, (block, scratch) -> {
                int from = block * lanes;
                int to = Math.min(initials.size(), from + lanes);
                try (Workers alone = new Workers(1)) {
                    List<? extends InitialState> own = initials.subList(from, to);
                    // One lane rounds otherwise than several, and no grouping of starts may change a result.
                    List<SimulationResult> part =
                            runBatch(own.size() == 1 ? List.of(own.get(0), own.get(0)) : own, alone);
                    for (int k = from; k < to; k++) {
                        results[k] = part.get(k - from);
                    }
                }
            });
        }
        return List.of(results);
    }

    private List<SimulationResult> runBatch(List<? extends InitialState> initials, Workers workers) {
        List<Recorder> recorders = new ArrayList<>();
        List<Recorder.ReferenceStates> references = new ArrayList<>();
        for (InitialState initial : initials) {
            recorders.add(Recorder.of(task));
            references.add(new Recorder.ReferenceStates(task, initial));
        }
        LevelBatch last = EnsembleWalk.run(task, new ManyStarts(initials, workers), batch -> {
            for (int lane = 0; lane < batch.lanes(); lane++) {
                recorders
                        .get(lane)
                        .record(batch.state(lane), references.get(lane).next());
            }
        });
        List<SimulationResult> results = new ArrayList<>();
        for (int lane = 0; lane < initials.size(); lane++) {
            LevelState state = last.state(lane);
            results.add(new SimulationResult(
                    DensityMatrixSimulator.METHOD,
                    recorders.get(lane).values(),
                    Optional.empty(),
                    Optional.of(state),
                    task.ensemble().warnings()));
        }
        return results;
    }

    private final class ManyStarts implements EnsembleWalk.Evolution<LevelBatch> {
        private final List<? extends InitialState> initials;
        private final Workers workers;

        private ManyStarts(List<? extends InitialState> initials, Workers workers) {
            this.initials = initials;
            this.workers = workers;
        }

        @Override
        public LevelBatch start(int member) {
            return LevelBatch.of(space, initials);
        }

        @Override
        public int stretches(int member) {
            return programs.get(member).segments();
        }

        @Override
        public void advance(int member, int stretch, LevelBatch state) {
            programs.get(member).run(stretch, state, workers);
        }

        @Override
        public LevelBatch none() {
            return new LevelBatch(space, initials.size());
        }

        @Override
        public void add(double weight, LevelBatch state, LevelBatch sum) {
            sum.add(weight, state);
        }
    }
}
