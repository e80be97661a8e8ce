// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;
import java.util.stream.IntStream;

/** Bit sets as the words that the catalogue writes for them. */
final class FlagWords {
    private FlagWords() {}

    /** The words whose bit, by their place in the list, is set. */
    static List<String> of(List<String> words, int bits) {
        return IntStream.range(0, words.size())
                .filter(i -> (bits & 1 << i) != 0)
                .mapToObj(words::get)
                .toList();
    }

    static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split(" +"));
    }
}
