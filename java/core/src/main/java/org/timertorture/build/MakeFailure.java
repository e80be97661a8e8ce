// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.util.List;
import org.timertorture.host.Failures;
import org.timertorture.host.Tool.Output;

/** Finds in what make printed the line that says why it failed. */
final class MakeFailure {
    private static final String GAVE_UP = "*** [";

    private MakeFailure() {}

    /**
     * Returns the first error of the compiler or of modpost. Other tools, such as the linker, mark their errors in no
     * common way: then it returns what was printed before make gave up.
     */
    static String cause(Output output) {
        List<String> lines = output.lines();
        if (output.toldOfFullDisk()) {
            return Failures.diskFull();
        }
        return lines.stream()
                .filter(line -> line.contains("error:") || line.startsWith("ERROR:"))
                .findFirst()
                .orElseGet(() -> beforeGivingUp(output))
                .strip();
    }

    private static String beforeGivingUp(Output output) {
        List<String> lines = output.lines();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).contains(GAVE_UP)) {
                return lines.get(i - 1);
            }
        }
        return output.lastLine("make");
    }
}
