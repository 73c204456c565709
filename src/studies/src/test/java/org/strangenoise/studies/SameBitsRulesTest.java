package org.strangenoise.studies;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** What keeps results the same bytes on every machine and cannot be seen on one. */
class SameBitsRulesTest {

    /** Those of {@code Math} that a JVM may compute in its own way, within an ulp or two. */
    private static final String ELEMENTARY =
            "sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log1p|log10" + "|pow|cbrt|hypot";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.strangenoise");

    @Test
    void elementaryFunctionsAreStrict() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(target(owner(HasName.Predicates.name(Math.class.getName())))
                        .and(target(nameMatching(ELEMENTARY))))
                .because("StrictMath has the same bits everywhere")
                .check(CLASSES);
    }

    /** The order of such a sum is the JVM's own. */
    @Test
    void noSumOverTheLanesOfAVector() {
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(target(nameMatching("reduceLanes(ToLong)?")))
                .because("its order differs between interpreted and compiled code, and with the width")
                .check(CLASSES);
    }
}
