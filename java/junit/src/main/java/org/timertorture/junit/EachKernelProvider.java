// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.timertorture.exit.TimertortureException;

/** Makes an invocation of a class for each kernel of an {@link EachKernel}. */
final class EachKernelProvider implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return annotation(context) != null;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        EachKernel each = annotation(context);
        Machines machines = Machines.of(context);
        List<Invocation> invocations = new ArrayList<>();
        try {
            for (String kernel : KernelProvider.names(each.value(), machines)) {
                Wanted wanted = new Wanted(kernel, each.cpus(), each.nodes(), each.args(), each.required());
                KernelProvider.prepare(machines, wanted);
                invocations.add(new Invocation(wanted));
            }
        } catch (TimertortureException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
        return invocations.stream();
    }

    private static EachKernel annotation(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(type -> AnnotationSupport.findAnnotation(type, EachKernel.class))
                .orElse(null);
    }

    private record Invocation(Wanted wanted) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int number) {
            return wanted.label();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new TimerTortureExtension(wanted));
        }
    }
}
