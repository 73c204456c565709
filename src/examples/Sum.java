import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.redfx.strange.algorithm.Classic;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

/** Strange's quantum sum 3 + 2 on noisy qubits: how often it is right. */
public class Sum {
    public static void main(String[] args) {
        Classic.setQuantumExecutionEnvironment(new NoisyQuantumExecutionEnvironment(Path.of(args[0])).withSeed(1));
        Map<Integer, Integer> sums = new TreeMap<>();
        for (int k = 0; k < 200; k++) {
            sums.merge(Classic.qsum(3, 2), 1, Integer::sum);
        }
        System.out.println("3 + 2: " + sums);
    }
}
