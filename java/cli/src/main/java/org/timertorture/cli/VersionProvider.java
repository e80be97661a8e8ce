// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import picocli.CommandLine;

/** What {@code --version} says. */
final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"timertorture " + Surroundings.version()};
    }
}
