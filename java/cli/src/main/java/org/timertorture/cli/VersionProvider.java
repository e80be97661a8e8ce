// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import org.timertorture.app.Workspace;
import picocli.CommandLine;

/** Provides the output of {@code --version}. */
final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"timertorture " + Workspace.version()};
    }
}
