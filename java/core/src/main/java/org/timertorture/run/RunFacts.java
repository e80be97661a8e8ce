// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import org.timertorture.result.Environment;
import org.timertorture.result.HostKind;

/**
 * The facts about a run that need no answer from the kernel. Unknown ones are null.
 *
 * @param kernelRelease the release of the kernel to run on
 * @param configHash hash of the kernel's configuration
 * @param commandLine the kernel's command line
 * @param toolVersion version of timertorture
 * @param hostKind what runs the CPUs of the host
 * @param started when the run began, ISO 8601 in UTC
 */
public record RunFacts(
        String kernelRelease,
        String configHash,
        String commandLine,
        String toolVersion,
        Environment.HostFacts host,
        HostKind hostKind,
        String started) {}
