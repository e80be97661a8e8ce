// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * What a new expiry was drawn as, at the distances where arming meets expiry or a level of the timer wheel. Ordinals
 * are the header's numbers.
 */
public enum Draw implements Named {
    /** Already due. */
    PAST,
    /** This jiffy. */
    NOW,
    /** The next jiffy, or the one after. */
    NEXT,
    /** On the wheel's first level. */
    NEAR,
    /** The last jiffy of a level. */
    BELOW,
    /** The first jiffy of the level above. */
    EDGE,
    /** One granule above that. */
    ABOVE,
    /** More than the wheel can hold. */
    BEYOND;

    /** {@code TT_DRAW_LEVELS}: of the timer wheel, where a new expiry may lie. */
    public static final int LEVELS = 9;
    /** {@code TT_DRAW_AHEADS}: how many handlers ahead the third CPU may aim, from 0. */
    public static final int AHEADS = 9;
}
