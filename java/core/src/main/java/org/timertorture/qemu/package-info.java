// SPDX-License-Identifier: Apache-2.0

/**
 * Runs virtual machines: builds the initramfs and QEMU's command line, runs QEMU, and reads the guest's console. Only
 * this package starts QEMU.
 */
package org.timertorture.qemu;
