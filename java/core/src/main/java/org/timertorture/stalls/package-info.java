// SPDX-License-Identifier: Apache-2.0
/** Finds the instructions of the kernel's timer code at which a stall holds a window open. */
package org.timertorture.stalls;
