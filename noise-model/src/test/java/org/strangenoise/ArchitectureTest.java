package org.strangenoise;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the packages, as the architecture page draws them. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.strangenoise");

    /** Each package with those it may import; what these import is not inherited, so that every arrow is written. */
    private static final Map<String, List<String>> ARROWS = arrows();

    private static Map<String, List<String>> arrows() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        arrows.put("math", List.of());
        arrows.put("yaml", List.of("math"));
        arrows.put("pauli", List.of("math"));
        arrows.put("circuit", List.of("math", "pauli"));
        arrows.put("channel", List.of("math", "pauli"));
        arrows.put("device", List.of("math", "channel", "circuit", "pauli", "state"));
        arrows.put("device.yaml", List.of("math", "channel", "circuit", "device", "state", "yaml"));
        arrows.put("schedule", List.of("circuit", "math", "pauli"));
        arrows.put("transmon", List.of("math", "pauli", "channel", "device"));
        arrows.put("noise", List.of("transmon", "schedule", "circuit", "channel", "device", "state", "math", "pauli"));
        arrows.put("state", List.of("math", "pauli"));
        arrows.put("tomography", List.of("math", "pauli", "state"));
        arrows.put("simulate.kernel", List.of("math"));
        arrows.put(
                "simulate.tensor", List.of("simulate.kernel", "noise", "channel", "circuit", "state", "math", "pauli"));
        arrows.put("simulate.lindblad", List.of("simulate.kernel", "noise", "channel", "circuit", "math", "pauli"));
        arrows.put(
                "simulate.symmetric",
                List.of("simulate.kernel", "simulate.lindblad", "noise", "channel", "circuit", "math", "pauli"));
        arrows.put(
                "simulate.pure",
                List.of(
                        "simulate.kernel",
                        "simulate.tensor",
                        "simulate.lindblad",
                        "noise",
                        "channel",
                        "circuit",
                        "state",
                        "math",
                        "pauli"));
        arrows.put(
                "simulate.records",
                List.of("simulate.kernel", "simulate.tensor", "simulate.lindblad", "noise", "circuit", "state"));
        arrows.put(
                "simulate.qudit",
                List.of(
                        "simulate.kernel",
                        "simulate.tensor",
                        "noise",
                        "transmon",
                        "channel",
                        "circuit",
                        "state",
                        "math",
                        "pauli"));
        arrows.put(
                "simulate.gradient",
                List.of(
                        "simulate",
                        "simulate.kernel",
                        "simulate.tensor",
                        "simulate.lindblad",
                        "schedule",
                        "noise",
                        "channel",
                        "circuit",
                        "state",
                        "math"));
        arrows.put(
                "simulate",
                List.of(
                        "simulate.qudit",
                        "transmon",
                        "simulate.kernel",
                        "simulate.tensor",
                        "simulate.pure",
                        "simulate.lindblad",
                        "simulate.symmetric",
                        "simulate.records",
                        "noise",
                        "state",
                        "circuit",
                        "channel",
                        "math",
                        "pauli"));
        return arrows;
    }

    @TestFactory
    List<DynamicTest> packagesImportOnlyWhatTheyMay() {
        List<DynamicTest> tests = new ArrayList<>();
        ARROWS.forEach((name, allowed) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            List<String> packages = new ArrayList<>();
            packages.add("org.strangenoise." + name);
            allowed.forEach(other -> packages.add("org.strangenoise." + other));
            ArchRuleDefinition.classes()
                    .that()
                    .resideInAPackage("org.strangenoise." + name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(with(
                            packages,
                            "java..",
                            "org.apache.commons..",
                            "org.jspecify..",
                            "com.fasterxml.jackson..",
                            "org.yaml.snakeyaml..",
                            "jdk.incubator.vector",
                            ""))
                    .check(CLASSES);
        })));
        return tests;
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.strangenoise.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyThePluginKnowsStrange() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("org.strangenoise.strange..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.redfx..")
                .check(CLASSES);
    }

    @Test
    void mathIsLeftToItself() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("org.strangenoise.math")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.math3..")
                .check(CLASSES);
    }

    private static String[] with(List<String> packages, String... more) {
        List<String> all = new ArrayList<>(packages);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
