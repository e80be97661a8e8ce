// SPDX-License-Identifier: Apache-2.0

/**
 * Finds the smallest cell in which a rule still breaks. Start at {@link org.timertorture.shrink.Shrinker}. Nothing here
 * boots: whoever calls it races the candidates.
 */
package org.timertorture.shrink;
