// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.uapi.Mark;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WindowsTest {

    /** Returns the marks of machine code, one letter a byte: a window, an instruction, or nothing. */
    private static String marks(String hex) {
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        Optional<Disassembler> found = Disassembler.open();
        assumeTrue(found.isPresent(), "this machine has no Capstone");
        try (Disassembler disassembler = found.get()) {
            List<Instruction> instructions = disassembler.decode(code);
            return Arrays.stream(Windows.marks(code.length, instructions))
                    .map(m -> m == Mark.WINDOW ? "W" : m == Mark.INSTRUCTION ? "i" : ".")
                    .collect(Collectors.joining());
        }
    }

    @Test
    void two_stores_to_one_word_have_a_window_between_them() {
        // mov [rbx+0x20], eax; nop; mov [rbx+0x20], ecx; nop
        assertEquals("i..WW..i", marks("894320 90 894b20 90"));
    }

    @Test
    void stores_to_two_words_and_mere_reads_have_none() {
        // mov [rbx+0x20], eax; nop; mov [rbx+0x28], ecx
        assertEquals("i..ii..", marks("894320 90 894b28"));
        // mov [rbx+0x20], eax; nop; cmp [rbx+0x20], ecx
        assertEquals("i..ii..", marks("894320 90 394b20"));
    }

    @Test
    void a_call_and_what_follows_it_are_windows() {
        // nop; call +0; nop; nop
        assertEquals("iW....Wi", marks("90 e800000000 90 90"));
    }

    @Test
    void a_locked_access_and_what_follows_it_are_windows() {
        // nop; lock or dword ptr [rax], 1; nop; nop
        assertEquals("iW...Wi", marks("90 f0830801 90 90"));
    }

    @Test
    void a_jump_out_of_the_function_is_a_window_and_one_inside_is_none() {
        // jmp +0x100; jmp -2
        assertEquals("W....W.", marks("e900010000 ebfe"));
        // nop; jmp +0; nop
        assertEquals("ii.i", marks("90 eb00 90"));
        // nop; jmp far before the function
        assertEquals("iW....", marks("90 e900ffffff"));
    }

    @Test
    void a_byte_that_is_no_instruction_is_left_out() {
        // 06 is no instruction in 64-bit mode
        assertEquals(".ii", marks("06 90 90"));
    }
}
