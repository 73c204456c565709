import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.redfx.strange.algorithm.Classic;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

/** Strange's Grover search on noisy qubits. Strange prints how probable the one it finds is: 0.945 without noise. */
public class Search {
    public static void main(String[] args) {
        Classic.setQuantumExecutionEnvironment(new NoisyQuantumExecutionEnvironment(Path.of(args[0])));
        List<String> names = List.of("Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hana");
        Function<String, Integer> isEve = name -> name.equals("Eve") ? 1 : 0;
        System.out.println("found " + Classic.search(names, isEve));
    }
}
