// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Gives a parameterized test, or a parameterized class, the names of the scenarios that a kernel has. Scenarios whose
 * race is forced are left out, because they are for models of old kernels.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@ArgumentsSource(ScenarioProvider.class)
public @interface ScenarioSource {
    /** The kernel, named as in {@link TimerTorture#kernel}; the default is the kernel of that annotation. */
    String kernel() default "";

    /** Whether to include the scenarios that need a third CPU for each pair. */
    boolean third() default true;

    /** Whether to include the scenarios that load and unload modules in cycles. */
    boolean cycles() default true;
}
