// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The signals of this process. */
final class Signals {
    private Signals() {}

    /**
     * Handles a signal until the process ends. It uses reflection, since the compiler warns of the class, which has no
     * public substitute.
     *
     * @param name without SIG
     * @param raised called on a thread of its own
     */
    static void handle(String name, Runnable raised) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            raised.run();
                            return null;
                        }
                        return method.invoke(raised, args);
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ClassNotFoundException | InvocationTargetException e) {
            // A runtime without the class, or one that was told to leave signals alone: the signal has its usual
            // effect.
            return;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
