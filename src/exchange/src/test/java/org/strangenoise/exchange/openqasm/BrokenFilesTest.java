package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.yaml.InvalidInputException;

/** Every kind of mistake is refused once, at its place. */
class BrokenFilesTest {

    /** A program, and where and how it is refused. */
    record Case(String place, String message, String program) {
        @Override
        public String toString() {
            return place + " " + message;
        }
    }

    static Stream<Case> cases() throws IOException {
        String corpus = Files.readString(Path.of("src/test/resources/openqasm/broken.txt"));
        List<Case> cases = new ArrayList<>();
        String[] parts = corpus.split("(?m)^==== ");
        for (int k = 1; k < parts.length; k++) {
            int end = parts[k].indexOf('\n');
            int space = parts[k].indexOf(' ');
            String program = parts[k].substring(end + 1, parts[k].length() - 1);
            cases.add(new Case(parts[k].substring(0, space), parts[k].substring(space + 1, end), program));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedAtItsPlace(Case broken) {
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class, () -> new OpenQasmReader().read(broken.program(), "broken.qasm"));
        String first = refusal.getMessage().lines().findFirst().orElseThrow();
        assertTrue(first.startsWith("broken.qasm:" + broken.place() + ": "), first);
        assertTrue(first.contains(broken.message()), first);
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
    }

    @Test
    void thereAreManyKinds() throws IOException {
        assertTrue(cases().count() >= 100);
    }
}
