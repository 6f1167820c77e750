package io.tollgate.testkit.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * A behaviour that is tested once on each host of the class's {@link Hosts}. Takes the host as a
 * parameter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface HostTest {
    /** Names of hosts, each in all its versions, that can't show this behaviour. Needs a reason. */
    String[] notOn() default {};

    /** The reason. */
    String because() default "";
}
