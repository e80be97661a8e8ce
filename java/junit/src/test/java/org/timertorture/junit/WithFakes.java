// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives the launcher session of an inner test run machines that are no real ones. It is named before the annotations
 * that ask for machines.
 */
final class WithFakes implements ExecutionCondition {
    /** The inner runs are started one at a time. */
    static FakeLaboratory laboratory;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        new Machines(laboratory, 2).orThoseOf(context);
        return ConditionEvaluationResult.enabled("with fakes");
    }
}
