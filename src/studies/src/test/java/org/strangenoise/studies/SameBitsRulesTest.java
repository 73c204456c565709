package org.strangenoise.studies;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What keeps results the same bytes on every machine and cannot be seen on one. */
class SameBitsRulesTest {

    /** Those of {@code Math} that a JVM may compute in its own way, within an ulp or two. */
    private static final String ELEMENTARY =
            "sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log1p|log10|pow|cbrt|hypot";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.strangenoise");

    /** Called, or handed on as {@code Math::sin}. */
    private static final ArchRule STRICT = ArchRuleDefinition.noClasses()
            .should()
            .accessTargetWhere(
                    target(owner(HasName.Predicates.name(Math.class.getName()))).and(target(nameMatching(ELEMENTARY))))
            .because("StrictMath has the same bits everywhere");

    @Test
    void elementaryFunctionsAreStrict() {
        STRICT.check(CLASSES);
    }

    @Test
    void aCallAndAReferenceAreBothSeen() {
        JavaClasses both = new ClassFileImporter().importClasses(Called.class, Referenced.class);
        assertEquals(2, STRICT.evaluate(both).getFailureReport().getDetails().size());
    }

    static final class Called {
        static double sine(double x) {
            return Math.sin(x);
        }
    }

    static final class Referenced {
        static DoubleUnaryOperator sine() {
            return Math::sin;
        }
    }

    /** A lane of a vector's sine, logarithm or power is the JVM's or its library's, within an ulp or two. */
    @Test
    void noElementaryFunctionOfAVector() {
        ArchRuleDefinition.noClasses()
                .should()
                .accessTargetWhere(target(owner(HasName.Predicates.name("jdk.incubator.vector.VectorOperators")))
                        .and(target(nameMatching(ELEMENTARY.toUpperCase(Locale.ROOT)))))
                .because("its last bit depends on the machine")
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
