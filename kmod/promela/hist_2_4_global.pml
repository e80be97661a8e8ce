/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm E reads the machine's one mark under the lock, waits while it names this timer, and tries again. */
#include "runner_2_4.pml"

proctype deleter() {
	bool ran;

	do
	:: LOCK_TO_DELETE;
		detach_if_queued();
		STEP(del_read_running, ran = running);
		UNLOCK(del_unlock);
		if
		:: !ran -> break
		:: else
		fi;
		STEP(del_wait, !running);
		RETRY
	od;
	RETURN
}
