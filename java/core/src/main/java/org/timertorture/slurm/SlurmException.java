// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** Slurm is not here, does not answer, or refuses a job. */
public final class SlurmException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    SlurmException(String message) {
        super(ExitCode.ENVIRONMENT, message, null);
    }
}
