// SPDX-License-Identifier: Apache-2.0

/**
 * Kernels and the machines that run them: the kernel store and how it is filled, the initramfs, QEMU, the guest's
 * console. Only this package starts QEMU.
 */
package org.timertorture.vm;
