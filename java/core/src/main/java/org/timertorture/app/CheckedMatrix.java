// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanText;
import org.timertorture.plan.Plans;
import org.timertorture.qemu.MachineShape;

/**
 * A matrix whose plan and shapes make sense, which needs no kernel to be found out.
 *
 * @param text of the plan
 * @param shapes of the machines if no cell wants more CPUs, one row each
 */
record CheckedMatrix(MatrixRequest request, PlanText text, List<MachineShape> shapes) {
    static CheckedMatrix of(MatrixRequest request) throws PlanException {
        PlanText text = Plans.find(request.plan());
        return new CheckedMatrix(request, text, request.shapes(text.plan(), List.of()));
    }
}
