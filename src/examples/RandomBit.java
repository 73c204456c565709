import java.nio.file.Path;
import org.redfx.strange.algorithm.Classic;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

/** Strange's random bit on noisy qubits: readout errors make it a little unfair. */
public class RandomBit {
    public static void main(String[] args) {
        Classic.setQuantumExecutionEnvironment(new NoisyQuantumExecutionEnvironment(Path.of(args[0])).withSeed(1));
        int shots = 2_000;
        int ones = 0;
        for (int k = 0; k < shots; k++) {
            ones += Classic.randomBit();
        }
        System.out.printf("ones: %d of %d%n", ones, shots);
    }
}
