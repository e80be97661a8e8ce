// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.ErrnoException;
import org.timertorture.stalls.Disassembler;
import org.timertorture.stalls.Windows;
import org.timertorture.uapi.CodeStruct;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.Mark;
import org.timertorture.uapi.Uapi;

/** The machine code of the kernel's timer functions, as the running kernel has it, and what is known of each byte. */
public final class TimerCode {
    /** Nothing is known of it. */
    static final TimerCode UNKNOWN = new TimerCode(List.of());

    private final List<List<Mark>> functions;

    private TimerCode(List<List<Mark>> functions) {
        this.functions = functions;
    }

    /**
     * Reads and decodes all functions. Nothing is known if this machine has no disassembler, if the kernel does not
     * tell where the functions are, or if the module was loaded without {@code unsafe=1}.
     */
    public static TimerCode read(DeviceCalls calls) throws IOException {
        Optional<Disassembler> found = Disassembler.open();
        if (found.isEmpty()) {
            return UNKNOWN;
        }
        List<List<Mark>> functions = new ArrayList<>();
        try (Disassembler disassembler = found.get()) {
            while (true) {
                byte[] code = read(calls, functions.size());
                functions.add(Arrays.asList(Windows.marks(code.length, disassembler.decode(code))));
            }
        } catch (ErrnoException e) {
            if (e.error() == Errno.EINVAL || e.error() == Errno.EOPNOTSUPP || e.error() == Errno.EPERM) {
                return new TimerCode(functions);
            }
            throw e;
        }
    }

    private static byte[] read(DeviceCalls calls, int index) throws IOException {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        CodeStruct part;
        do {
            part = calls.code(index, code.size());
            for (int i = 0; i < part.length(); i++) {
                code.write(part.code().get(i));
            }
        } while (part.length() > 0 && code.size() < part.size());
        return code.toByteArray();
    }

    /** Tells the module where instructions begin, and which of them are windows. A module forgets it when unloaded. */
    public void mark(DeviceCalls calls) throws IOException {
        for (int i = 0; i < functions.size(); i++) {
            List<Mark> marks = functions.get(i);
            for (int at = 0; at < marks.size(); at += Uapi.CODE_LEN) {
                calls.putMarks(i, at, marks.subList(at, Math.min(at + Uapi.CODE_LEN, marks.size())));
            }
        }
    }
}
