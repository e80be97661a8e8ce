// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/** What runs the CPUs of the machine that the controller runs on. */
public enum HostKind {
    /** The hardware itself. */
    BARE,
    /** A hypervisor, which may take a CPU away at any time. */
    GUEST,
    /** An emulator, such as QEMU's TCG; times mean nothing then. */
    EMULATED
}
