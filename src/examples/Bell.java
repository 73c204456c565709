import java.nio.file.Path;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Hadamard;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;

/** A Bell pair on noisy qubits. */
public class Bell {
    public static void main(String[] args) {
        Program bell = new Program(2, new Step(new Hadamard(0)), new Step(new Cnot(0, 1)));
        System.out.println(new NoisyQuantumExecutionEnvironment(Path.of(args[0])).runProgram(bell));
    }
}
