// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.timertorture.host.Hash;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.StoreException;

/**
 * The source of all that is built for a kernel: our modules and, for another architecture than this machine's, the
 * agent.
 */
public final class GuestSource {
    private final ModuleSource module;
    private final AgentSource agent;

    /**
     * Creates the source of a checkout.
     *
     * @param home the directory of the checkout
     */
    public GuestSource(Path home) {
        this.module = new ModuleSource(home);
        this.agent = new AgentSource(home);
    }

    /**
     * The products of a build.
     *
     * @param module the modules and their compiler
     * @param agent the agent, if it was built
     */
    public record Built(ModuleBuilder.Built module, Optional<Path> agent) {}

    /**
     * Returns the SHA-256, in hex, of the source that is built for kernels of an architecture.
     *
     * @throws StoreException if there is no source
     */
    public String hash(Architecture architecture) throws IOException, StoreException {
        if (architecture.isHost()) {
            return module.hash();
        }
        Hash both = new Hash().add(module.hash().getBytes(StandardCharsets.US_ASCII));
        agent.addTo(both);
        return both.hex();
    }

    /** Returns the value of TT_ABI in the module's header, or 0 if the header does not define it. */
    public int abi() throws IOException {
        return module.abi();
    }

    /**
     * Compiles a copy of the source.
     *
     * @param name of the kernel, for messages and logs
     * @param work an empty directory for the copy; what is built stays there
     * @throws StoreException if the compiler cannot run or the disk is full
     * @throws BuildFailedException if the source does not compile
     */
    public Built build(String name, KernelHeaders headers, Toolchain toolchain, Path work, Path logs)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        ModuleBuilder.Built modules =
                new ModuleBuilder(logs).build(module, module.hash(), name, headers, toolchain, work);
        return new Built(
                modules,
                headers.architecture().isHost()
                        ? Optional.empty()
                        : Optional.of(new AgentBuilder(logs).build(agent, name, toolchain, work)));
    }
}
