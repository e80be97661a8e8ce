// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.GuestImage;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.VirtualMachine;

/**
 * A separate Java process that holds a VM and is killed by the test. It prints QEMU's process id when the guest is up,
 * then does nothing.
 */
final class VmHolder {
    private VmHolder() {}

    /**
     * Holds a VM.
     *
     * @param arguments the results' directory, then {@code reading}, or {@code deaf} to never read the agent's frames
     */
    public static void main(String[] arguments) throws Exception {
        Path results = Path.of(arguments[0]);
        KernelEntry kernel = StandIn.kernel();
        MachineShape shape = new MachineShape(2, 1);
        if (arguments[1].equals("reading")) {
            VmTarget target = new VmTarget(StandIn.cache(), kernel, shape, Optional.of(Acceleration.TCG), results);
            VmSession session = (VmSession) target.open(Progress.SILENT);
            System.out.println(session.pid());
        } else {
            VirtualMachine machine = VirtualMachine.start(
                    StandIn.cache(),
                    new VirtualMachine.Setup(kernel, shape, Acceleration.TCG, results.resolve("console.log"), true),
                    GuestImage.serving(kernel));
            SocketChannel port = machine.port();
            port.read(ByteBuffer.allocate(1));
            port.write(floodRequest());
            System.out.println(machine.pid());
        }
        new CountDownLatch(1).await();
    }

    /** STOP with FLOOD, as tt_wire.h has it. */
    private static ByteBuffer floodRequest() {
        ByteBuffer frame = ByteBuffer.allocate(16 + 16).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(16).putShort((short) 1).putShort((short) 0).putInt(1).putInt(7);
        return frame.putInt(StandIn.FLOOD).rewind();
    }
}
