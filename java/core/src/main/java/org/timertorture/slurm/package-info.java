// SPDX-License-Identifier: Apache-2.0

/** Slurm, reached by its own programs: what partitions there are, submitting an array of tasks, and what became of them. */
package org.timertorture.slurm;
