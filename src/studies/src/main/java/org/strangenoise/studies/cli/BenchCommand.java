package org.strangenoise.studies.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.bench.Peers;
import org.strangenoise.bench.RandomWorkload;
import org.strangenoise.bench.TimedCircuit;
import org.strangenoise.bench.Workload;
import org.strangenoise.bench.WorkloadBenchmark;
import org.strangenoise.bench.WorkloadBenchmark.Timing;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.DensityMatrixSimulator;
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
        description = "Times the kicked top with T1 and T2 on this machine: medians of runs of a compiled circuit in a"
                + " warm JVM, a line of JSON a size. With neither --method, --qubits nor --map: a table of how far"
                + " this machine goes.")
final class BenchCommand implements Runnable {

    /** The methods of the table and the sizes they try, one after the other. */
    private static final List<Ladder> LADDERS = List.of(
            new Ladder(SimulationMethod.DENSITY_MATRIX, List.of(3, 6, 8, 10, 12, 13)),
            new Ladder(SimulationMethod.SYMMETRIC, List.of(10, 20, 50, 100, 200)),
            new Ladder(SimulationMethod.LINDBLAD, List.of(3, 6, 8, 10)),
            new Ladder(SimulationMethod.TRAJECTORIES, List.of(10, 14, 18, 20, 22)),
            new Ladder(SimulationMethod.IDEAL, List.of(10, 16, 20, 22, 24)));

    private static final long RANDOM_SEED = 1;

    private record Ladder(SimulationMethod method, List<Integer> qubits) {}

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "density-matrix (default), symmetric, lindblad, trajectories or ideal.")
    private Optional<String> method = Optional.empty();

    @Option(names = "--qubits", split = ",", paramLabel = "N", description = "Register sizes. Default: 3.")
    private List<Integer> qubits = List.of();

    @Option(names = "--steps", paramLabel = "S", description = "Floquet steps a run. Default: 20.")
    private int steps = 20;

    @Option(names = "--repeat", paramLabel = "R", description = "Runs that count. Default: 9; in the table 3.")
    private Optional<Integer> repeat = Optional.empty();

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use. Default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--trajectories", paramLabel = "N", description = "Trajectories a run. Default: 16.")
    private int trajectories = 16;

    @Option(
            names = "--random",
            description = "Time random circuits of RX, RY, RZ, CNOT and CZ instead; a step is a layer.")
    private boolean random;

    @Option(names = "--map", description = "Time a map of 1891 initial states of 3 qubits instead.")
    private boolean map;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Runs that do not count go on for this long. Default: 2.")
    private double warmUp = 2;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "A method of the table goes no further once a size took longer. Default: 10.")
    private double limit = 10;

    @Option(
            names = "--compare",
            description = "A table of the density matrix beside the same workload in numpy and QuTiP, where python3 has"
                    + " them, and beside the same algorithm in C++, where g++ is there, each right after ours.")
    private boolean compare;

    @Option(
            names = "--after-map",
            description = "Run a map in this JVM first: what a study computed before must not slow down what follows.")
    private boolean afterMap;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    BenchCommand() {}

    @Override
    public void run() {
        int count = StudyOptions.threads(threads);
        if (steps < 1
                || repeat.orElse(1) < 1
                || trajectories < 4
                || qubits.stream().anyMatch(n -> n < 1 || n > 512)) {
            throw new Main.RefusedException("--steps and --repeat must be at least 1, --trajectories at least 4"
                    + " and --qubits from 1 to 512, but are " + steps + ", " + repeat.orElse(1)
                    + ", "
                    + trajectories + " and " + qubits);
        }
        SimulationOptions options =
                SimulationOptions.defaults().withThreads(count).withTrajectories(trajectories);
        if (compare) {
            compare(count);
            return;
        }
        if (afterMap) {
            WorkloadBenchmark.timeMap(
                    SimulationMethod.DENSITY_MATRIX,
                    workload(3, SimulationMethod.DENSITY_MATRIX),
                    options,
                    repetition(9));
        }
        if (method.isEmpty() && qubits.isEmpty() && !map && !random) {
            table(options);
            return;
        }
        SimulationMethod chosen = method.map(BenchCommand::method).orElse(SimulationMethod.DENSITY_MATRIX);
        try {
            if (map) {
                print(json(WorkloadBenchmark.timeMap(chosen, workload(3, chosen), options, repetition(9)), chosen));
            } else {
                for (int n : qubits.isEmpty() ? List.of(3) : qubits) {
                    print(line(n, chosen, options));
                }
            }
        } catch (UnsupportedSimulationException e) {
            throw new Main.RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode line(int n, SimulationMethod chosen, SimulationOptions options) {
        TimedCircuit circuit = random ? new RandomWorkload(n, steps, RANDOM_SEED) : workload(n, chosen);
        ObjectNode node = json(WorkloadBenchmark.time(chosen, circuit, options, repetition(9)), chosen);
        if (random && chosen == SimulationMethod.DENSITY_MATRIX) {
            int passes = new DensityMatrixSimulator().explain(circuit.task()).passes();
            node.put("passes_per_step", (double) passes / steps);
        }
        return node;
    }

    private static SimulationMethod method(String name) {
        for (SimulationMethod known : SimulationMethod.values()) {
            if (known != SimulationMethod.AUTO
                    && known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return known;
            }
        }
        throw new Main.RefusedException(
                "--method must be density-matrix, symmetric, lindblad, trajectories or ideal, but is " + name);
    }

    private Workload workload(int n, SimulationMethod chosen) {
        Placement placement = switch (chosen) {
            case IDEAL -> Placement.NONE;
            case LINDBLAD -> Placement.DURING_GATE;
            default -> Placement.AFTER_GATE;
        };
        return new Workload(n, steps, placement);
    }

    private ObjectNode json(Timing timing, SimulationMethod chosen) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("method", timing.method());
        node.put("qubits", timing.qubits());
        node.put("steps", timing.steps());
        node.put("threads", timing.threads());
        node.put("vector", timing.vector());
        node.put(
                map ? "ms_total" : chosen == SimulationMethod.TRAJECTORIES ? "ms_per_trajectory" : "ms_per_step",
                timing.median());
        node.put("ms_min", timing.min());
        node.put("ms_max", timing.max());
        node.put("purity", timing.purity());
        node.put("entropy", timing.entropy());
        node.put("z0", timing.z0());
        timing.standardErrors().ifPresent(errors -> {
            node.put("purity_error", errors[0]);
            node.put("entropy_error", errors[1]);
            node.put("z0_error", errors[2]);
        });
        node.put("peak_mb", timing.peakMegabytes());
        return node;
    }

    private WorkloadBenchmark.Repetition repetition(int otherwise) {
        return new WorkloadBenchmark.Repetition(repeat.orElse(otherwise), warmUp);
    }

    private void print(ObjectNode line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void table(SimulationOptions options) {
        row("method", "qubits", "steps", "threads", "vector", "median ms", "min ms", "max ms", "peak MB", "a");
        for (Ladder ladder : LADDERS) {
            for (int n : ladder.qubits()) {
                long from = System.nanoTime();
                if (!measured(ladder.method(), n, options) || System.nanoTime() - from > 1e9 * limit) {
                    break;
                }
            }
        }
        row(
                WorkloadBenchmark.timeMap(
                        SimulationMethod.DENSITY_MATRIX,
                        workload(3, SimulationMethod.DENSITY_MATRIX),
                        options,
                        repetition(3)),
                "map of 1891 states");
    }

    /** Ours, the peers right after, and how much longer we take; a peer that finds something else is no peer. */
    private void compare(int most) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%6s %7s %-10s %12s %12s %10s%n",
                "qubits",
                "threads",
                "peer",
                "ours ms",
                "peer ms",
                "ratio");
        try (Peers peers = new Peers()) {
            for (int n : qubits.isEmpty() ? List.of(3, 6, 8, 10, 12) : qubits) {
                for (int count = 1; count <= most; count *= 2) {
                    int length = n < 12 ? steps : Math.min(steps, 5);
                    Timing ours = WorkloadBenchmark.time(
                            SimulationMethod.DENSITY_MATRIX,
                            new Workload(n, length, Placement.AFTER_GATE),
                            SimulationOptions.defaults().withThreads(count),
                            repetition(9));
                    for (Peers.Found peer : peers.find(n, length, count, repeat.orElse(9))) {
                        boolean same = Math.abs(peer.purity() - ours.purity()) < 1e-9
                                && Math.abs(peer.z0() - ours.z0()) < 1e-9;
                        out.printf(
                                Locale.ROOT,
                                "%6d %7d %-10s %12.4g %12.4g %10s%n",
                                n,
                                count,
                                peer.peer().replace(' ', '-'),
                                ours.median(),
                                peer.millis(),
                                same ? String.format(Locale.ROOT, "%.2f", ours.median() / peer.millis()) : "differs");
                        out.flush();
                    }
                }
            }
        }
    }

    private boolean measured(SimulationMethod chosen, int n, SimulationOptions options) {
        try {
            Timing timing = WorkloadBenchmark.time(chosen, workload(n, chosen), options, repetition(3));
            row(timing, chosen == SimulationMethod.TRAJECTORIES ? "trajectory" : "step");
            return true;
        } catch (UnsupportedSimulationException e) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(Locale.ROOT, "%-15s %6d  refused: %s%n", name(chosen), n, e.getMessage());
            out.flush();
            return false;
        }
    }

    private static String name(SimulationMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void row(Timing timing, String unit) {
        List<String> cells = new ArrayList<>(List.of(timing.method()));
        for (int number : new int[] {timing.qubits(), timing.steps(), timing.threads()}) {
            cells.add(Integer.toString(number));
        }
        cells.add(timing.vector() ? "yes" : "no");
        for (double millis : new double[] {timing.median(), timing.min(), timing.max()}) {
            cells.add(String.format(Locale.ROOT, "%.4g", millis));
        }
        cells.add(String.format(Locale.ROOT, "%.0f", timing.peakMegabytes()));
        cells.add(unit);
        row(cells.toArray(String[]::new));
    }

    private void row(String... cells) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-15s %6s %6s %8s %7s %10s %10s %10s %8s  %s%n", (Object[]) cells);
        out.flush();
    }
}
