package org.strangenoise.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * The jars that executors get from the driver: this program's own and its libraries, which lie in a folder beside this
 * module's jar; Spark's own are with the workers.
 */
final class ProgramJars {

    private static final String JARS = "spark.jars";

    /** Of the module that computes with vectors. */
    private static final String VECTORS = "jdk.incubator.vector";

    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    private ProgramJars() {}

    /** Has executors fetch the jars, unless spark-submit sends some, and compute with vectors if the driver does. */
    static void send(SparkConf settings) {
        List<String> jars = jars();
        if (!settings.contains(JARS) && !jars.isEmpty()) {
            settings.set(JARS, String.join(",", jars));
        }
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            settings.setIfMissing(JAVA_OPTIONS, "--add-modules=" + VECTORS);
        }
    }

    private static List<String> jars() {
        try {
            URI place = ProgramJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path own = Path.of(place);
            Path program = own.resolveSibling("program");
            List<String> jars = new ArrayList<>();
            if (Files.isRegularFile(own) && Files.isDirectory(program)) {
                jars.add(own.toUri().toString());
                try (Stream<Path> libraries = Files.list(program)) {
                    libraries
                            .filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .forEach(file -> jars.add(file.toUri().toString()));
                }
            }
            return jars;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar's place is a URI", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
