// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;

/**
 * Stops a call at the first ^C (or SIGTERM); the second ends the process. The JVM's own way, a shutdown hook, would run
 * beside the hooks that kill the VM.
 */
final class InterruptSignal {
    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Control control;

    private InterruptSignal(Control control) {
        this.control = control;
    }

    /** Handles the signals until the process ends, and returns the control. */
    static Control stops(Control control) {
        InterruptSignal signal = new InterruptSignal(control);
        for (String name : SIGNALS) {
            signal.handle(name);
        }
        return control;
    }

    private void raised() {
        if (!control.stop()) {
            new Thread(() -> System.exit(ExitCode.INTERRUPTED.code())).start();
        }
    }

    /** Uses reflection, since the compiler warns of the class, which has no public substitute. */
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
            // A runtime without the class, or one that was told to leave signals alone: ^C ends the process at once.
            return;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
