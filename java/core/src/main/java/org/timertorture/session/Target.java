// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import org.timertorture.progress.Progress;

/** A place with a device: a VM, this machine, or a machine that is reached by ssh. */
public interface Target {

    /**
     * Brings the device up: boots the VM, or opens the device of a machine that is up.
     *
     * @throws TargetException if that fails; nothing is left behind then
     */
    Session open(Progress progress) throws TargetException, InterruptedException;
}
