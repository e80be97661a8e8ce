// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Locale;
import org.timertorture.plan.Cell;
import org.timertorture.result.Evidence;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;
import org.timertorture.uapi.ViolationFlag;
import org.timertorture.uapi.ViolationRecord;
import org.timertorture.words.PrimitiveName;

/** Describes the evidence of a violation in a sentence, with times since the cell's start. */
final class EvidenceWriter {
    private static final double NS_PER_SECOND = 1e9;

    private final Cell cell;
    private final Info info;
    private final long startTicks;

    EvidenceWriter(Cell cell, Info info, long startTicks) {
        this.cell = cell;
        this.info = info;
        this.startTicks = startTicks;
    }

    Evidence write(ViolationRecord v) {
        if (v.timer() == Uapi.NO_TIMER && witnessed(v)) {
            return new Evidence(
                    v.pair(),
                    v.cpu(),
                    null,
                    null,
                    null,
                    span(v.begin(), v.end()),
                    null,
                    stall(v),
                    seenLate("a witness", v));
        }
        if (v.timer() == Uapi.NO_TIMER) {
            return new Evidence(v.pair(), v.cpu(), null, null, null, null, null, stall(v), sum(v));
        }
        return new Evidence(
                v.pair(),
                v.cpu(),
                (long) v.timer(),
                v.ret(),
                v.generation(),
                span(v.begin(), v.end()),
                span(v.entry(), v.exit()),
                stall(v),
                sentence(v) + afterStall(v));
    }

    /** Returns whether the record is about a timer that nobody deletes. */
    private static boolean witnessed(ViolationRecord v) {
        return v.rule() != Rule.HUNG.number() && v.rule() != Rule.CONSERVATION.number();
    }

    private static boolean leftBehind(ViolationRecord v) {
        return v.rule() == Rule.NOT_LOST.number() && ViolationFlag.PENDING.in(v.flags());
    }

    private static String stayed(String timer, ViolationRecord v) {
        return "pair " + v.pair() + ": " + timer + " stayed queued on its CPU when that went offline";
    }

    private String seenLate(String timer, ViolationRecord v) {
        if (leftBehind(v)) {
            return stayed(timer, v);
        }
        String seen = "pair " + v.pair() + ": " + timer + " was ";
        seen += ViolationFlag.PENDING.in(v.flags()) ? "still queued " : "found ";
        seen += Math.abs(v.ret()) + (v.ret() < 0 ? " jiffies before" : " jiffies after") + " its expiry, at "
                + seconds(v.end());
        return v.rule() == Rule.NOT_OVERTAKEN.number()
                ? seen + ", although a timer of a later bucket had run on the same base"
                : seen;
    }

    private static String sum(ViolationRecord v) {
        if (v.rule() == Rule.HUNG.number()) {
            return "pair " + v.pair() + ": a call, handler or worker did not end";
        }
        long missing = v.generation() - v.begin() - v.end();
        return "over pair " + v.pair() + ": " + v.generation() + " arms, " + v.begin() + " expiries + " + v.end()
                + " dequeues (" + v.entry() + " of them at the end)"
                + (v.exit() == 0 ? "" : ", " + v.exit() + " arms in doubt because of a shutdown")
                + ": " + Math.abs(missing) + (missing < 0 ? " too many" : " lost");
    }

    private String sentence(ViolationRecord v) {
        if (leftBehind(v)) {
            return stayed("timer " + v.timer() + ", generation " + v.generation(), v);
        }
        if (v.rule() == Rule.NOT_OVERTAKEN.number()) {
            return seenLate("timer " + v.timer() + ", generation " + v.generation(), v);
        }
        StringBuilder text = new StringBuilder("pair ")
                .append(v.pair())
                .append(", timer ")
                .append(v.timer())
                .append(", generation ")
                .append(v.generation())
                .append(": ");
        if (v.begin() != 0) {
            text.append(PrimitiveName.of(
                    cell.primitive().kernelName(), cell.primitive().name()));
            if (v.end() == 0) {
                text.append(" began at ").append(seconds(v.begin())).append(" and had not returned");
            } else {
                text.append(" returned ").append(v.ret()).append(" at ").append(seconds(v.end()));
                text.append(" after ").append(duration(v.begin(), v.end()));
            }
            text.append("; ");
        }
        text.append(handler(v));
        text.append(early(v));
        text.append(context(v));
        text.append("; CPU ")
                .append(v.cpu())
                .append(ViolationFlag.BY_HANDLER.in(v.flags()) ? " (in the handler) saw: " : " saw: ");
        text.append(ViolationFlag.IN_HANDLER.in(v.flags()) ? "handler running, " : "handler not running, ");
        return text.append(ViolationFlag.PENDING.in(v.flags()) ? "timer queued" : "timer not queued")
                .toString();
    }

    /** Says how early a handler began, and what another CPU had done to its expiry. */
    private static String early(ViolationRecord v) {
        if (v.early() == 0) {
            return "";
        }
        String text = ", " + jiffies(v.early()) + " early";
        if (v.moved() == 0) {
            return text;
        }
        return text + "; another CPU had moved the expiry by " + jiffies(v.moved()) + ", to "
                + (ViolationFlag.SAME_BUCKET.in(v.flags()) ? "the bucket where the timer was" : "another bucket")
                + " (level " + v.level() + "), "
                + (ViolationFlag.SAME_SOFTIRQ.in(v.flags()) ? "in the softirq that ran it" : "before that softirq");
    }

    private static String context(ViolationRecord v) {
        if (v.rule() != Rule.CONTEXT.number()) {
            return "";
        }
        return ", " + (ViolationFlag.IN_SOFTIRQ.in(v.flags()) ? "in" : "not in") + " a softirq, with interrupts "
                + (ViolationFlag.IRQS_OFF.in(v.flags()) ? "off" : "on");
    }

    private static String jiffies(long count) {
        return count + (count == 1 ? " jiffy" : " jiffies");
    }

    private String handler(ViolationRecord v) {
        if (v.entry() == 0) {
            return "the handler had not begun";
        }
        long reference = v.end() != 0 ? v.end() : v.begin();
        String entered = reference == 0
                ? "the handler began at " + seconds(v.entry())
                : "the handler began " + relative(v.entry(), reference);
        if (v.exit() == 0) {
            return entered + " and had not ended";
        }
        return entered + " and ran for " + duration(v.entry(), v.exit());
    }

    private String relative(long ticks, long reference) {
        return ticks <= reference
                ? duration(ticks, reference) + " before that"
                : duration(reference, ticks) + " after that";
    }

    private String duration(long from, long to) {
        return Math.round(info.nanos(to - from)) + " ns";
    }

    private String seconds(long ticks) {
        return String.format(Locale.ROOT, "%.9f s", info.nanos(ticks - startTicks) / NS_PER_SECOND);
    }

    private Evidence.Span span(long begin, long end) {
        return begin == 0 && end == 0 ? null : new Evidence.Span(since(begin), since(end));
    }

    private Evidence.Stall stall(ViolationRecord v) {
        return v.stalledAt() == 0 ? null : new Evidence.Stall(v.stalledPlace(), v.stalledCpu(), since(v.stalledAt()));
    }

    private String afterStall(ViolationRecord v) {
        return v.stalledAt() == 0
                ? ""
                : "; CPU " + v.stalledCpu() + " had been stalled at " + v.stalledPlace() + " until "
                        + seconds(v.stalledAt());
    }

    private Long since(long ticks) {
        return ticks == 0 ? null : Long.valueOf(Math.round(info.nanos(ticks - startTicks)));
    }
}
