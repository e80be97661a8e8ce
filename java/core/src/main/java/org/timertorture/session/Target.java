// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import org.timertorture.progress.Progress;

/** Where a device lives: a VM, this machine, later the far end of an ssh. */
public interface Target {

    /**
     * Brings the device up: boots the VM, opens the local device.
     *
     * @throws TargetException if that cannot be; nothing is left behind then
     */
    Session open(Progress progress) throws TargetException, InterruptedException;
}
