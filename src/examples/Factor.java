import java.nio.file.Path;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.InvFourier;
import org.redfx.strange.gate.MulModulus;
import org.redfx.strange.gate.X;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;
import org.strangenoise.strange.NoisyResult;
import org.strangenoise.strange.Snapshots;

/**
 * The quantum part of Strange's factoring, the order of 2 modulo 3 (which is 2): how far the outcomes of the first
 * register stay at the multiples of 4 / 2, without and with noise.
 */
public class Factor {
    public static void main(String[] args) {
        report("ideal", NoisyQuantumExecutionEnvironment.ideal());
        report("noisy", new NoisyQuantumExecutionEnvironment(Path.of(args[0])).withSnapshots(Snapshots.OFF));
    }

    private static void report(String name, NoisyQuantumExecutionEnvironment environment) {
        NoisyResult result = environment.runProgram(order(2, 3));
        double[] first = new double[4];
        double[] all = result.probabilities();
        for (int b = 0; b < all.length; b++) {
            first[b & 3] += all[b];
        }
        System.out.printf("%s: 0 %.3f, 1 %.3f, 2 %.3f, 3 %.3f%n", name, first[0], first[1], first[2], first[3]);
    }

    /** As Classic.qfactor builds it. */
    private static Program order(int a, int mod) {
        int length = (int) Math.ceil(Math.log(mod) / Math.log(2));
        Program program = new Program(3 * length + 2);
        Step prepare = new Step();
        for (int i = 0; i < length; i++) {
            prepare.addGate(new Hadamard(i));
        }
        program.addStep(prepare);
        program.addStep(new Step(new X(length)));
        for (int i = length - 1; i >= 0; i--) {
            int power = 1;
            for (int j = 0; j < 1 << i; j++) {
                power = power * a % mod;
            }
            MulModulus times = new MulModulus(length, 2 * length - 1, power, mod);
            program.addStep(new Step(new ControlledBlockGate<>(times, length, i)));
        }
        program.addStep(new Step(new InvFourier(length, 0)));
        return program;
    }
}
