// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.nio.file.Path;
import java.util.List;
import org.timertorture.device.AgentProgram;
import org.timertorture.kernel.KernelEntry;

/** Builds the initramfs of guests for different purposes. */
public final class GuestImage {
    /** The name of the agent's port: {@code TTW_PORT_NAME}. */
    static final String PORT = "org.timertorture.0";

    /** Our module that is loaded during the boot; our other modules are loaded on request. */
    private static final String MAIN = "timertorture.ko";

    private static final String DEVICE = "/dev/timertorture";
    private static final String MODULES = "/modules/";

    private static final String INIT = "/init";
    private static final List<String> NOTHING = List.of(INIT, "--version");

    private GuestImage() {}

    /** Returns an image that serves the device on the port. Our module is loaded with {@code unsafe=1}. */
    public static Initramfs serving(KernelEntry kernel) {
        AgentConf conf = new AgentConf();
        Initramfs image = bare(kernel);
        load(kernel, " unsafe=1", conf, image);
        conf.port(PORT).device(DEVICE);
        return image.file(AgentConf.PATH, 0644, conf.bytes());
    }

    /**
     * Returns an image that runs a program, which finds {@code /dev/timertorture} and a working {@code /tmp}, and then
     * powers off.
     *
     * @param parameters the parameters of our module
     * @param command absolute path and arguments, none of which contains a space; the caller adds the program's files
     */
    public static Initramfs running(KernelEntry kernel, String parameters, List<String> command) {
        AgentConf conf = new AgentConf();
        Initramfs image = bare(kernel);
        load(kernel, parameters, conf, image);
        return image.file(AgentConf.PATH, 0644, conf.spawn(command).bytes());
    }

    /** Returns an image that loads nothing and powers off at once. */
    public static Initramfs poweringOff(KernelEntry kernel) {
        return bare(kernel)
                .file(AgentConf.PATH, 0644, new AgentConf().spawn(NOTHING).bytes());
    }

    /** Returns an image that loads all modules and powers off. */
    static Initramfs loading(KernelEntry kernel) {
        return running(kernel, "", NOTHING);
    }

    private static void load(KernelEntry kernel, String parameters, AgentConf conf, Initramfs image) {
        for (Path module : kernel.modules()) {
            String path = MODULES + module.getFileName();
            image.file(path, 0644, module);
            conf.module(path, "");
        }
        for (Path module : kernel.ownModules()) {
            String path = MODULES + module.getFileName();
            image.file(path, 0644, module);
            if (module.endsWith(MAIN)) {
                conf.module(path, parameters.strip());
            } else {
                conf.moduleOnRequest(path);
            }
        }
    }

    private static Initramfs bare(KernelEntry kernel) {
        Initramfs image = new Initramfs()
                .directory("/proc")
                .directory("/sys")
                .directory("/dev")
                .directory("/tmp")
                // The first process gets its standard streams before devtmpfs is mounted.
                .characterDevice("/dev/console", 0600, 5, 1);
        return kernel.agent().isPresent()
                ? image.file(INIT, 0755, kernel.agent().get())
                : image.file(INIT, 0755, AgentProgram.read());
    }
}
