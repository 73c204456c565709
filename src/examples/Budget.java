import java.nio.file.Path;
import java.util.Comparator;
import org.strangenoise.budget.DecoherenceBudget;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.budget.Split;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.state.Observable;

/** Which decoherence eats the fidelity of three entangled qubits, what matters most, and what a better one would need. */
public class Budget {
    public static void main(String[] args) {
        Calibration device = DeviceReader.read(Path.of(args[0]));
        Circuit ghz = Circuit.on(3)
                .add(Gates.h(0))
                .add(Gates.cnot(0, 1))
                .add(Gates.cnot(1, 2))
                .add(Boundary.LAYER)
                .build();
        DecoherenceBudget budget = DecoherenceBudget.of(ghz, device, new Observable.Fidelity());
        System.out.print(budget.shares(Split.MECHANISM, Split.QUBIT));

        System.out.println("gained by making a number larger by 1%:");
        budget.derivatives().stream()
                .sorted(Comparator.comparingDouble(d -> -Math.abs(d.logarithmic())))
                .limit(3)
                .forEach(d -> System.out.printf(
                        "%-35s %+.2e%n", d.parameter().address(), 0.01 * d.logarithmic()));

        double wanted = budget.ideal() - 0.7 * (budget.ideal() - budget.noisy());
        DeviceParameter all = DeviceParameter.resolve(device, "device.qubits.*.T2");
        RootSearch found = budget.valuesFor(wanted, all, 1e-6, 1e-3);
        System.out.printf(
                "30%% less loss: T2 of all qubits %s%n",
                found.roots().isEmpty() ? "alone does not reach it" : "%.0f us".formatted(1e6 * found.roots().get(0)));
    }
}
