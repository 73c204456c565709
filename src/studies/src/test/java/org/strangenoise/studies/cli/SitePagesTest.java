package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What the pages of the site and the README name is there: classes and their members, files, links, commands. */
class SitePagesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Pages that name the classes of other programs beside ours. */
    private static final Set<String> OF_OTHERS =
            Set.of("CHANGELOG.md", "exchange.md", "explore.md", "notebook.md", "strange.md", "README.md");

    /** What looks like a class of ours and is none. */
    private static final Set<String> NO_CLASSES = Set.of("Tphi", "Math", "StrictMath", "Toffoli");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)$(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE =
            Pattern.compile("(?:[a-z]+\\.)*([A-Z][a-z][A-Za-z0-9]*)(?:\\.([A-Za-z]\\w*))?(?:\\(.*)?");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern FOLDERS =
            Pattern.compile("(?:\\./)?((?:src|configs|noise-model|kicked-top-circuit|\\.ci)/\\S*)");
    private static final Pattern FILE = Pattern.compile("[\\w./-]+\\.(?:java|sh|yaml|md|py|cpp|xml|cmd)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    /** Paths from the root, with `/`. */
    private static final List<String> FILES = new ArrayList<>();

    /** Texts of the files that declare a type of a name. */
    private static final Map<String, List<String>> DECLARING = new HashMap<>();

    @BeforeAll
    static void look() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return Set.of("target", ".git", "node_modules")
                                .contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                FILES.add(ROOT.relativize(file).toString().replace('\\', '/'));
                if (file.toString().endsWith(".java")) {
                    String text = Files.readString(file);
                    Matcher declared = DECLARED.matcher(text);
                    while (declared.find()) {
                        DECLARING
                                .computeIfAbsent(declared.group(1), name -> new ArrayList<>())
                                .add(text);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("src/site"))) {
            List<Path> found =
                    new ArrayList<>(pages.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            found.add(ROOT.resolve("README.md"));
            return found.stream();
        }
    }

    private static String name(Path page) {
        return page.getFileName().toString();
    }

    /** The text without its blocks of code. */
    private static String prose(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<String> codes(Path page) throws IOException {
        return CODE.matcher(prose(page)).results().map(code -> code.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void classesAndTheirMembersAreThere(Path page) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String code : OF_OTHERS.contains(name(page)) ? List.<String>of() : codes(page)) {
            Matcher type = TYPE.matcher(code);
            if (type.matches() && !NO_CLASSES.contains(type.group(1))) {
                List<String> declaring = DECLARING.getOrDefault(type.group(1), List.of());
                String member = type.group(2);
                Pattern word = Pattern.compile("\\b" + (member == null ? type.group(1) : member) + "\\b");
                if (declaring.stream().noneMatch(text -> word.matcher(text).find())) {
                    missing.add(code);
                }
            }
        }
        assertEquals(Set.of(), missing, name(page));
    }

    /**
     * A path's middle may be left out, as {@code noise-model/.../state}; what a build or a run makes is not looked for.
     */
    @ParameterizedTest
    @MethodSource("pages")
    void filesAndFoldersAreThere(Path page) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String code : codes(page)) {
            Matcher folders = FOLDERS.matcher(code);
            boolean isPath = folders.lookingAt() && !code.contains("/target/");
            if (isPath || FILE.matcher(code).matches()) {
                String path = (isPath ? folders.group(1) : code).replaceFirst("^(\\./|\\.\\.\\./)", "");
                String pattern = Stream.of(path.replaceFirst("/$", "").split("\\.\\.\\.", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
                Pattern there = Pattern.compile((isPath ? "" : "(?:.*/)?") + pattern + "(?:/.*)?");
                if (FILES.stream().noneMatch(file -> there.matcher(file).matches())) {
                    missing.add(code);
                }
            }
        }
        assertEquals(Set.of(), missing, name(page));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Set<String> broken = new TreeSet<>();
        Matcher link = LINK.matcher(prose(page));
        while (link.find()) {
            String file = link.group(1);
            if (!file.matches("[a-z]+:.*")) {
                Path target = file.isEmpty() ? page : page.resolveSibling(file);
                String anchor = link.group(2);
                if (!Files.exists(target) || (anchor != null && !anchors(target).contains(anchor))) {
                    broken.add(link.group());
                }
            }
        }
        assertEquals(Set.of(), broken, name(page));
    }

    /** As sites that show Markdown make them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The program takes every command that a block of shell shows, as far as it can tell without running it. */
    @ParameterizedTest
    @MethodSource("pages")
    void theProgramTakesEveryCommand(Path page) throws IOException {
        List<String> refused = new ArrayList<>();
        Matcher block = FENCED.matcher(Files.readString(page));
        while (block.find()) {
            String shell = block.group(1).matches("sh|bash|console") ? block.group(2) : "";
            for (String line : shell.replace("\\\n", " ").lines().toList()) {
                Matcher command = Pattern.compile("(?:^|[|;&$(] *|\\s)\\./strange-noise(?: ([^#|;&>)]*))?")
                        .matcher(line);
                while (command.find()) {
                    // A variable stands for a number or a name.
                    String arguments = command.group(1) == null
                            ? ""
                            : command.group(1)
                                    .replaceAll("\\$\\w+", "1")
                                    .replace("\"", "")
                                    .strip();
                    try {
                        Main.commandLine().parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" +"));
                    } catch (ParameterException e) {
                        refused.add(line + ": " + e.getMessage());
                    }
                }
            }
        }
        assertEquals(List.of(), refused, name(page));
    }

    @Test
    void somethingIsLookedFor() throws IOException {
        int names = 0;
        for (Path page : pages().toList()) {
            names += codes(page).size();
        }
        assertTrue(names > 1000 && DECLARING.size() > 500, names + " names, " + DECLARING.size() + " types");
    }
}
