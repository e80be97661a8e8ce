// SPDX-License-Identifier: Apache-2.0
package org.timertorture.samples;

import static org.timertorture.assertj.TimertortureAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timertorture.junit.Target;
import org.timertorture.junit.TimerTorture;

/** Fails, to show what a failure looks like: the deletion does not wait for the handler. */
@TimerTorture
class WrongCall {
    @Test
    void the_handler_has_ended_when_the_deletion_returns(Target target) {
        assertThat(target.plan("wrong")
                        .seconds(1)
                        .cell("running", "broken_no_wait")
                        .expect("pass")
                        .run())
                .hasNoForbiddenOutcomes();
    }
}
