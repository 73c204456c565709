package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;

/** What checking makes running uses: counted by a debugger in a process of its own. */
class PreparedOnceTest {

    private static final String STUDY = """
            name: counted
            device:
              name: pair
              qubits: [ { name: A, T1: 7 us, T2: 5 us }, { name: B, T1: 4 us, T2: 3 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.3, steps: 4 } }
            analyses:
              - ANALYSIS
            """;

    @TempDir
    Path folder;

    /** Runs one study. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) {
            new AnalysisRunner(SimulationOptions.defaults().withThreads(1), line -> {})
                    .run(StudyReader.read(Path.of(arguments[0])));
        }
    }

    /** 124 where the check threw away what it made, and each point had an ideal circuit of its own. */
    @Test
    void aSweepOfTwentyPointsMakesTwentyNoisyCircuitsAndOneIdeal() throws Exception {
        assertEquals(
                21,
                applications("{ type: sweep, id: a, observable: overlap,"
                        + " over: { device.qubits.A.T1: { from: 3 us, to: 9 us, points: 20 } } }"));
    }

    /** Where the circuit itself is swept, every point has an ideal circuit too. */
    @Test
    void aSweepOfTheCircuitMakesBothAtEveryPoint() throws Exception {
        assertEquals(
                10,
                applications("{ type: sweep, id: a, observable: overlap,"
                        + " over: { circuit.kicked-top.kappa: { from: 0.5, to: 2, points: 5 } } }"));
    }

    /** 190, of which 95 were ideal circuits that nobody read. */
    @Test
    void aSearchMakesNoIdealCircuit() throws Exception {
        int counted = applications(
                "{ type: solve-for, id: a, observable: overlap, target: 0.9," + " parameter: noise.scale }");
        assertTrue(counted <= 100, "the noise model was applied " + counted + " times");
    }

    private int applications(String analysis) throws Exception {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY.replace("ANALYSIS", analysis));
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("main").setValue(Run.class.getName() + " " + study);
        arguments
                .get("options")
                .setValue("-cp \"" + System.getProperty("java.class.path")
                        + "\" --add-modules jdk.incubator.vector -Xshare:auto");
        VirtualMachine machine = connector.launch(arguments);
        Thread errors = drained(machine.process().getErrorStream());
        Thread output = drained(machine.process().getInputStream());
        try {
            return counted(machine);
        } finally {
            errors.join();
            output.join();
            assertEquals(0, machine.process().waitFor());
        }
    }

    private static int counted(VirtualMachine machine) throws InterruptedException {
        ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(NoiseModel.class.getName());
        loaded.enable();
        int count = 0;
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    stopAtApply(machine, prepared.referenceType());
                } else if (event instanceof BreakpointEvent) {
                    count++;
                } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                    events.resume();
                    return count;
                }
            }
            events.resume();
        }
    }

    private static void stopAtApply(VirtualMachine machine, ReferenceType model) {
        Location start = model.methodsByName("apply").get(0).location();
        EventRequest stop = machine.eventRequestManager().createBreakpointRequest(start);
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        stop.enable();
    }

    private static Thread drained(InputStream stream) {
        Thread thread = new Thread(() -> {
            try (stream) {
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // The process has ended.
            }
        });
        thread.start();
        return thread;
    }
}
