// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stalls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.uapi.Mark;

/**
 * Finds the instructions at which other CPUs may see what is half done:
 *
 * <ul>
 *   <li>a call, and what follows it: the timer code calls little else than functions that take and release locks
 *   <li>a jump out of the function, which is a call that does not come back
 *   <li>an access that is locked, and what follows it
 *   <li>what lies between two stores to the same word, the second one included
 * </ul>
 */
public final class Windows {
    /** Two stores with more instructions between them are not taken for steps of one change. */
    private static final int FARTHEST = 24;

    private static final Pattern MEMORY = Pattern.compile("^\\w+ ptr (?:\\w\\w:)?(\\[[^]]+])");
    private static final Pattern TARGET = Pattern.compile("0x([0-9a-f]{1,16})");
    /** Their first operand is only read. */
    private static final Set<String> READERS =
            Set.of("cmp", "test", "call", "jmp", "push", "bt", "nop", "lea", "mul", "div", "imul", "idiv");

    private Windows() {}

    /**
     * Returns what is known of each byte of a function.
     *
     * @param size its length in bytes
     */
    public static Mark[] marks(int size, List<Instruction> instructions) {
        Mark[] marks = new Mark[size];
        Arrays.fill(marks, Mark.NONE);
        for (int i = 0; i < instructions.size(); i++) {
            marks[instructions.get(i).offset()] = window(instructions, i, size) ? Mark.WINDOW : Mark.INSTRUCTION;
        }
        return marks;
    }

    private static boolean window(List<Instruction> instructions, int at, int size) {
        Instruction one = instructions.get(at);
        if (boundary(one, size) || at > 0 && boundary(instructions.get(at - 1), size)) {
            return true;
        }
        for (int first = Math.max(0, at - FARTHEST); first < at; first++) {
            String word = stored(instructions.get(first));
            if (!word.isEmpty() && storedAgain(instructions, word, at, first + FARTHEST)) {
                return true;
            }
        }
        return false;
    }

    private static boolean storedAgain(List<Instruction> instructions, String word, int from, int to) {
        return instructions.subList(from, Math.min(to, instructions.size())).stream()
                .anyMatch(i -> stored(i).equals(word));
    }

    /** Returns whether what other CPUs may do changes with an instruction. */
    private static boolean boundary(Instruction one, int size) {
        return one.mnemonic().equals("call")
                || one.mnemonic().startsWith("lock ")
                || one.mnemonic().equals("xchg") && one.operands().contains("[")
                || one.mnemonic().equals("jmp") && leaves(one, size);
    }

    private static boolean leaves(Instruction jump, int size) {
        Matcher target = TARGET.matcher(jump.operands());
        return target.matches() && Long.compareUnsigned(Long.parseUnsignedLong(target.group(1), 16), size) >= 0;
    }

    /** Returns the address of the word that an instruction stores to; empty if it stores to none. */
    private static String stored(Instruction one) {
        String plain = one.mnemonic().replaceFirst("^lock ", "");
        Matcher memory = MEMORY.matcher(one.operands());
        return READERS.contains(plain) || !memory.find() ? "" : memory.group(1);
    }
}
