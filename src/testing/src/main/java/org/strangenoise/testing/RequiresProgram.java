package org.strangenoise.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs more than a JDK.
 *
 * <p>The test runs where the named command exits with 0 within a minute. Elsewhere it is skipped, or, where the
 * environment variable {@value ProgramCondition#COMPLETE_MACHINE} is set to anything but an empty string, it fails, so
 * that continuous integration cannot lose it unnoticed.
 *
 * <pre>{@code @RequiresProgram({"python3", "-c", "import qutip"})}</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ProgramCondition.class)
public @interface RequiresProgram {

    /** The command and its arguments; it gets no input and its output is dropped. */
    String[] value();
}
