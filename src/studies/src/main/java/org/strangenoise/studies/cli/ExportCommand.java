package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.MeasurementRecords;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.exchange.Exporters;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.ImportedSource;
import org.strangenoise.studies.config.CircuitSource.Preparation;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: the study's circuit, with its preparation, in another tool's format. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Writes the study's circuit or noise in another tool's format.")
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "openqasm3, openqasm3-physical, openqasm2, braket, aer-noise or strange-java.")
    private String format;

    @Option(names = "--timed", description = "Write the schedule too, where the format can say it.")
    private boolean timed;

    @Option(names = "-o", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    @SuppressWarnings("NullAway.Init") // picocli sets spec, file and format
    ExportCommand() {}

    @Override
    public Integer call() {
        Exporters.Format chosen = Exporters.find(format)
                .orElseThrow(() -> new Main.RefusedException("--format must be one of "
                        + Exporters.all().stream().map(Exporters.Format::name).toList() + ", but is " + format));
        Exporter exporter = timed
                ? chosen.timed().orElseThrow(() -> new Main.RefusedException("format " + format + " has no timed form"))
                : chosen.plain();
        Study study = StudyReader.readSetup(Document.open(file).study());
        ExportSource source;
        Exported exported;
        try {
            source = source(study, chosen);
            exported = exporter.export(source);
        } catch (IllegalArgumentException | UnknownDurationException | NoExactFormException e) {
            throw new Main.RefusedException(file + ": " + e.getMessage());
        }
        write(exported.text());
        List<String> remarks = new ArrayList<>(exported.remarks());
        if (!chosen.needsNoise()
                && source.noise().isEmpty()
                && study.setup().noise().placement() != Placement.NONE) {
            remarks.add("the device's noise is left out, as format " + format + " holds gates alone");
        }
        List<String> more = withMoreLevels(study.setup());
        if (!more.isEmpty()) {
            remarks.add("the levels above |1> of " + String.join(", ", more) + ", and the pulses that reach them, are"
                    + " left out, as format " + format + " has two levels");
        }
        if (!source.isPlain() && !exporter.namesPhysicalQubits()) {
            remarks.add("the file counts its own qubits, q[0] to q["
                    + (source.circuit().qubits() - 1)
                    + "]; on the device they are "
                    + String.join(
                            ", ",
                            study.setup().device().qubits().stream()
                                    .limit(source.circuit().qubits())
                                    .map(QubitCalibration::name)
                                    .toList()));
        }
        if ((timed || chosen.needsNoise()) && isPreparedIdeally(study.setup()) && !chosen.placesNoise()) {
            remarks.add(
                    "the study prepares its start in no time and without noise; the gates that prepare it here are as"
                            + " slow and noisy as others");
        }
        if (!format.startsWith("openqasm")
                && study.setup()
                        .circuit()
                        .imported()
                        .filter(ExportCommand::renamesBits)
                        .isPresent()) {
            remarks.add("the file's own classical bits are not kept: qubit q[k] is measured into bit c[k]");
        }
        PrintWriter err = spec.commandLine().getErr();
        study.warnings().forEach(err::println);
        remarks.forEach(remark -> err.println("note: " + remark));
        err.flush();
        return 0;
    }

    private static boolean renamesBits(ImportedSource imported) {
        return imported.file().measurements().stream()
                .anyMatch(
                        measured -> !measured.bit().isEmpty() && !measured.bit().equals("c[" + measured.qubit() + "]"));
    }

    private ExportSource source(Study study, Exporters.Format chosen) {
        Setup setup = study.setup();
        CircuitSource source = setup.circuit();
        Circuit circuit = source.kickedTop()
                .map(top -> top.top().preparedCircuit(top.initial(), top.steps()))
                .orElseGet(() -> source.circuit(source.initial()));
        ExportSource export = ExportSource.of(study.name(), circuit);
        if (source.imported().isPresent()) {
            export = export.withPhysical(source.imported().get().physical());
        }
        if (!timed && !chosen.needsNoise()) {
            return setup.noise().placement() == Placement.NONE ? export : withNoiseIfTimed(export, setup, circuit);
        }
        if (!timed && chosen.placesNoise() && isPreparedIdeally(setup)) {
            // In no time: the device need not list the gates that prepare the start.
            ScheduledCircuit steps = schedule(setup, source.circuit(source.initial()));
            return export.withNoise(NoiselessPreparation.before(noise(setup, steps), circuit));
        }
        ScheduledCircuit scheduled = schedule(setup, circuit);
        return export.withSchedule(scheduled).withNoise(noise(setup, scheduled));
    }

    private static boolean isPreparedIdeally(Setup setup) {
        return setup.circuit().isPrepared(Preparation.IDEAL);
    }

    /** Gates leave as gates even where the device does not say how long they take. */
    private static ExportSource withNoiseIfTimed(ExportSource export, Setup setup, Circuit circuit) {
        try {
            return export.withNoise(noise(setup, schedule(setup, circuit)));
        } catch (UnknownDurationException | IllegalArgumentException unknown) {
            return export;
        }
    }

    private static ScheduledCircuit schedule(Setup setup, Circuit circuit) {
        return new Scheduler(
                        new CalibratedDurations(setup.device()), setup.noise().schedule())
                .schedule(circuit);
    }

    /** Names of the circuit's qubits that have more than two levels. */
    private static List<String> withMoreLevels(Setup setup) {
        return setup.device().qubits().stream()
                .limit(setup.circuit().qubits())
                .filter(qubit -> qubit.levels() > 2)
                .map(QubitCalibration::name)
                .toList();
    }

    private static NoisyEnsemble noise(Setup setup, ScheduledCircuit scheduled) {
        List<String> more = withMoreLevels(setup);
        if (!more.isEmpty()) {
            throw new IllegalArgumentException("no format has more than two levels, but the device states them for "
                    + String.join(", ", more) + ": its noise cannot be exported");
        }
        return setup.noise().model(setup.device(), setup.simulation().seed()).apply(scheduled);
    }

    private void write(String text) {
        if (output.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        Document.write(output.get(), text);
    }

    /** The start of a study whose preparation is ideal, as gates in no time and without noise. */
    static final class NoiselessPreparation {

        private NoiselessPreparation() {}

        /**
         * The noisy steps with the preparation gates before them.
         *
         * @param steps the noisy circuits from the start on
         * @param prepared the ideal circuit, with its preparation up to {@link Boundary#PREPARATION}
         */
        static NoisyEnsemble before(NoisyEnsemble steps, Circuit prepared) {
            List<NoisyInstruction> gates = new ArrayList<>();
            for (Operation operation : prepared.operations()) {
                if (operation == Boundary.PREPARATION) {
                    break;
                }
                if (operation instanceof UnitaryOperation gate) {
                    gates.add(new NoisyInstruction.Gate(gate, Optional.empty()));
                }
            }
            NoisySegment preparation = new NoisySegment(gates, 0, Optional.of(Boundary.PREPARATION));
            return new NoisyEnsemble(
                    steps.members().stream()
                            .map(member ->
                                    new NoisyEnsemble.Member(member.weight(), before(preparation, member.circuit())))
                            .toList(),
                    steps.coverage(),
                    steps.warnings());
        }

        private static NoisyCircuit before(NoisySegment preparation, NoisyCircuit steps) {
            List<NoisySegment> segments = new ArrayList<>();
            segments.add(preparation);
            segments.addAll(steps.segments());
            return new NoisyCircuit(steps.qubits(), segments, steps.readout(), MeasurementRecords.NONE, steps.levels());
        }
    }
}
