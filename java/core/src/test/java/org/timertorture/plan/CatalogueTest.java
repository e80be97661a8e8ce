// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

class CatalogueTest {
    private static final String SCENARIO = "tt_scenario=name=idle|aim=LATE|description=d";

    @Test
    void aScenarioChecksARuleForThePrimitivesThatItNames() {
        Catalogue catalogue = Catalogues.of(List.of(
                "tt_primitive=name=a|kind=NATIVE|flags=SYNC|description=d",
                "tt_primitive=name=b|kind=NULL|description=d",
                SCENARIO + "|aligns=CHASE, NONE|rules=HUNG|rules_sync=VISIBLE"));
        Catalogue.Scenario scenario = catalogue.scenarios().get(0);
        assertEquals(List.of(Align.CHASE, Align.NONE), scenario.aligns());
        assertEquals(
                List.of(Rule.VISIBLE, Rule.HUNG),
                List.copyOf(scenario.rulesOf(catalogue.primitives().get(0))));
        assertEquals(
                List.of(Rule.HUNG),
                List.copyOf(scenario.rulesOf(catalogue.primitives().get(1))));
        assertEquals(Kind.NULL, catalogue.primitives().get(1).kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            tt_hz=fast                                                  ; tt_hz: expected a number, found "fast"
            tt_scenario=name=idle|aim=SOON|description=d                ; aim: "SOON" is none of early, encounter, late
            tt_scenario=name=idle|aim=LATE|description=d|handshakes=two ; handshakes: expected a number, found "two"
            tt_primitive=name=a|kind=NATIVE|flags=SYNC, LOUD            ; flags: "LOUD" is none of
            tt_primitive=kind=NATIVE                                    ; no name in
            tt_primitive=name                                           ; expected NAME=VALUE, found "name"
            tt_check=name=a|errno=EINVAL|setting=b|must=BATCH,0,x,1     ; a check: expected a number, found "x"
            tt_check=name=a|errno=EINVAL|setting=b|must=MOOD,0,0,1      ; a check with an unknown condition
            """)
    void aMalformedCatalogueIsRefusedInWordsThatNameTheField(String line, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> Catalogues.of(List.of(line)))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }
}
