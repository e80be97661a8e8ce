// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * A record whose type only a later module knows.
 *
 * @param length in bytes
 */
public record UnknownRecord(int type, int length) implements KernelRecord {

    @Override
    public int cell() {
        return -1;
    }
}
