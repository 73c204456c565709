import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.redfx.strange.algorithm.Classic;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

/** Strange's Grover search on noisy qubits: how often it finds the marked one of eight. */
public class Search {
    public static void main(String[] args) {
        Classic.setQuantumExecutionEnvironment(new NoisyQuantumExecutionEnvironment(Path.of(args[0])).withSeed(1));
        List<String> names = List.of("Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hana");
        Function<String, Integer> isEve = name -> name.equals("Eve") ? 1 : 0;
        int found = 0;
        for (int k = 0; k < 100; k++) {
            found += "Eve".equals(Classic.search(names, isEve)) ? 1 : 0;
        }
        System.out.printf("found Eve: %d of 100 times%n", found);
    }
}
