// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Lets a test have a parameter of the type {@link Target}: a virtual machine that has booted the kernel and loaded the
 * module. The annotation is for a class, whose methods and constructor can then have the parameter, or for a method.
 *
 * <pre>{@code
 * @TimerTorture(kernel = "6.12", cpus = 4, nodes = 2)
 * class MyDriverTest {
 *     @Test
 *     void deletion_waits_for_the_handler(Target target) {
 *         RunResult result = target.plan("mine").cell("running", "timer_delete_sync").seconds(2).run();
 *         assertEquals(Verdict.PASS, result.verdict());
 *     }
 * }
 * }</pre>
 *
 * <p>Tests with the same kernel, shape and arguments share one machine, which lives until the last test of the launcher
 * session is over. A kernel races one plan at a time, also if JUnit runs tests in parallel, and all machines together
 * race on no more CPUs than the host has.
 *
 * <p>A test is skipped, with the reason, where QEMU is missing or the store lacks the kernel, unless {@link #required}
 * or the configuration parameter {@value #REQUIRED_PARAMETER} demands it. A kernel whose name nobody knows fails the
 * class, and so does a kernel that does not boot.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TimerTortureExtension.class)
@ResourceLock(providers = KernelLocks.class)
public @interface TimerTorture {
    /** The configuration parameter or system property that makes every test required if it is {@code true}. */
    String REQUIRED_PARAMETER = "timertorture.required";

    /**
     * The kernel: its name in the store, the unique beginning of one, a suite such as {@code bookworm}, or {@code host}.
     * The default is the kernel that {@code timertorture run} uses, which is fetched if the store lacks it.
     */
    String kernel() default "";

    /** The number of virtual CPUs, 1 to 64. */
    int cpus() default 2;

    /** The number of NUMA nodes, 1 to 8 and at most one for each CPU. */
    int nodes() default 1;

    /** Further arguments for the kernel, as in {@code "isolcpus=1 nohz_full=1"}. */
    String args() default "";

    /** Whether a missing kernel or a missing QEMU fails the test instead of skipping it. */
    boolean required() default false;
}
