// SPDX-License-Identifier: Apache-2.0
/** The result of a run as plain values, in the shape that the JSON result has. Nothing here judges or computes. */
package org.timertorture.result;
