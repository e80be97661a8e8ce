/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TT_ERA(name, traits): what runs and arms timers beside each deletion of
 * history_delete.c. No guard: it is included more than once.
 */
TT_ERA(hist_2_2_del_timer, TT_ERA_GLOBAL)
TT_ERA(hist_2_3_timer_exit, TT_ERA_GLOBAL | TT_ERA_MARK_TIMER)
TT_ERA(hist_wait_on_timers, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT | TT_ERA_STOP)
TT_ERA(hist_wait_on_timers_noflag, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT)
TT_ERA(hist_timer_race_6, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT)
TT_ERA(hist_timer_race_6_else, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT)
TT_ERA(hist_timer_race_6_retry, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT)
TT_ERA(hist_2_4_global, TT_ERA_GLOBAL | TT_ERA_MARK_SLOT)
TT_ERA(hist_2_6_query_loop, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT)
TT_ERA(hist_last_running, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT | TT_ERA_LAST)
TT_ERA(hist_singleshot, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT)
TT_ERA(hist_lwn_shortcut, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT)
TT_ERA(hist_morton_shortcut, TT_ERA_NO_BASE | TT_ERA_MARK_SLOT)
TT_ERA(hist_2_6_13, TT_ERA_STAYS | TT_ERA_MARK_SLOT | TT_ERA_MARK_FIRST)
TT_ERA(hist_null, TT_ERA_GLOBAL)
