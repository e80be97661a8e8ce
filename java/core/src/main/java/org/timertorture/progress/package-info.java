// SPDX-License-Identifier: Apache-2.0
/** Tells the user about work that takes time. */
package org.timertorture.progress;
