/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What happens to the timer while it is deleted, or armed. table.h says how a table is
 * written; scenarios.c includes this file and needs no guard. The fields of an
 * entry:
 *
 *	AIM		TT_EARLY, TT_ENCOUNTER or TT_LATE: the outcome that it is made for
 *	ALIGNS		TT_ALIGN_*, the default one first
 *	FLAGS		TT_SCEN_*; TT_SCEN_AVAILABLE comes from NEEDS
 *	NEEDS		the TT_HAVE_* without which the scenario is not available
 *	CHECKS		TT_RULE_* that are checked for every primitive
 *	CHECKS_CALL	and for primitives that call something
 *	CHECKS_SYNC	and for primitives that wait
 *	CHECKS_SHUTDOWN	and for primitives that shut down
 *	TRAITS		TT_TRAIT_*
 *	REARM		the function by which the handler arms its timer again
 *	ATTEMPT		the function by which the deleter acts on a timer, if it does not
 *			just call the primitive
 *	MEDDLE		the function that the third CPU calls
 *	BEFORE_FREE	the function that the deleter calls before a timer counts as freed
 *	AHEAD		how many handlers before a timer's own the third CPU reaches, at most
 *	SCRIPT		of a forced race: its script
 *	HANDSHAKES	of a forced race: how many its script has
 *	UNFORCED	of a forced race: the scenario, further up, in which the chase
 *			may win the same race and no other
 *
 * A rule that CONTRACT.md makes void in a scenario is not among its checks.
 * TT_FORCED is an entry for a race that handshakes bring about.
 */
#define TT_FORCED(name, description, ...)				\
	TT_SCENARIO(name, description,					\
		    AIM(ENCOUNTER)					\
		    ALIGNS(NONE)					\
		    CHECKS(HUNG)					\
		    __VA_ARGS__)

TT_SCENARIO("pending",
	    "The timer is armed far ahead and deleted at once, by the same CPU or another.",
	    AIM(EARLY)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, CALIBRATE, MODELS)
	    CHECKS(CONSERVATION, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    TRAITS(FAR))

TT_SCENARIO("idle",
	    "The timer is deleted while it is not armed.",
	    AIM(LATE)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, MODELS)
	    CHECKS(CONSERVATION, NOT_EARLY, HUNG)
	    CHECKS_CALL(RETURN_TRUTH)
	    TRAITS(IDLE))

TT_SCENARIO("expired",
	    "The timer is deleted after it expired and its handler ended.",
	    AIM(LATE)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, MODELS)
	    CHECKS(CONSERVATION, NOT_EARLY, PINNED, HUNG)
	    CHECKS_CALL(RETURN_TRUTH)
	    TRAITS(IDLE, EXPIRED))

TT_SCENARIO("arm-idle",
	    "The timer is armed while it is not queued. In remote it was last queued on another CPU.",
	    AIM(LATE)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, ARMS)
	    CHECKS(CONSERVATION, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_LOST, PINNED, RETURN_TRUTH)
	    TRAITS(ARMS, IDLE))

TT_SCENARIO("arm-same-bucket",
	    "The timer is queued, and is armed for another expiry in the bucket that it is in.",
	    AIM(EARLY)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, ARMS, PENDING)
	    CHECKS(CONSERVATION, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_LOST, RETURN_TRUTH)
	    TRAITS(ARMS, FAR, SAME_BUCKET))

TT_SCENARIO("arm-pending",
	    "The timer is queued, and is armed for an expiry in another bucket. In remote it moves over from another CPU.",
	    AIM(EARLY)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, ARMS, PENDING)
	    CHECKS(CONSERVATION, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_LOST, PINNED, RETURN_TRUTH)
	    TRAITS(ARMS, FAR))

TT_SCENARIO("arm-running",
	    "The timer is armed for this jiffy while its handler runs on another CPU.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, ARMS, PENDING, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG)
	    TRAITS(SHARED)
	    ATTEMPT(tt_attempt_to_arm))

TT_SCENARIO("expire",
	    "A batch of timers expires in one softirq, and nobody deletes them. In remote another CPU has armed them.",
	    AIM(LATE)
	    ALIGNS(NONE)
	    FLAGS(LOCAL, REMOTE, EXPIRES)
	    CHECKS(CONSERVATION, CONTEXT, NOT_EARLY, PINNED, HUNG)
	    TRAITS(EXPIRES))

TT_SCENARIO("pulled",
	    "A batch of timers that are not pinned is armed on a CPU that then goes idle. Since Linux 6.9 another CPU expires them.",
	    AIM(LATE)
	    ALIGNS(NONE)
	    FLAGS(REMOTE, EXPIRES)
	    CHECKS(CONSERVATION, CONTEXT, NOT_EARLY, HUNG)
	    TRAITS(EXPIRES, PULLED, UNPINNED))

TT_SCENARIO("running",
	    "The timer fires on one CPU while another deletes it. Each arm fires once.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN, NONE)
	    FLAGS(REMOTE, HOTPLUG, MODELS)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE))

TT_SCENARIO("pulled-running",
	    "Like running, but the timers are not pinned and their CPU is idle. Since Linux 6.9 another CPU expires them, perhaps the third one, which is busy.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE)
	    FLAGS(REMOTE, THIRD)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, HUNG)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(PULLED, UNPINNED)
	    MEDDLE(tt_meddle_not))

TT_SCENARIO("deferrable",
	    "Like running, but the timers are deferrable and expire while their CPU is idle. It runs them when something else wakes it.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE)
	    FLAGS(REMOTE)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, PINNED, HUNG, NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(PULLED, DEFERRABLE))

TT_SCENARIO("lengths",
	    "Like running, but the handlers of a batch take from nothing to twice the usual time.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(LENGTHS))

TT_SCENARIO("in-softirq",
	    "Like running, but the deletion is called in a softirq, as from a tasklet.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN, NONE)
	    FLAGS(REMOTE)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    ATTEMPT(tt_attempt_in_softirq))

TT_SCENARIO("in-hardirq",
	    "Like running, but the deletion is called in a hard interrupt. There only IRQSAFE timers may be waited for.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN, NONE)
	    FLAGS(REMOTE, HARDIRQ)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    ATTEMPT(tt_attempt_in_hardirq))

TT_SCENARIO("in-handler",
	    "The handler of another timer deletes the timer as well, on the CPU that is expiring both.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE)
	    FLAGS(REMOTE)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(SIBLINGS))

TT_SCENARIO("locked",
	    "The deleter holds a lock that the handler takes. A call that waits for the handler never returns. Somebody notices only if a CPU is left free.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE)
	    FLAGS(REMOTE, UNSAFE)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(LOCKED)
	    ATTEMPT(tt_attempt_locked))

TT_SCENARIO("hop",
	    "After a deletion that waited, the owner arms the timer on one CPU after the other by add_timer_on, and may delete it again.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, SYNC, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(HOP))

TT_SCENARIO("rearm",
	    "Like running, but the handler arms its own timer again by mod_timer.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN, NONE)
	    FLAGS(REMOTE, MODELS, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE, NOT_PENDING)
	    CHECKS_SHUTDOWN(HAS_FUNCTION)
	    TRAITS(REARM)
	    REARM(tt_rearm_mod))

TT_SCENARIO("readd",
	    "A third CPU arms the timer again by mod_timer while the deleter waits (May 2000).",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG, NOT_OVERTAKEN)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    CHECKS_SHUTDOWN(HAS_FUNCTION)
	    TRAITS(SHARED)
	    MEDDLE(tt_meddle_readd)
	    AHEAD(1))

TT_SCENARIO("contend",
	    "Two CPUs delete one timer. At most one of them may get 1.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    MEDDLE(tt_meddle_contend)
	    AHEAD(1))

TT_SCENARIO("migrate",
	    "A third CPU pulls the timer to its own base by mod_timer just before it fires.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG, NOT_OVERTAKEN)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    CHECKS_SHUTDOWN(HAS_FUNCTION)
	    TRAITS(SHARED)
	    MEDDLE(tt_meddle_migrate)
	    AHEAD(8))

TT_SCENARIO("remod",
	    "A third CPU changes the expiry by mod_timer, timer_reduce or mod_timer_pending.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG, NOT_OVERTAKEN)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    CHECKS_SHUTDOWN(HAS_FUNCTION)
	    TRAITS(SHARED)
	    MEDDLE(tt_meddle_remod)
	    AHEAD(4))

TT_SCENARIO("selffree",
	    "The handler frees its timer unless the deletion returned 1. The deleter holds a reference.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, HOTPLUG)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH, FREED)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(SELFFREE))

TT_SCENARIO("selffree-broken",
	    "Like selffree, but the deleter holds no reference, so its call touches freed memory.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, UNSAFE, HOTPLUG)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH, FREED)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(SELFFREE, UNHELD))

TT_SCENARIO("free-after-sync",
	    "The timer counts as freed, and is poisoned, once the deletion has returned.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, SYNC, HOTPLUG)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH, FREED)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE)
	    TRAITS(FREES))

TT_SCENARIO("free-readd",
	    "A third CPU arms the timer by mod_timer until the deletion has returned and the owner stops it. Then the timer counts as freed.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, SYNC, THIRD, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG)
	    CHECKS_CALL(FREED)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(SHARED, FREES)
	    MEDDLE(tt_meddle_readd_unless_freed)
	    BEFORE_FREE(tt_ask_third_to_arm)
	    AHEAD(1))

TT_SCENARIO("free-work",
	    "A work item arms the timer after the deletion has returned. The owner waits for it, and then the timer counts as freed.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, SYNC, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG)
	    CHECKS_CALL(FREED)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(SHARED, FREES)
	    BEFORE_FREE(tt_arm_by_work))

TT_SCENARIO("shutdown",
	    "A third CPU arms the timer while it is shut down. Afterwards no arming has an effect.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD, SHUTDOWN, REARMED)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, HUNG, NOT_OVERTAKEN)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    CHECKS_SHUTDOWN(SHUTDOWN, HAS_FUNCTION)
	    TRAITS(SHARED, REVIVE)
	    MEDDLE(tt_meddle_readd)
	    AHEAD(2))

TT_SCENARIO("teardown",
	    "Like running, but in mid-flight the owner closes the device or is killed, and the module is unloaded.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN, NONE)
	    FLAGS(REMOTE, TEARDOWN)
	    CHECKS(CONSERVATION, NO_OVERLAP, CONTEXT, NOT_EARLY, NOT_LOST, PINNED, HUNG,
		   NOT_OVERTAKEN)
	    CHECKS_CALL(NOT_PENDING, RETURN_TRUTH)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC, VISIBLE))

TT_SCENARIO("unload",
	    "The handlers live in a second module. Its exit deletes their timers, and then its text goes away.",
	    AIM(ENCOUNTER)
	    ALIGNS(NONE)
	    FLAGS(REMOTE, UNSAFE, SYNC, VICTIM, REARMED)
	    TRAITS(REARM))

TT_SCENARIO("unload-readd",
	    "Like unload, but a third CPU arms the timers by mod_timer until the exit has deleted them and stops it.",
	    AIM(ENCOUNTER)
	    ALIGNS(NONE)
	    FLAGS(REMOTE, THIRD, UNSAFE, SYNC, VICTIM, REARMED)
	    TRAITS(REARM))

TT_SCENARIO("rearm-on",
	    "The handler arms its timer on the deleter's CPU by add_timer_on, which the documentation forbids.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, UNSAFE, REARMED)
	    CHECKS(NOT_EARLY, HUNG)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(REARM, ESCAPE)
	    REARM(tt_rearm_on))

TT_SCENARIO("rearm-local",
	    "The timer is not pinned, and its handler arms it again by add_timer_local.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, UNSAFE, REARMED)
	    NEEDS(ADD_TIMER_LOCAL)
	    CHECKS(NOT_EARLY, HUNG)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(REARM, ESCAPE, UNPINNED)
	    REARM(tt_rearm_local))

TT_SCENARIO("rearm-global",
	    "The timer is pinned, and its handler arms it again by add_timer_global.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, UNSAFE, REARMED)
	    NEEDS(ADD_TIMER_GLOBAL)
	    CHECKS(NOT_EARLY, HUNG)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(REARM, ESCAPE, BEPINNED)
	    REARM(tt_rearm_global))

TT_SCENARIO("readd-on",
	    "A third CPU arms a shared timer by add_timer_on, which may panic the kernel.",
	    AIM(ENCOUNTER)
	    ALIGNS(CHASE, SPIN)
	    FLAGS(REMOTE, THIRD, UNSAFE, REARMED)
	    CHECKS(NOT_EARLY, HUNG)
	    CHECKS_SYNC(NO_RUN_AFTER_SYNC)
	    TRAITS(SHARED, ESCAPE)
	    MEDDLE(tt_meddle_readd_on)
	    AHEAD(1))

TT_FORCED("defeat-a-use-after-free",
	  "The deletion returns while the handler runs, and the caller frees what the handler then uses.",
	  FLAGS(REMOTE, MODELS, FORCED, UNSAFE)
	  SCRIPT(tt_script_a_use_after_free) HANDSHAKES(2))

TT_FORCED("defeat-b-no-exit",
	  "The handler does not call timer_exit(), and the deleter waits for that call.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_b_no_exit) HANDSHAKES(4))

TT_FORCED("defeat-b-free",
	  "The handler frees its timer while the deleter waits for a mark in it to go.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_b_free) HANDSHAKES(4))

TT_FORCED("defeat-c-readd",
	  "The handler arms its timer again after the deletion has looked, and ends.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_c_readd) HANDSHAKES(4))

TT_FORCED("defeat-c-flag",
	  "The handler reads the flag against arming just before the deleter sets it, and so arms its timer.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_c_flag) HANDSHAKES(4))

TT_FORCED("defeat-d-third-cpu",
	  "The handler arms its timer again, and a third CPU deletes it before the deleter has the lock again.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, THIRD, FORCED, UNSAFE)
	  SCRIPT(tt_script_d_third_cpu) HANDSHAKES(6))

TT_FORCED("defeat-d-run-again",
	  "The handler arms its timer again, and it runs again before the deleter has the lock again.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_f1) HANDSHAKES(6))

TT_FORCED("defeat-f1",
	  "The waiter stalls, the handler arms its timer again, and the next tick runs it (Nesterov 2005).",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_f1) HANDSHAKES(6))

TT_FORCED("defeat-f2",
	  "A third CPU arms the running timer and runs it too. The deleter waits for the first runner that it finds.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, THIRD, FORCED, UNSAFE)
	  SCRIPT(tt_script_f2) HANDSHAKES(5))

TT_FORCED("defeat-g1",
	  "The deleter looks between the two stores that the runner makes when a timer runs for the first time.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_g1) HANDSHAKES(2))

TT_FORCED("defeat-g2",
	  "A third CPU arms the running timer and runs it too. The deleter waits for the last runner that it knows of.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, THIRD, FORCED, UNSAFE)
	  SCRIPT(tt_script_g2) HANDSHAKES(5))

TT_FORCED("defeat-h-lwn",
	  "The handler has armed its timer again and runs on, so a pending timer may be a running one.",
	  FLAGS(REMOTE, MODELS, FORCED, UNSAFE)
	  TRAITS(REARM)
	  REARM(tt_rearm_mod)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2))

TT_FORCED("defeat-h-morton",
	  "The handler runs, although its timer is not pending.",
	  FLAGS(REMOTE, MODELS, FORCED, UNSAFE)
	  SCRIPT(tt_script_running) HANDSHAKES(2))

TT_FORCED("defeat-i-silent",
	  "The handler has armed its timer again and runs on. A BUG_ON after a failed deletion does not see that.",
	  FLAGS(REMOTE, MODELS, MODEL_ONLY, FORCED, UNSAFE)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2))

TT_FORCED("defeat-rearm-mod",
	  "The control of the next three: the handler arms its timer again by mod_timer.",
	  FLAGS(REMOTE, FORCED, UNSAFE)
	  TRAITS(REARM)
	  REARM(tt_rearm_mod)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2))

TT_FORCED("defeat-rearm-on",
	  "The handler arms its timer on the deleter's CPU by add_timer_on, which the documentation forbids.",
	  FLAGS(REMOTE, FORCED, UNSAFE)
	  TRAITS(REARM, ESCAPE)
	  REARM(tt_rearm_on)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2)
	  UNFORCED("rearm-on"))

TT_FORCED("defeat-rearm-local",
	  "The timer is not pinned. Its handler arms it again by add_timer_local and runs on.",
	  FLAGS(REMOTE, FORCED, UNSAFE)
	  NEEDS(ADD_TIMER_LOCAL)
	  TRAITS(REARM, ESCAPE, UNPINNED)
	  REARM(tt_rearm_local)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2)
	  UNFORCED("rearm-local"))

TT_FORCED("defeat-rearm-global",
	  "The timer is pinned. Its handler arms it again by add_timer_global and runs on.",
	  FLAGS(REMOTE, FORCED, UNSAFE)
	  NEEDS(ADD_TIMER_GLOBAL)
	  TRAITS(REARM, ESCAPE, BEPINNED)
	  REARM(tt_rearm_global)
	  SCRIPT(tt_script_rearmed) HANDSHAKES(2)
	  UNFORCED("rearm-global"))
