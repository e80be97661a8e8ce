// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** Gives tests their {@link Target}, and reports what they did with it; see {@link TimerTorture}. */
final class TimerTortureExtension
        implements ExecutionCondition, ParameterResolver, PreInterruptCallback, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(TimerTortureExtension.class);

    private final Optional<Wanted> fixed;

    /** Creates one that reads the annotations of each test. */
    TimerTortureExtension() {
        this.fixed = Optional.empty();
    }

    /** Creates one for tests that all want the same machine. */
    TimerTortureExtension(Wanted wanted) {
        this.fixed = Optional.of(wanted);
    }

    /** The targets that a context has been given. */
    private static final class Given {
        private final List<Target> targets = new CopyOnWriteArrayList<>();
    }

    /**
     * Begins the boot when a class is about to run, and waits for it before a test, because only that shows whether the
     * test can run.
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Wanted> wanted = wanted(context);
        if (wanted.isEmpty() || context.getTestClass().isEmpty()) {
            return ConditionEvaluationResult.enabled("no kernel is wanted");
        }
        Machines machines = Machines.of(context);
        try {
            MachineKey key = machines.key(wanted.get());
            machines.prepare(key);
            if (context.getTestMethod().isPresent()) {
                machines.get(key);
            }
            return ConditionEvaluationResult.enabled("the kernel is there");
        } catch (TimertortureException e) {
            if (e.exitCode() == ExitCode.ENVIRONMENT && !wanted.get().required(context)) {
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
            throw new ExtensionConfigurationException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExtensionConfigurationException("interrupted", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Target.class
                && wanted(context).isPresent();
    }

    @Override
    public Target resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Machines machines = Machines.of(context);
        try {
            return given(
                    context, Target.of(machines, machines.key(wanted(context).orElseThrow())));
        } catch (TimertortureException e) {
            throw new ParameterResolutionException(e.getMessage(), e);
        }
    }

    private Optional<Wanted> wanted(ExtensionContext context) {
        return fixed.or(() -> Wanted.of(context));
    }

    /** Returns the target, whose runs are reported after the test of the context. */
    static Target given(ExtensionContext context, Target target) {
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new Given(), Given.class)
                .targets
                .add(target);
        return target;
    }

    private static List<Target> targets(ExtensionContext context) {
        Given given = context.getStore(NAMESPACE).get(context.getUniqueId(), Given.class);
        return given == null ? List.of() : given.targets;
    }

    /** Lists the kernel's tasks while it still races, which shows what it is waiting for. */
    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            targets(each.get()).stream().filter(Target::racing).forEach(Target::dumpTasks);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        report(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        report(context);
    }

    /**
     * Reports the runs through the targets of the context, and those of this thread through targets of its parents,
     * such as a field of a parameterized class.
     */
    private static void report(ExtensionContext context) {
        RunReport report = new RunReport(context);
        targets(context).forEach(target -> report.add(target, target.takeRuns(Optional.empty())));
        for (Optional<ExtensionContext> parent = context.getParent(); parent.isPresent(); ) {
            targets(parent.get())
                    .forEach(target -> report.add(target, target.takeRuns(Optional.of(Thread.currentThread()))));
            parent = parent.get().getParent();
        }
        report.publish();
    }
}
