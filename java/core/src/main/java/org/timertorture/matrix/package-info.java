// SPDX-License-Identifier: Apache-2.0
/** One plan on many kernels: which runs that takes, in which order, and what they come to together. Plain values. */
package org.timertorture.matrix;
