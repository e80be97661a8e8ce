// SPDX-License-Identifier: Apache-2.0
/** Tells a person what takes time. */
package org.timertorture.progress;
