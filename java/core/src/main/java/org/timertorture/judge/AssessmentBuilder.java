// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.result.Assessment;
import org.timertorture.result.TrustLevel;

/** Collects reasons against trust. The worst level among them becomes the level of the assessment. */
final class AssessmentBuilder {
    private final List<String> sentences = new ArrayList<>();
    private TrustLevel level = TrustLevel.OK;

    void degrade(String sentence) {
        add(TrustLevel.DEGRADED, sentence);
    }

    void refuse(String sentence) {
        add(TrustLevel.NONE, sentence);
    }

    Assessment assessment() {
        return new Assessment(level, sentences);
    }

    private void add(TrustLevel worse, String sentence) {
        if (level.compareTo(worse) < 0) {
            level = worse;
        }
        sentences.add(sentence);
    }
}
