package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.bench.Workload;
import org.strangenoise.bench.WorkloadBenchmark;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.UnsupportedSimulationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: the kicked top with T1 and T2, timed on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Times the kicked top with T1 and T2 on this machine: medians of whole runs in a warm JVM.")
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "density-matrix (default), symmetric, lindblad, trajectories or ideal.")
    private String method = "density-matrix";

    @Option(names = "--qubits", split = ",", paramLabel = "N", description = "Register sizes. Default: 3,6,8,10.")
    private List<Integer> qubits = List.of(3, 6, 8, 10);

    @Option(names = "--steps", paramLabel = "N", description = "Floquet steps a run. Default: 20.")
    private int steps = 20;

    @Option(names = "--repeats", paramLabel = "N", description = "Runs that count. Default: 9.")
    private int repeats = 9;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use. Default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--map", description = "Time a map of 1891 initial states of 3 qubits instead.")
    private boolean map;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    BenchCommand() {}

    @Override
    public void run() {
        int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (count < 1 || steps < 1 || repeats < 1 || qubits.stream().anyMatch(n -> n < 1 || n > 512)) {
            throw new RefusedException("--threads, --steps and --repeats must be at least 1 and --qubits from 1 to 512,"
                    + " but are " + count + ", " + steps + ", " + repeats + " and " + qubits);
        }
        SimulationMethod chosen = method();
        SimulationOptions options = SimulationOptions.defaults().withThreads(count);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%-15s %6s %6s %8s %7s %12s %12s %12s  %s%n",
                "method",
                "qubits",
                "steps",
                "threads",
                "vector",
                "min ms",
                "median ms",
                "max ms",
                map ? "a map" : chosen == SimulationMethod.TRAJECTORIES ? "a trajectory" : "a step");
        try {
            if (map) {
                print(out, WorkloadBenchmark.timeMap(chosen, workload(3, chosen), options, repeats));
            } else {
                for (int n : qubits) {
                    print(out, WorkloadBenchmark.time(chosen, workload(n, chosen), options, repeats));
                }
            }
        } catch (UnsupportedSimulationException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private SimulationMethod method() {
        for (SimulationMethod known : SimulationMethod.values()) {
            if (known != SimulationMethod.AUTO
                    && known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(method)) {
                return known;
            }
        }
        throw new RefusedException(
                "--method must be density-matrix, symmetric, lindblad, trajectories or ideal, but is " + method);
    }

    private Workload workload(int n, SimulationMethod chosen) {
        Placement placement = switch (chosen) {
            case IDEAL -> Placement.NONE;
            case LINDBLAD -> Placement.DURING_GATE;
            default -> Placement.AFTER_GATE;
        };
        return new Workload(n, steps, placement);
    }

    private static void print(PrintWriter out, WorkloadBenchmark.Timing timing) {
        out.printf(
                Locale.ROOT,
                "%-15s %6d %6d %8d %7s %12.4f %12.4f %12.4f%n",
                timing.method(),
                timing.qubits(),
                timing.steps(),
                timing.threads(),
                timing.vector() ? "yes" : "no",
                timing.min(),
                timing.median(),
                timing.max());
        out.flush();
    }
}
