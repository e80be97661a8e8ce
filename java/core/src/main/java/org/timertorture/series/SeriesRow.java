// SPDX-License-Identifier: Apache-2.0
package org.timertorture.series;

import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.RunResult;

/**
 * What became of one commit.
 *
 * @param commit the first digits of its hash
 * @param subject the first line of its message
 * @param result of its run; empty if the commit gave no kernel that could be raced
 * @param exit the exit code that {@code run --tree} has for it
 * @param reason why there is no result; empty if there is one
 */
public record SeriesRow(String commit, String subject, Optional<RunResult> result, ExitCode exit, String reason) {}
