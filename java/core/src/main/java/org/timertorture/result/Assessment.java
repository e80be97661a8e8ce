// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * How far one thing can be relied on.
 *
 * @param level how far
 * @param reasons why it is not ok, one sentence each
 */
public record Assessment(TrustLevel level, List<String> reasons) {

    public Assessment {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
