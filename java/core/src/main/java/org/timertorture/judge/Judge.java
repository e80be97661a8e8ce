// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Judgement;
import org.timertorture.result.Trust;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.EndReason;

/** Judges a run: verdict, trust and exit code. */
public final class Judge {
    private Judge() {}

    public static Judgement judge(List<CellResult> cells, Circumstances circumstances) {
        Trust trust = new TrustJudge(cells, circumstances).trust();
        boolean crashed = circumstances.died() || cells.stream().anyMatch(c -> c.status() == CellStatus.CRASHED);
        boolean failed = cells.stream().anyMatch(c -> new CellJudge(c).failed());
        boolean hung = cells.stream().anyMatch(c -> endedBy(c, EndReason.HUNG));
        boolean incomplete = circumstances.interrupted() || cells.stream().anyMatch(Judge::cutShort);
        ExitCode exit = ExitCode.first(
                exits(trust, circumstances, crashed || hung && incomplete && !failed, failed, incomplete));
        return new Judgement(
                verdict(circumstances.interrupted(), crashed, failed, incomplete),
                trust,
                exit,
                new OracleJudge(cells).oracle());
    }

    private static Verdict verdict(boolean interrupted, boolean crashed, boolean failed, boolean incomplete) {
        if (interrupted) {
            return Verdict.INCOMPLETE;
        }
        if (crashed) {
            return Verdict.CRASHED;
        }
        if (failed) {
            return Verdict.FAIL;
        }
        return incomplete ? Verdict.INCOMPLETE : Verdict.PASS;
    }

    private static List<ExitCode> exits(
            Trust trust, Circumstances circumstances, boolean crashed, boolean failed, boolean incomplete) {
        List<ExitCode> exits = new ArrayList<>();
        if (circumstances.interrupted()) {
            exits.add(ExitCode.INTERRUPTED);
        } else if (incomplete && !crashed && !failed) {
            exits.add(ExitCode.ENVIRONMENT);
        }
        if (crashed) {
            exits.add(ExitCode.CRASHED);
        }
        if (failed) {
            exits.add(ExitCode.FAILED);
        }
        if (trust.verdict().level() == TrustLevel.NONE
                || circumstances.strict() && trust.verdict().level() != TrustLevel.OK
                || circumstances.strictTiming() && trust.timing().level() != TrustLevel.OK) {
            exits.add(ExitCode.UNTRUSTED);
        }
        return exits;
    }

    private static boolean cutShort(CellResult cell) {
        boolean endless = cell.status() == CellStatus.RAN
                && cell.health() != null
                && cell.health().end() == null;
        return endless || cell.status() == CellStatus.NOT_REACHED || new CellJudge(cell).endedFromOutside();
    }

    private static boolean endedBy(CellResult cell, EndReason reason) {
        return cell.health() != null && cell.health().end() == reason;
    }
}
