// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.security.SecureRandom;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.timertorture.grade.KnownFindings;

/**
 * How a plan is raced and judged.
 *
 * @param seconds the racing time of the whole run, above 0 and at most {@link #MAX_SECONDS}; empty for the plan's own
 * @param seed the seed that every random choice derives from, 0 to {@link #MAX_SEED}; empty for a random one
 * @param excusesKnownFindings whether an outcome that a known finding explains does not fail the run
 * @param strict whether a verdict whose trust is degraded counts as untrusted
 * @param strictTiming whether times whose trust is degraded make the run untrusted
 */
public record RaceSettings(
        OptionalDouble seconds, OptionalLong seed, boolean excusesKnownFindings, boolean strict, boolean strictTiming) {
    /** The largest seed: JSON keeps integers up to 2^53 - 1 exact. */
    public static final long MAX_SEED = (1L << 53) - 1;

    /** The longest racing time: a day. */
    public static final double MAX_SECONDS = 86_400;

    /** The plan's own time, a random seed, known findings excused, nothing strict. */
    public static final RaceSettings DEFAULT =
            new RaceSettings(OptionalDouble.empty(), OptionalLong.empty(), true, false, false);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the time or the seed is out of its range
     */
    public RaceSettings {
        if (seconds.isPresent() && !(seconds.getAsDouble() > 0 && seconds.getAsDouble() <= MAX_SECONDS)) {
            throw new IllegalArgumentException(
                    "seconds: expected more than 0 and at most " + MAX_SECONDS + ", found " + seconds.getAsDouble());
        }
        if (seed.isPresent() && (seed.getAsLong() < 0 || seed.getAsLong() > MAX_SEED)) {
            throw new IllegalArgumentException("seed: expected 0 to " + MAX_SEED + ", found " + seed.getAsLong());
        }
    }

    /** Returns the same settings with a racing time in seconds. */
    public RaceSettings withSeconds(double time) {
        return new RaceSettings(OptionalDouble.of(time), seed, excusesKnownFindings, strict, strictTiming);
    }

    /** Returns the same settings with a seed, which repeats every random choice. */
    public RaceSettings withSeed(long value) {
        return new RaceSettings(seconds, OptionalLong.of(value), excusesKnownFindings, strict, strictTiming);
    }

    /** Returns the same settings with a seed that is drawn now, unless they have one. */
    RaceSettings withSeedDrawn() {
        return seed.isPresent() ? this : withSeed(new SecureRandom().nextLong() & MAX_SEED);
    }

    KnownFindings known() {
        return excusesKnownFindings ? KnownFindings.committed() : KnownFindings.NONE;
    }
}
