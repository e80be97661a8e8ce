// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.List;

/**
 * The control of a comparison: A's boots in two halves, compared in the same way. If they differ, the method accuses
 * what it should not, and the comparison is worth nothing.
 *
 * @param decision {@link Decision#SAME}, {@link Decision#CANNOT_TELL}, or how the second half differs
 * @param reason why it is not {@link Decision#SAME}; null if it is
 * @param cells the cells of the halves
 */
public record Control(Decision decision, String reason, List<CellComparison> cells) {

    public Control {
        cells = cells == null ? List.of() : List.copyOf(cells);
    }

    /** Judges the halves. */
    static Control of(List<CellComparison> cells, int boots, int leastBoots) {
        if (boots < 2 * leastBoots) {
            return new Control(
                    Decision.CANNOT_TELL,
                    "A has " + boots + (boots == 1 ? " boot" : " boots") + ", and two halves need " + 2 * leastBoots,
                    cells);
        }
        List<CellComparison> different = cells.stream()
                .filter(c -> c.decision() == Decision.SLOWER || c.decision() == Decision.FASTER)
                .toList();
        if (!different.isEmpty()) {
            CellComparison first = different.get(0);
            return new Control(
                    first.decision(),
                    "A's own halves differ in " + different.size() + " of " + cells.size() + " times, the first "
                            + first.metric().label() + " of " + first.cell(),
                    cells);
        }
        long same = cells.stream().filter(c -> c.decision() == Decision.SAME).count();
        return same > 0
                ? new Control(Decision.SAME, null, cells)
                : new Control(Decision.CANNOT_TELL, "no time of A's halves is known well enough", cells);
    }

    /** Returns how many times of the halves are the same. */
    public long same() {
        return cells.stream().filter(c -> c.decision() == Decision.SAME).count();
    }
}
