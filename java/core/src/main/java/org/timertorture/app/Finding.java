// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import java.util.Optional;
import org.timertorture.result.RunResult;
import org.timertorture.shrink.Offence;

/**
 * A broken rule of a run, and other runs that may have seen it, too.
 *
 * @param run the run
 * @param seen the cell and what it saw
 * @param others the other runs
 * @param module the C source of a kernel module that shows it and needs nothing of ours; empty if there is none for it
 */
public record Finding(RunResult run, Offence.Seen seen, List<RunResult> others, Optional<String> module) {}
