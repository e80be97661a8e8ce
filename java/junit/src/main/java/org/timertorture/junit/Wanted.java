// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The machine that a test wants.
 *
 * @param kernel as a person names it; empty for the default kernel
 * @param cpus virtual CPUs
 * @param nodes NUMA nodes
 * @param arguments further arguments for the kernel
 * @param required whether the test must not be skipped
 */
record Wanted(String kernel, int cpus, int nodes, String arguments, boolean required) {

    /** Returns what the test's method, its class, or an enclosing class wants; empty if none has the annotation. */
    static Optional<Wanted> of(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, TimerTorture.class))
                .or(() -> context.getTestClass()
                        .flatMap(type -> AnnotationSupport.findAnnotation(
                                type, TimerTorture.class, context.getEnclosingTestClasses())))
                .map(Wanted::of);
    }

    static Optional<Wanted> ofElement(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, TimerTorture.class).map(Wanted::of);
    }

    private static Wanted of(TimerTorture annotation) {
        return new Wanted(
                annotation.kernel(), annotation.cpus(), annotation.nodes(), annotation.args(), annotation.required());
    }

    /** Returns whether the annotation or the run's configuration demands the machine. */
    boolean required(ExtensionContext context) {
        return required
                || context.getConfigurationParameter(TimerTorture.REQUIRED_PARAMETER)
                        .map(Boolean::parseBoolean)
                        .orElse(false);
    }

    /** Returns the kernel for a person. */
    String label() {
        return kernel.isEmpty() ? "the default kernel" : kernel;
    }
}
