// SPDX-License-Identifier: Apache-2.0
/** Judges results: whether the rules held, what the verdict can be relied on for, and which exit code follows. */
package org.timertorture.judge;
