// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.timertorture.exit.ExitCode;
import org.timertorture.run.Interruption;

/**
 * Lets the first ^C (or SIGTERM) end a run in order; the second ends the process. While a phase that cannot be ended in
 * order is under way (a download, a boot), its thread is interrupted.
 *
 * <p>The JVM's own way, a shutdown hook, would run beside the hooks that kill the VM.
 */
final class InterruptSignal {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Interruption interruption = new Interruption();
    private Thread interruptible;

    /** Takes the signals over, as long as the process lives. */
    static InterruptSignal install() {
        InterruptSignal signal = new InterruptSignal();
        for (String name : SIGNALS) {
            signal.handle(name);
        }
        return signal;
    }

    Interruption interruption() {
        return interruption;
    }

    /** From now on a signal interrupts the calling thread. */
    synchronized void interruptible() throws InterruptedException {
        if (interruption.requested()) {
            throw new InterruptedException();
        }
        interruptible = Thread.currentThread();
    }

    /** From now on a signal is only noted, and one that has come already is; for the thread that it interrupted. */
    synchronized void noted() {
        interruptible = null;
        Thread.interrupted();
    }

    private synchronized void raised() {
        if (interruption.requested()) {
            new Thread(() -> System.exit(ExitCode.INTERRUPTED.code())).start();
            return;
        }
        interruption.request();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** By reflection: the compiler warns of the class, which has no public substitute. */
    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            raised();
                            return null;
                        }
                        return method.invoke(this, args);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ClassNotFoundException | InvocationTargetException e) {
            // A runtime without it, or one that was told to leave signals alone: then ^C ends the process at once.
            return;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
