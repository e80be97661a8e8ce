/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TT_SCENARIO(name, aim, aligns, flags, description, reason, rules, traits, rearm, meddle, ahead)
 * TT_FORCED(name, flags, description, reason, traits, rearm, script, handshakes)
 *
 * The rules are those that are checked there, by number; after a colon, of which primitives
 * only: those that call something, that wait (sync) or that shut down. What CONTRACT.md
 * makes void is not among them. No guard: scenarios.c includes it twice.
 */

TT_SCENARIO("pending", "early", "none", "available local remote calibrate models",
	    "armed far ahead and deleted at once, by the same CPU or another",
	    "", "3:call 4 5:call 7 12",
	    TT_TRAIT_FAR, NULL, NULL, 0)

TT_SCENARIO("idle", "late", "none", "available local remote models",
	    "deleted while it is not armed",
	    "", "4 5:call 7 12",
	    TT_TRAIT_IDLE, NULL, NULL, 0)

TT_SCENARIO("expired", "late", "none", "available local remote models",
	    "deleted after it expired and its handler ended",
	    "", "4 5:call 7 12",
	    TT_TRAIT_IDLE | TT_TRAIT_EXPIRED, NULL, NULL, 0)

TT_SCENARIO("running", "encounter", "chase spin none", "available remote hotplug models",
	    "fires on one CPU while another deletes it; each arm fires once",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 12",
	    0, NULL, NULL, 0)

TT_SCENARIO("rearm", "encounter", "chase spin none", "available remote models",
	    "like running, but the handler arms its own timer again by mod_timer",
	    "", "1:sync 2:sync 3:sync 4 6 7 8 9 12",
	    TT_TRAIT_REARM, tt_rearm_mod, NULL, 0)

TT_SCENARIO("readd", "encounter", "chase spin", "available remote third",
	    "a third CPU arms the timer again by mod_timer while the deleter waits (May 2000)",
	    "", "1:sync 4 6 7 12",
	    TT_TRAIT_SHARED, NULL, tt_meddle_readd, 1)

TT_SCENARIO("contend", "encounter", "chase spin", "available remote third",
	    "two CPUs delete one timer; one of them at most may get 1",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 12",
	    0, NULL, tt_meddle_contend, 1)

TT_SCENARIO("migrate", "encounter", "chase spin", "available remote third",
	    "a third CPU pulls the timer over to its own base by mod_timer, just before it fires",
	    "", "1:sync 4 6 7 12",
	    TT_TRAIT_SHARED, NULL, tt_meddle_migrate, 8)

TT_SCENARIO("remod", "encounter", "chase spin", "available remote third",
	    "a third CPU changes the expiry by mod_timer, timer_reduce or mod_timer_pending",
	    "", "1:sync 4 6 7 12",
	    TT_TRAIT_SHARED, NULL, tt_meddle_remod, 4)

TT_SCENARIO("selffree", "encounter", "chase spin", "available remote hotplug",
	    "the handler frees its timer unless the deletion returned 1; the deleter holds a reference",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
	    TT_TRAIT_SELFFREE, NULL, NULL, 0)

TT_SCENARIO("selffree-broken", "encounter", "chase spin", "available remote unsafe hotplug",
	    "like selffree, but the deleter holds no reference: its call touches what was freed",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
	    TT_TRAIT_SELFFREE | TT_TRAIT_UNHELD, NULL, NULL, 0)

TT_SCENARIO("free-after-sync", "encounter", "chase spin", "available remote sync hotplug",
	    "the timer counts as freed, with poison in it, once the deletion has returned",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
	    TT_TRAIT_FREES, NULL, NULL, 0)

TT_SCENARIO("shutdown", "encounter", "chase spin", "available remote third shutdown",
	    "a third CPU arms the timer while it is shut down; afterwards no arming works",
	    "", "1:sync 4 6 7 10:shutdown 12",
	    TT_TRAIT_SHARED | TT_TRAIT_REVIVE, NULL, tt_meddle_readd, 2)

TT_SCENARIO("teardown", "encounter", "chase spin none", "available remote teardown",
	    "like running, but in mid-flight its owner closes the device or is killed, and the module is unloaded",
	    "", "1:sync 2:sync 3:call 4 5:call 6 7 8 9 12", 0, NULL, NULL, 0)

TT_SCENARIO("unload", "encounter", "none", "available remote unsafe sync victim",
	    "handlers live in a second module, whose exit deletes their timers and whose text then goes away",
	    "", "", TT_TRAIT_REARM, NULL, NULL, 0)

TT_SCENARIO("rearm-on", "encounter", "chase spin", "available remote unsafe",
	    "the handler arms its timer on the deleter's CPU by add_timer_on, which is documented as wrong",
	    "", "1:sync 7 12",
	    TT_TRAIT_REARM | TT_TRAIT_ESCAPE, tt_rearm_on, NULL, 0)

#ifdef TT_HAVE_ADD_TIMER_LOCAL
TT_SCENARIO("rearm-local", "encounter", "chase spin", "available remote unsafe",
	    "the handler arms its timer, which was not pinned, again by add_timer_local",
	    "", "1:sync 7 12",
	    TT_TRAIT_REARM | TT_TRAIT_ESCAPE | TT_TRAIT_UNPINNED, tt_rearm_local, NULL, 0)
#else
TT_SCENARIO("rearm-local", "encounter", "chase spin", "remote unsafe",
	    "the handler arms its timer, which was not pinned, again by add_timer_local",
	    "this kernel's headers do not have add_timer_local (6.9 and later)", "1:sync 7 12",
	    0, NULL, NULL, 0)
#endif

#ifdef TT_HAVE_ADD_TIMER_GLOBAL
TT_SCENARIO("rearm-global", "encounter", "chase spin", "available remote unsafe",
	    "the handler arms its timer, which was pinned, again by add_timer_global",
	    "", "1:sync 7 12",
	    TT_TRAIT_REARM | TT_TRAIT_ESCAPE | TT_TRAIT_BEPINNED, tt_rearm_global, NULL, 0)
#else
TT_SCENARIO("rearm-global", "encounter", "chase spin", "remote unsafe",
	    "the handler arms its timer, which was pinned, again by add_timer_global",
	    "this kernel's headers do not have add_timer_global (6.9 and later)", "1:sync 7 12",
	    0, NULL, NULL, 0)
#endif

TT_SCENARIO("readd-on", "encounter", "chase spin", "available remote third unsafe",
	    "a third CPU arms a shared timer by add_timer_on, which may panic the kernel",
	    "", "1:sync 7 12",
	    TT_TRAIT_SHARED | TT_TRAIT_ESCAPE, NULL, tt_meddle_readd_on, 1)

TT_FORCED("defeat-a-use-after-free", "available remote models",
	  "the deletion returns while the handler runs, and the caller frees what the handler then uses",
	  "", 0, NULL, &tt_script_a_use_after_free, 2)

TT_FORCED("defeat-b-no-exit", "available remote models model-only",
	  "the handler does not call timer_exit(), and its deleter waits for that",
	  "", 0, NULL, &tt_script_b_no_exit, 4)

TT_FORCED("defeat-b-free", "available remote models model-only",
	  "the handler frees its timer, in which the deleter waits for a mark to go",
	  "", 0, NULL, &tt_script_b_free, 4)

TT_FORCED("defeat-c-readd", "available remote models model-only",
	  "the handler arms its timer again after the deletion has looked, and ends",
	  "", 0, NULL, &tt_script_c_readd, 4)

TT_FORCED("defeat-c-flag", "available remote models model-only",
	  "the handler reads the flag against arming just before it is set, and arms its timer after all",
	  "", 0, NULL, &tt_script_c_flag, 4)

TT_FORCED("defeat-d-third-cpu", "available remote models model-only third",
	  "the handler arms its timer again, and a third CPU deletes it before the deleter has the lock again",
	  "", 0, NULL, &tt_script_d_third_cpu, 6)

TT_FORCED("defeat-d-run-again", "available remote models model-only",
	  "the handler arms its timer again, and it runs again before the deleter has the lock again",
	  "", 0, NULL, &tt_script_f1, 6)

TT_FORCED("defeat-f1", "available remote models model-only",
	  "the waiter stalls; the handler arms its timer again, and the next tick runs it (Nesterov 2005)",
	  "", 0, NULL, &tt_script_f1, 6)

TT_FORCED("defeat-f2", "available remote models model-only third",
	  "a third CPU arms the running timer and runs it too; the deleter waits for the first it finds",
	  "", 0, NULL, &tt_script_f2, 5)

TT_FORCED("defeat-g1", "available remote models model-only",
	  "the deleter looks between the runner's two stores of a first run",
	  "", 0, NULL, &tt_script_g1, 2)

TT_FORCED("defeat-g2", "available remote models model-only third",
	  "a third CPU arms the running timer and runs it too; the deleter waits for the last it knows of",
	  "", 0, NULL, &tt_script_g2, 5)

TT_FORCED("defeat-h-lwn", "available remote models",
	  "the handler has armed its timer again and runs on; that it was pending proves nothing",
	  "", TT_TRAIT_REARM, tt_rearm_mod, &tt_script_rearmed, 2)

TT_FORCED("defeat-h-morton", "available remote models",
	  "the handler runs; that its timer was not pending proves nothing",
	  "", 0, NULL, &tt_script_running, 2)

TT_FORCED("defeat-i-silent", "available remote models model-only",
	  "the handler has armed its timer again and runs on; a BUG_ON after a failed delete does not see it",
	  "", 0, NULL,
	  &tt_script_rearmed, 2)

TT_FORCED("defeat-rearm-mod", "available remote",
	  "the control of the next ones: the handler arms its timer again by mod_timer",
	  "", TT_TRAIT_REARM, tt_rearm_mod, &tt_script_rearmed, 2)

TT_FORCED("defeat-rearm-on", "available remote",
	  "the handler arms its timer on the deleter's CPU by add_timer_on, which is documented as wrong",
	  "", TT_TRAIT_REARM | TT_TRAIT_ESCAPE, tt_rearm_on, &tt_script_rearmed, 2)

#ifdef TT_HAVE_ADD_TIMER_LOCAL
TT_FORCED("defeat-rearm-local", "available remote",
	  "the handler arms its timer, which was not pinned, again by add_timer_local and runs on",
	  "", TT_TRAIT_REARM | TT_TRAIT_ESCAPE | TT_TRAIT_UNPINNED, tt_rearm_local,
	  &tt_script_rearmed, 2)
#else
TT_FORCED("defeat-rearm-local", "remote",
	  "the handler arms its timer, which was not pinned, again by add_timer_local and runs on",
	  "this kernel's headers do not have add_timer_local (6.9 and later)", 0, NULL,
	  &tt_script_rearmed, 2)
#endif

#ifdef TT_HAVE_ADD_TIMER_GLOBAL
TT_FORCED("defeat-rearm-global", "available remote",
	  "the handler arms its timer, which was pinned, again by add_timer_global and runs on",
	  "", TT_TRAIT_REARM | TT_TRAIT_ESCAPE | TT_TRAIT_BEPINNED, tt_rearm_global,
	  &tt_script_rearmed, 2)
#else
TT_FORCED("defeat-rearm-global", "remote",
	  "the handler arms its timer, which was pinned, again by add_timer_global and runs on",
	  "this kernel's headers do not have add_timer_global (6.9 and later)", 0, NULL,
	  &tt_script_rearmed, 2)
#endif
