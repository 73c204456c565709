package org.strangenoise.studies.seam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * What the libraries keep to themselves: their module descriptors do not export it, and nothing here goes round them.
 */
class ClosedDoorsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.strangenoise");

    @Test
    void nobodyOutsideTheSimulatorsKnowsTheirLoops() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.strangenoise.simulate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.strangenoise.simulate.kernel..",
                        "org.strangenoise.simulate.tensor..",
                        "org.strangenoise.simulate.pure..",
                        "org.strangenoise.simulate.lindblad..",
                        "org.strangenoise.simulate.symmetric..",
                        "org.strangenoise.simulate.records..",
                        "org.strangenoise.simulate.qudit..")
                .check(CLASSES);
    }

    @Test
    void theLibrariesKnowNothingOfStudiesAndFigures() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.strangenoise.studies..", "org.strangenoise.figures..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.strangenoise.studies..", "org.strangenoise.figures..")
                .check(CLASSES);
    }
}
