// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stalls;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes x86-64 machine code by Capstone, the library that Debian's QEMU needs, too. Versions 4 and 5 are known; their
 * {@code struct cs_insn} differs in one field.
 */
public final class Disassembler implements AutoCloseable {
    private static final List<String> NAMES = List.of("libcapstone.so.5", "libcapstone.so.4");
    private static final int ARCH_X86 = 3;
    private static final int MODE_64 = 1 << 3;

    private static final int SIZE_AT = 16;
    private static final int BYTES_AT = 18;
    private static final int MNEMONIC = 32;
    private static final int OPERANDS = 160;

    /** The functions of {@code capstone.h} that are used here. */
    private interface Capstone extends Library {
        int cs_version(IntByReference major, IntByReference minor);

        int cs_open(int arch, int mode, PointerByReference handle);

        long cs_disasm(
                Pointer handle, Pointer code, long size, long address, long count, PointerByReference instructions);

        void cs_free(Pointer instructions, long count);

        int cs_close(PointerByReference handle);
    }

    private final Capstone capstone;
    private final PointerByReference handle = new PointerByReference();
    private final int mnemonicAt;
    private final int structSize;

    private Disassembler(Capstone capstone, int bytes) {
        this.capstone = capstone;
        this.mnemonicAt = BYTES_AT + bytes;
        int end = mnemonicAt + MNEMONIC + OPERANDS;
        // A pointer follows.
        this.structSize = (end + Long.BYTES - 1) / Long.BYTES * Long.BYTES + Long.BYTES;
    }

    /** Returns a disassembler, if this machine has Capstone. */
    public static Optional<Disassembler> open() {
        for (String name : NAMES) {
            try {
                Optional<Disassembler> opened = open(Native.load(name, Capstone.class));
                if (opened.isPresent()) {
                    return opened;
                }
            } catch (UnsatisfiedLinkError e) {
                // The next name may exist.
            }
        }
        return Optional.empty();
    }

    private static Optional<Disassembler> open(Capstone capstone) {
        IntByReference major = new IntByReference();
        capstone.cs_version(major, new IntByReference());
        int bytes = switch (major.getValue()) {
            case 4 -> 16;
            case 5 -> 24;
            default -> 0;
        };
        if (bytes == 0) {
            return Optional.empty();
        }
        Disassembler disassembler = new Disassembler(capstone, bytes);
        return capstone.cs_open(ARCH_X86, MODE_64, disassembler.handle) == 0
                ? Optional.of(disassembler)
                : Optional.empty();
    }

    /** Decodes a function. Bytes that are no instruction are left out. */
    public List<Instruction> decode(byte[] code) {
        List<Instruction> instructions = new ArrayList<>();
        try (Memory memory = new Memory(code.length)) {
            memory.write(0, code, 0, code.length);
            int at = 0;
            while (at < code.length) {
                at = decode(memory, at, code.length, instructions) + 1;
            }
        }
        return instructions;
    }

    /** Decodes up to the first byte that is no instruction, and returns its offset. */
    private int decode(Pointer code, int begin, int end, List<Instruction> instructions) {
        PointerByReference found = new PointerByReference();
        int count =
                Math.toIntExact(capstone.cs_disasm(handle.getValue(), code.share(begin), end - begin, begin, 0, found));
        int at = begin;
        for (int i = 0; i < count; i++) {
            Pointer one = found.getValue().share((long) i * structSize);
            instructions.add(new Instruction(at, text(one, mnemonicAt), text(one, mnemonicAt + MNEMONIC)));
            at += Short.toUnsignedInt(one.getShort(SIZE_AT));
        }
        if (count > 0) {
            capstone.cs_free(found.getValue(), count);
        }
        return at;
    }

    private static String text(Pointer pointer, int offset) {
        return pointer.getString(offset, StandardCharsets.US_ASCII.name());
    }

    @Override
    public void close() {
        capstone.cs_close(handle);
    }
}
