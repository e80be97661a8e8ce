// SPDX-License-Identifier: Apache-2.0
package org.timertorture.git;

/**
 * A commit.
 *
 * @param hash the whole hash, in hex
 * @param subject the first line of its message
 */
public record Commit(String hash, String subject) {
    private static final int SHORT = 12;

    /** Returns the first twelve digits of the hash, as the kernel's documentation asks for. */
    public String shortHash() {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
