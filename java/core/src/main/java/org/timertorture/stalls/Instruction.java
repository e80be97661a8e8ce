// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stalls;

/**
 * One x86-64 instruction.
 *
 * @param offset where it begins, in bytes from the function's beginning
 * @param mnemonic for example {@code lock or}
 * @param operands in Intel's syntax, the destination first, for example {@code dword ptr [rbx + 0x20], eax}; targets of
 *     jumps and calls are offsets from the function's beginning
 */
public record Instruction(int offset, String mnemonic, String operands) {}
