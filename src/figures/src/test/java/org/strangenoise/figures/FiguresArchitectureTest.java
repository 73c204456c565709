package org.strangenoise.figures;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.strangenoise.yaml.Printable;

/** Figures know no physics: of the rest of the project they import the one place that escapes text. */
class FiguresArchitectureTest {

    private static final String FIGURES = "org.strangenoise.figures";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(FIGURES);

    private static void only(String name, String... allowed) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("org.strangenoise..");
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(ours)
                        .or(resideInAnyPackage(allowed))
                        .or(belongToAnyOf(Printable.class)))
                .check(CLASSES);
    }

    @Test
    void theArrowsPointOneWay() {
        only(FIGURES, FIGURES);
        only(FIGURES + ".render", FIGURES, FIGURES + ".render");
        only(FIGURES + ".report", FIGURES, FIGURES + ".render", FIGURES + ".report");
    }
}
