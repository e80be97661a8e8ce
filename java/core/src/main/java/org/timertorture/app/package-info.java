// SPDX-License-Identifier: Apache-2.0

/**
 * Everything that the command line can do, as calls: run a plan, a matrix, a selftest, a replay or a prediction, compare
 * results, explain a rule, shrink and describe a finding, and look after the kernel store. Start at {@link org.timertorture.app.Timertorture}.
 *
 * <p>A call takes a request, which is an immutable value, and a {@link org.timertorture.app.Control}, by which the caller
 * follows the call and can end it. Whatever boots has two steps, so that a caller can look before anything starts: one
 * that prepares, and one that runs. This example races the plan {@code quick} for five seconds in a virtual machine with
 * four CPUs and prints the verdict:
 *
 * <pre>{@code
 * Timertorture timertorture = new Timertorture(workspace);
 * RaceRequest request = RaceRequest.plan("quick")
 *         .on(Vm.DEFAULT.withShape(4, 1))
 *         .with(RaceSettings.DEFAULT.withSeconds(5).withSeed(42));
 * FinishedRun run = timertorture.run(request, Control.silent());
 * System.out.println(run.result().judgement().verdict() + ", see " + run.folder());
 * }</pre>
 *
 * <p>Times are in the unit that a name or a comment states, or a {@link java.time.Duration}. A kernel that crashes, hangs
 * or does not boot is a result, not an exception. Whatever a person can mend is a
 * {@link org.timertorture.exit.TimertortureException}, whose message is one line; anything unchecked is a bug.
 */
package org.timertorture.app;
