package org.strangenoise.simulate.pure;

import java.util.List;

/** Instructions of a trajectory, and the program for the case that every draw means the likeliest branch. */
public final class TrajectoryStretch {

    private final List<Unravelling> instructions;
    private final PureProgram likeliest;
    private final int draws;
    private final double drift;

    public TrajectoryStretch(RegisterTiling tiling, List<Unravelling> instructions) {
        this.instructions = List.copyOf(instructions);
        this.likeliest = PureProgram.of(
                tiling,
                instructions.stream().map(instruction -> instruction.branch(0)).toList());
        int count = 0;
        double sum = 0;
        for (Unravelling instruction : instructions) {
            if (!instruction.isCertain()) {
                count++;
                sum += instruction.drift(0);
            }
        }
        this.draws = count;
        this.drift = sum;
    }

    List<Unravelling> instructions() {
        return instructions;
    }

    PureProgram likeliest() {
        return likeliest;
    }

    /** Instructions of more than one branch. */
    int draws() {
        return draws;
    }

    /** By how much the likeliest branches may change the logarithm of the squared norm. */
    double drift() {
        return drift;
    }

    /** True if these numbers, one for each draw, mean the likeliest branches for every state. */
    boolean isLikeliest(double[] uniforms) {
        int draw = 0;
        for (int k = 0; k < instructions.size(); k++) {
            Unravelling instruction = instructions.get(k);
            if (!instruction.isCertain() && instruction.sureBranch(uniforms[draw++]) != 0) {
                return false;
            }
        }
        return true;
    }
}
