package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two classes never share a name, in whichever modules they are. */
class ClassNamesTest {

    /** Parts of public types and of kernels, which are always written with the class they are part of. */
    private static final Set<String> PARTS = Set.of(
            "noise.NoisyInstruction$Conditional",
            "state.Observable$Slopes",
            "simulate.kernel.PopulationMaps$Split",
            "simulate.kernel.ParallelTasks$Task");

    private static final List<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.strangenoise").stream()
                    .filter(Predicate.not(JavaClass::isAnonymousClass))
                    .filter(each -> !each.getPackageName().endsWith(".openqasm.grammar"))
                    .filter(each -> !each.getSimpleName().equals("package-info"))
                    .toList();

    private static String shown(JavaClass each) {
        return each.getName().replace("org.strangenoise.", "");
    }

    @Test
    void twoFilesNeverShareAName() {
        Map<String, List<String>> files = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(ClassNamesTest::shown, Collectors.toList())));
        files.values().removeIf(names -> names.size() == 1);
        assertEquals(Map.of(), files);
    }

    /** {@code Draft} is one thing, and not another within some class. */
    @Test
    void noClassWithinAnotherHasAFilesName() {
        Set<String> files = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        assertEquals(
                new TreeSet<>(PARTS),
                CLASSES.stream()
                        .filter(each -> !each.isTopLevelClass() && files.contains(each.getSimpleName()))
                        .map(ClassNamesTest::shown)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
