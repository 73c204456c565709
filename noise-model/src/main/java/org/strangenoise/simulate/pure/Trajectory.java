package org.strangenoise.simulate.pure;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.strangenoise.math.ComplexMatrix;

/**
 * One quantum trajectory (Dalibard, Castin, Molmer 1992). All draws of a stretch are made at its start. If none asks
 * for a jump, a program compiled beforehand runs; otherwise instructions are compiled as they come, and what has been
 * gathered is carried out where a draw depends on the state (see {@link Unravelling}). Amplitudes stay unnormalised in
 * between, and no copies are kept.
 */
public final class Trajectory {

    /** The state is normalised before its squared norm can leave exp(-300) to exp(300). */
    private static final double MAX_DRIFT = 300;

    private final PureRegister register;
    private final PureProgram.PureCompiler compiler;
    private double[] uniforms = new double[0];
    private double drift;

    public Trajectory(PureRegister register, RegisterTiling tiling) {
        this.register = register;
        this.compiler = new PureProgram.PureCompiler(tiling);
    }

    /** The amplitudes, unnormalised. */
    public PureRegister register() {
        return register;
    }

    /** Starts anew from what the amplitudes now hold, which is normalised. */
    public void start() {
        drift = 0;
    }

    /** Carries out a stretch, with a number from 0 to 1 for each instruction of more than one branch. */
    public void advance(Stretch stretch, DoubleSupplier random) {
        if (uniforms.length < stretch.draws()) {
            uniforms = new double[stretch.draws()];
        }
        for (int draw = 0; draw < stretch.draws(); draw++) {
            uniforms[draw] = random.getAsDouble();
        }
        if (drift + stretch.drift() <= MAX_DRIFT && stretch.isLikeliest(uniforms)) {
            register.run(stretch.likeliest());
            drift += stretch.drift();
        } else {
            compileAndRun(stretch);
        }
    }

    private void compileAndRun(Stretch stretch) {
        int draw = 0;
        for (Unravelling instruction : stretch.instructions()) {
            if (instruction.isCertain()) {
                compiler.add(instruction.branch(0));
                continue;
            }
            double uniform = uniforms[draw++];
            int which = instruction.sureBranch(uniform);
            if (which < 0) {
                which = look(instruction, uniform);
            } else {
                drift += instruction.drift(which);
            }
            compiler.add(instruction.branch(which));
            if (drift > MAX_DRIFT) {
                register.run(compiler.take());
                register.scale(1 / Math.sqrt(register.norm()));
                drift = 0;
            }
        }
        register.run(compiler.take());
    }

    /** Draws a branch by the state of the instruction's qubits. */
    private int look(Unravelling instruction, double uniform) {
        register.run(compiler.take());
        ComplexMatrix rho = register.reduced(instruction.targets());
        int which = instruction.branch(uniform, rho);
        drift += instruction.drift(which, rho);
        return which;
    }

    /** Instructions of a trajectory, and the program for the case that every draw means the likeliest branch. */
    public static final class Stretch {

        private final List<Unravelling> instructions;
        private final PureProgram likeliest;
        private final int draws;
        private final double drift;

        public Stretch(RegisterTiling tiling, List<Unravelling> instructions) {
            this.instructions = List.copyOf(instructions);
            this.likeliest = PureProgram.of(
                    tiling,
                    instructions.stream()
                            .map(instruction -> instruction.branch(0))
                            .toList());
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
}
