// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import org.timertorture.uapi.Errno;

/**
 * Says why a device cannot be opened, and what helps.
 *
 * @param device its path, and where that is
 * @param load how the module is loaded there
 * @param target the option that chose the device
 * @param root how one becomes root there
 */
record DeviceProblem(String device, String load, String target, String root) {

    static DeviceProblem here(String device) {
        return new DeviceProblem(
                device,
                "load the module into this kernel first (as root: scripts/load)",
                "--target local",
                "run as root");
    }

    static DeviceProblem on(String host, String device) {
        return new DeviceProblem(
                device + " on " + host,
                "load the module into the kernel of " + host + " first (there, as root: scripts/load)",
                "--target ssh:" + host,
                "log in as root, such as by --target ssh:root@" + host.substring(host.indexOf('@') + 1));
    }

    /**
     * Returns one sentence.
     *
     * @param otherwise what is said of any other error
     */
    String of(Errno error, String otherwise) {
        return switch (error) {
            case ENOENT, ENXIO, ENODEV ->
                "there is no " + device + ": " + load + ", or leave " + target + " out to race in a VM";
            case EPERM, EACCES -> "no permission for " + device + ": " + root + ", it needs CAP_SYS_ADMIN";
            case EBUSY -> device + " is in use by another run: end that one first";
            case EIO -> device + " gave up after an earlier run had to leave memory behind: see dmesg, and boot again";
            default -> "cannot open " + device + ": " + otherwise;
        };
    }
}
