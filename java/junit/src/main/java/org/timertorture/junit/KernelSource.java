// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Gives a parameterized test, or a parameterized class, one {@link Target} after another, one for each kernel. The
 * machines start at once, as many at a time as the host has CPUs. A test whose kernel or QEMU is missing is aborted
 * with the reason as soon as it uses its target.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@ArgumentsSource(KernelProvider.class)
@ExtendWith(TimerTortureExtension.class)
public @interface KernelSource {
    /** The kernels, each named as in {@link TimerTorture#kernel}; none means every kernel of the store. */
    String[] value() default {};

    /** The number of virtual CPUs, 1 to 64. */
    int cpus() default 2;

    /** The number of NUMA nodes, 1 to 8 and at most one for each CPU. */
    int nodes() default 1;

    /** Further arguments for each kernel. */
    String args() default "";

    /** Whether a missing kernel or a missing QEMU fails the test instead of aborting it. */
    boolean required() default false;
}
