// SPDX-License-Identifier: Apache-2.0

/**
 * What a rule, a known finding, a scenario or the teardown of a driver is about: what is promised, how it comes to be
 * broken, who must do what to be safe, and the cells that show it. Start at {@link org.timertorture.explain.Explainer}.
 */
package org.timertorture.explain;
