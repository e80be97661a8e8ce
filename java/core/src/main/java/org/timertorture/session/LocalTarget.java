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
            throw new TargetException(mend(e), e);
        } catch (IOException e) {
            throw new TargetException("cannot open " + device + ": " + FileProblem.of(e), e);
        }
    }

    private String mend(ErrnoException e) {
        return switch (e.error()) {
            case ENOENT, ENXIO, ENODEV ->
                "there is no " + device + ": load the module into this kernel first (as root:"
                        + " scripts/load), or leave --target local out to race in a VM";
            case EPERM, EACCES -> "no permission for " + device + ": run as root, it needs CAP_SYS_ADMIN";
            case EBUSY -> device + " is in use by another run: end that one first";
            case EIO -> device + " gave up after an earlier run had to leave memory behind: see dmesg, and boot again";
            default -> "cannot open " + device + ": " + e.getMessage();
        };
    }
}
