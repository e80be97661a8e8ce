// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanReader;

class VmTest {
    private static final Catalogue CATALOGUE = Catalogues.whole();

    @Test
    void theMachineHasAsManyCpusAsTheLargestCellWants() throws Exception {
        assertEquals(2, cpus(plan("", "running", "")));
        assertEquals(3, cpus(plan("", "readd", "")));
        assertEquals(6, cpus(plan("", "readd", ", pairs: 2")));
        assertEquals(8, cpus(plan("", "running", ", pairs: [{deleter: 0, base: 7}]")));
        assertEquals(3, cpus(plan("cpus: 2\n", "readd", "")));
        assertEquals(4, cpus(plan("cpus: 4\n", "readd", "")));
    }

    @Test
    void aDemandedNumberOfCpusStands() throws Exception {
        Vm two = Vm.DEFAULT.withShape(2, 1);
        assertEquals(2, two.shape(plan("", "readd", ""), CATALOGUE).cpus());
    }

    private static int cpus(Plan plan) throws Exception {
        return Vm.DEFAULT.shape(plan, CATALOGUE).cpus();
    }

    private static Plan plan(String cpus, String scenario, String pairs) throws Exception {
        String text = cpus + "cells:\n  - {primitive: timer_delete_sync, scenario: " + scenario + pairs + "}\n";
        return PlanReader.read("test.yaml", "test", new StringReader(text));
    }
}
