// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** Gives tests the kernels of a {@link KernelSource}. */
final class KernelProvider implements ArgumentsProvider, AnnotationConsumer<KernelSource> {
    private KernelSource source;

    @Override
    public void accept(KernelSource annotation) {
        source = annotation;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws TimertortureException {
        Machines machines = Machines.of(context);
        List<Wanted> all = new ArrayList<>();
        for (String kernel : names(source.value(), machines)) {
            Wanted wanted = new Wanted(kernel, source.cpus(), source.nodes(), source.args(), source.required());
            prepare(machines, wanted);
            all.add(wanted);
        }
        return all.stream().map(wanted -> Arguments.of(Named.of(wanted.label(), target(context, machines, wanted))));
    }

    /** Returns the kernels that are named, or those of the store if none is. */
    static List<String> names(String[] named, Machines machines) throws TimertortureException {
        return named.length > 0 ? List.of(named) : machines.laboratory().kernels();
    }

    /**
     * Begins the boot.
     *
     * @throws TimertortureException if nobody knows the kernel; not if the store lacks it
     */
    static void prepare(Machines machines, Wanted wanted) throws TimertortureException {
        try {
            machines.prepare(machines.key(wanted));
        } catch (TimertortureException e) {
            if (e.exitCode() != ExitCode.ENVIRONMENT) {
                throw e;
            }
        }
    }

    /** Waits for the boot, so that it is not part of the test. */
    private static Target target(ExtensionContext context, Machines machines, Wanted wanted) {
        try {
            MachineKey key = machines.key(wanted);
            machines.get(key);
            return TimerTortureExtension.given(context, Target.of(machines, key));
        } catch (TimertortureException e) {
            if (e.exitCode() == ExitCode.ENVIRONMENT && !wanted.required(context)) {
                return Target.missing(e);
            }
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
