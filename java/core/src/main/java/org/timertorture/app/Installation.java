// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import java.util.Optional;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.result.Environment;

/**
 * What timertorture would use now.
 *
 * @param version of timertorture
 * @param host this machine
 * @param workspace the folders
 * @param kernels of the store, by release
 * @param defaultKernel the kernel that is raced if none is named; empty if it would be fetched first
 * @param acceleration what the last probe of KVM found; empty if there was none yet
 */
public record Installation(
        String version,
        Environment.HostFacts host,
        Workspace workspace,
        List<KernelEntry> kernels,
        Optional<KernelEntry> defaultKernel,
        Optional<AccelerationProbe.Verdict> acceleration) {
    public Installation {
        kernels = List.copyOf(kernels);
    }
}
