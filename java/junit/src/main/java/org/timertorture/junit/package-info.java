// SPDX-License-Identifier: Apache-2.0

/**
 * Gives JUnit tests a kernel that is booted in a virtual machine. Start at {@link org.timertorture.junit.TimerTorture}.
 *
 * <ul>
 *   <li>{@link org.timertorture.junit.TimerTorture}: a class or a method gets one kernel
 *   <li>{@link org.timertorture.junit.EachKernel}: a class runs once for each kernel
 *   <li>{@link org.timertorture.junit.KernelSource}, {@link org.timertorture.junit.PrimitiveSource} and
 *       {@link org.timertorture.junit.ScenarioSource}: arguments of parameterized tests and classes
 * </ul>
 *
 * <p>If a test fails, or runs into its {@code @Timeout}, the console, the result as JSON and a list of the kernel's tasks
 * are published as files of the test. When all tests are over, {@link org.timertorture.junit.RunTable} prints a table of
 * all runs.
 */
package org.timertorture.junit;
