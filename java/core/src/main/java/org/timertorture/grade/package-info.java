// SPDX-License-Identifier: Apache-2.0
/** Gives outcomes a meaning: the grade of a broken rule with the promise behind it, and the known findings. */
package org.timertorture.grade;
