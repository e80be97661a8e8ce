// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.io.IOException;

/** The stream of records is not what the header says; nothing after it can be read. */
public final class MalformedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedRecordException(String message) {
        super(message);
    }
}
