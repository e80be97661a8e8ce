// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.timertorture.device.ShimLibrary;

class LayoutsTest {

    @Test
    void everyStructAndFieldIsWhereTheCompilerPutsItAndNoneIsMissingOnEitherSide() throws Exception {
        Map<String, String> c = ShimLibrary.layout().stream()
                .collect(Collectors.toMap(
                        r -> name(r.structName(), r.fieldName()),
                        r -> "offset " + r.offset() + ", size " + r.size(),
                        (a, b) -> a,
                        TreeMap::new));

        assertEquals(c, java());
    }

    @Test
    void noStructOfARequestIsLargerThanAPage() {
        assertTrue(Requests.sizes().values().stream().allMatch(size -> size > 0 && size <= 4096));
    }

    @Test
    void everyRequestHasASize() {
        assertEquals(9, Requests.sizes().size());
        assertEquals(Layouts.START.size(), Requests.sizes().get(Requests.START));
    }

    private static Map<String, String> java() {
        Map<String, String> rows = new TreeMap<>();
        for (Layout layout : Layouts.all()) {
            rows.put(name(layout.name(), ""), "offset 0, size " + layout.size());
            for (Layout.Field field : layout.fields()) {
                rows.put(name(layout.name(), field.name()), "offset " + field.offset() + ", size " + field.size());
            }
        }
        return rows;
    }

    private static String name(String struct, String field) {
        return field.isEmpty() ? struct : struct + "." + field;
    }
}
