// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.io.IOException;

/** A result that this version cannot read. */
public final class SchemaException extends IOException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }
}
