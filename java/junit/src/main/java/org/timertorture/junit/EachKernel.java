// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs all tests of a class once for each kernel. The parameters of the type {@link Target} are that kernel, booted.
 * The machines of all kernels start at once, as many at a time as the host has CPUs.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target(ElementType.TYPE)
@ClassTemplate
@ExtendWith(EachKernelProvider.class)
public @interface EachKernel {
    /** The kernels, each named as in {@link TimerTorture#kernel}; none means every kernel of the store. */
    String[] value() default {};

    /** The number of virtual CPUs, 1 to 64. */
    int cpus() default 2;

    /** The number of NUMA nodes, 1 to 8 and at most one for each CPU. */
    int nodes() default 1;

    /** Further arguments for each kernel. */
    String args() default "";

    /** Whether a missing kernel or a missing QEMU fails its tests instead of skipping them. */
    boolean required() default false;
}
