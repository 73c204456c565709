package org.strangenoise.studies.seam;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.report.Report;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.study.AnalysisTypes;

/** The arrows between the packages of the studies, and that no type of analysis is known but by the registry. */
class StudiesArchitectureTest {

    private static final String ROOT = "org.strangenoise.studies.";

    /** Packages of types; those that they may build on are named. */
    private static final Map<String, List<String>> TYPES = Map.ofEntries(
            Map.entry("dynamics", List.of("entropymap")),
            Map.entry("tomography", List.of("entropymap")),
            Map.entry("entropymap", List.of()),
            Map.entry("classicalmap", List.of("entropymap")),
            Map.entry("ergodicity", List.of()),
            Map.entry("bifurcation", List.of()),
            Map.entry("sweep", List.of()),
            Map.entry("pulses", List.of()),
            Map.entry("systemsize", List.of()),
            Map.entry("decay", List.of()),
            Map.entry("characterization", List.of()),
            Map.entry("blindcalibration", List.of("characterization")),
            Map.entry("attribution", List.of()),
            Map.entry("sensitivities", List.of()),
            Map.entry("solvefor", List.of("attribution")),
            Map.entry("contour", List.of()),
            Map.entry("errorbars", List.of("sensitivities")),
            Map.entry("fit", List.of()),
            Map.entry("inference", List.of("tomography")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.strangenoise.studies");

    private static String[] packages(List<String> names) {
        return names.stream()
                .map(name -> name.startsWith("figures") ? "org.strangenoise." + name : ROOT + name + "..")
                .toArray(String[]::new);
    }

    private static void only(String name, List<String> allowed) {
        List<String> own = new ArrayList<>(allowed);
        own.add(name);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.strangenoise.studies..", "org.strangenoise.figures..")
                        .and(not(resideInAnyPackage(packages(own)))))
                .check(CLASSES);
    }

    @Test
    void theSharedPackagesKnowNoType() {
        only("config", List.of());
        only("experiment", List.of("config"));
        only("analysis", List.of("config", "experiment", "figures", "figures.report"));
        only("tasks", List.of("analysis"));
        only("presentation", List.of("config", "experiment", "figures"));
    }

    @Test
    void aTypeKnowsTheSharedPackagesAndTheTypesItBuildsOn() {
        TYPES.forEach((type, others) -> {
            List<String> allowed = new ArrayList<>(
                    List.of("analysis", "config", "experiment", "presentation", "figures", "figures.report"));
            allowed.addAll(others);
            only(type, allowed);
        });
    }

    @Test
    void everyTypeHasAPackageThatTheTestKnows() {
        List<String> found = AnalysisTypes.shipped().all().stream()
                .map(type -> type.getClass().getPackageName().substring(ROOT.length()))
                .sorted()
                .toList();
        assertEquals(TYPES.keySet().stream().sorted().toList(), found);
    }

    /** What may be written and what is found stand in the type, but for those that fill a file of their own. */
    @Test
    void aTypeHoldsItsPlanAndItsResult() {
        for (AnalysisType<?, ?> type : AnalysisTypes.shipped().all()) {
            boolean apart = type.name().equals("inference");
            Set<String> held = Stream.of(type.getClass().getDeclaredClasses())
                    .map(Class::getSimpleName)
                    .collect(Collectors.toSet());
            assertEquals(!apart, held.containsAll(Set.of("Plan", "Result")), type.name());
        }
    }

    @Test
    void theReaderIsBelowTheOutputTheServiceAndTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "study..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(List.of("output", "cli", "figures.render"))))
                .check(CLASSES);
        only("service", List.of("study", "output", "analysis", "tasks", "config"));
        only("explore", List.of("service", "output"));
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(List.of("service", "explore", "cli")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(List.of("service"))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(List.of("cli"))))
                .check(CLASSES);
    }

    /** Columns of CSV tables are fields, or named by the study: nothing else makes such a table. */
    @Test
    void csvTablesAreMadeOfFields() {
        noClasses()
                .that()
                .areNotAssignableTo(Table.class)
                .should()
                .callConstructorWhere(target(owner(type(Table.class).or(type(Table.Csv.class)))))
                .check(CLASSES);
    }

    /** Columns of the report's tables are fields: nothing else makes such a table. */
    @Test
    void tablesOfTheReportAreMadeOfFields() {
        noClasses()
                .that()
                .areNotAssignableTo(ReportColumns.class)
                .should()
                .callConstructor(Report.TextTable.class, String.class, List.class, List.class)
                .check(CLASSES);
    }

    /**
     * There is no chain over types: nothing asks an analysis for its class, but its type, which casts what is its own.
     */
    @Test
    void nothingAsksAnAnalysisForItsClass() {
        for (JavaClass each : CLASSES) {
            for (JavaCodeUnit unit : each.getCodeUnits()) {
                boolean ofAType = unit.isConstructor() && each.isAssignableTo(AnalysisType.class);
                Set<String> asked = Stream.concat(
                                unit.getInstanceofChecks().stream().map(InstanceofCheck::getRawType),
                                unit.getReferencedClassObjects().stream()
                                        .filter(reference -> !ofAType)
                                        .map(ReferencedClassObject::getRawType))
                        .filter(type ->
                                type.isAssignableTo(AnalysisPlan.class) || type.isAssignableTo(AnalysisResult.class))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
                assertEquals(Set.of(), asked, unit.getFullName());
            }
        }
    }

    /** A type is known by its line in the registry. */
    @Test
    void outsideOfItsPackageATypeIsNamedInTheRegistryAlone() {
        TYPES.keySet().forEach(type -> {
            List<String> builtOn = TYPES.keySet().stream()
                    .filter(other -> TYPES.getOrDefault(other, List.of()).contains(type))
                    .toList();
            Set<String> found = new TreeSet<>();
            for (JavaClass each : CLASSES) {
                String home = each.getPackageName().replace(ROOT, "");
                boolean outside = !home.equals(type) && !builtOn.contains(home);
                if (outside
                        && each.getDirectDependenciesFromSelf().stream()
                                .anyMatch(to ->
                                        to.getTargetClass().getPackageName().equals(ROOT + type))) {
                    found.add(each.getSimpleName());
                }
            }
            found.remove("AnalysisTypes");
            assertEquals(Set.of(), found, type);
        });
    }
}
