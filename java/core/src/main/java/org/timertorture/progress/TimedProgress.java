// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Passes a piece of work to a painter once it has taken two seconds. Shorter ones are not shown. */
public final class TimedProgress implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long TICK_MS = 500;

    private final Painter painter;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private Work current;

    public TimedProgress(Painter painter) {
        this.painter = painter;
    }

    @Override
    public synchronized Step begin(String what, long total) {
        if (current != null) {
            current.close();
        }
        current = new Work(what, total);
        return current;
    }

    /** Returns a line about what is in progress. */
    public synchronized String state() {
        return current == null || current.ended ? "nothing is in progress" : current.text();
    }

    /** Ends the current piece of work, the thread that watches it, and the painter. */
    @Override
    public synchronized void close() {
        if (current != null) {
            current.close();
        }
        clock.shutdownNow();
        painter.close();
    }

    private final class Work implements Step {
        private final String what;
        private final long total;
        private final long begun = System.nanoTime();
        private final ScheduledFuture<?> ticks;
        private volatile long done;
        private volatile String doing = "";
        private boolean shown;
        private boolean ended;

        Work(String what, long total) {
            this.what = what;
            this.total = total;
            this.ticks = clock.scheduleAtFixedRate(this::tick, PATIENCE.toMillis(), TICK_MS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void at(long amount) {
            done = amount;
        }

        @Override
        public void doing(String now) {
            doing = now;
        }

        private void tick() {
            synchronized (TimedProgress.this) {
                if (!ended) {
                    shown = true;
                    painter.paint(what, doing, done, total, elapsed());
                }
            }
        }

        @Override
        public void close() {
            synchronized (TimedProgress.this) {
                ticks.cancel(false);
                if (shown && !ended) {
                    painter.end(what, elapsed());
                }
                ended = true;
            }
        }

        private String text() {
            return ProgressText.of(what, doing, done, total, elapsed());
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
