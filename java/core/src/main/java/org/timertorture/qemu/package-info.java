// SPDX-License-Identifier: Apache-2.0

/**
 * Virtual machines: the initramfs, QEMU's command line and process, and the guest's console. Only this package starts
 * QEMU.
 */
package org.timertorture.qemu;
