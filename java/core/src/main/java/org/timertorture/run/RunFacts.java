// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import org.timertorture.result.Environment;

/**
 * What is known of a run's surroundings without asking the kernel. Anything may be null that is not known.
 *
 * @param kernelRelease that is going to run
 * @param configHash of its configuration
 * @param commandLine of the kernel
 * @param toolVersion of timertorture
 * @param started in UTC, ISO 8601
 */
public record RunFacts(
        String kernelRelease,
        String configHash,
        String commandLine,
        String toolVersion,
        Environment.HostFacts host,
        String started) {}
