package org.strangenoise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public element of the libraries says what it is: the compiler's own check of comments. */
class DocumentedApiTest {

    /** Packages of the engines' inside, which are public to each other alone. */
    private static final List<String> INSIDE =
            List.of("kernel", "tensor", "lindblad", "symmetric", "pure", "records", "qudit");

    @Test
    void everyPublicElementHasAComment(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-Xdoclint:missing/public",
                    "-Xmaxwarns",
                    "100000");
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        }
        List<String> undocumented = found.getDiagnostics().stream()
                .filter(d -> String.valueOf(d.getMessage(Locale.ROOT)).contains("no comment"))
                .filter(d -> d.getSource() != null)
                .filter(d -> INSIDE.stream()
                        .noneMatch(
                                p -> d.getSource().getName().replace('\\', '/').contains("/simulate/" + p + "/")))
                .map(d -> Path.of(d.getSource().getName()).getFileName() + ":" + d.getLineNumber())
                .toList();
        assertEquals(List.of(), undocumented);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> own = Files.walk(Path.of("src/main/java"));
                Stream<Path> top = Files.walk(Path.of("../kicked-top-circuit/src/main/java"))) {
            return Stream.concat(own, top)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }
}
