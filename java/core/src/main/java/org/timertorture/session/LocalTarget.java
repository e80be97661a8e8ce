// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.file.Path;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.NativeDevice;
import org.timertorture.progress.Progress;
import org.timertorture.words.FileProblem;

/** The kernel that Java itself runs on. Its administrator must have loaded the module. */
public final class LocalTarget implements Target {
    private final Path device;

    public LocalTarget() {
        this(NativeDevice.PATH);
    }

    LocalTarget(Path device) {
        this.device = device;
    }

    @Override
    public Session open(Progress progress) throws TargetException, InterruptedException {
        try {
            return new LocalSession(NativeDevice.open(device), KernelLog.fromItsEnd());
        } catch (ErrnoException e) {
            throw new TargetException(DeviceProblem.here(device.toString()).of(e.error(), e.getMessage()), e);
        } catch (IOException e) {
            throw new TargetException("cannot open " + device + ": " + FileProblem.of(e), e);
        }
    }
}
