// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.timertorture.uapi.Kind;

/**
 * Gives a parameterized test, or a parameterized class, the names of the primitives with which a kernel deletes timers.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD})
@ArgumentsSource(PrimitiveProvider.class)
public @interface PrimitiveSource {
    /** The kernel, named as in {@link TimerTorture#kernel}; the default is the kernel of that annotation. */
    String kernel() default "";

    /** The kinds of primitives. The default is the kernel's own functions. */
    Kind[] kinds() default {Kind.NATIVE};
}
