/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The reasons for which TT_START refuses a cell, in the order in which they are
 * looked at. table.h says how a table is written; device/start_check.c includes
 * this file and needs no guard.
 *
 *	TT_CHECK(name, error, setting, conditions...)
 *
 * is a check that anybody can make who knows the facts (enum tt_fact). User space
 * reads these rows from the module file and makes the same checks before a run.
 * If every WHEN holds, the MUST has to hold as well. The conditions are:
 *
 *	WHEN(fact, min, max)	the fact lies between the two
 *	WHEN_SET(fact, flags)	one of these flags is set
 *	WHEN_CLEAR(fact, flags)	none of these flags is set
 *
 * and likewise MUST, MUST_SET and MUST_CLEAR, one of which comes last.
 *
 *	TT_FOUND(name, error, setting)
 *
 * is a reason that only the kernel can find.
 *
 * @error is the errno. @setting is what the user gave, in the words of a plan.
 */

TT_FOUND(busy, EBUSY, "device"),
TT_FOUND(reserved, EINVAL, "reserved0"),
TT_FOUND(name_too_long, EINVAL, "primitive"),
TT_FOUND(primitive_unknown, ENOENT, "primitive"),
TT_FOUND(scenario_unknown, ENOENT, "scenario"),

TT_CHECK(primitive_available, EOPNOTSUPP, "primitive",
	 MUST_SET(PRIMITIVE_FLAGS, TT_PRIM_AVAILABLE)),
TT_CHECK(scenario_available, EOPNOTSUPP, "scenario",
	 MUST_SET(SCENARIO_FLAGS, TT_SCEN_AVAILABLE)),

TT_CHECK(align_range, EINVAL, "align",
	 MUST(ALIGN, 0, TT_ALIGN_CHASE)),
TT_CHECK(align_of_scenario, EINVAL, "align",
	 MUST(ALIGN_OFFERED, 1, 1)),
TT_CHECK(flags_known, EINVAL, "flags",
	 MUST_CLEAR(FLAGS, ~(TT_START_SLEEP | TT_START_CALIBRATE | TT_START_HOTPLUG))),
TT_CHECK(timer_flags_known, EINVAL, "timer",
	 MUST_CLEAR(TIMER_FLAGS, ~(TT_TIMER_PINNED | TT_TIMER_DEFERRABLE | TT_TIMER_IRQSAFE))),
TT_CHECK(inject_range, EINVAL, "inject",
	 MUST(INJECT, 0, TT_INJECT_STOLEN_ARM)),
TT_CHECK(handler_range, EINVAL, "handler",
	 MUST(HANDLER_NS, 0, TT_MAX_HANDLER_NS)),
TT_CHECK(duration_range, EINVAL, "seconds",
	 MUST(DURATION_MS, TT_MIN_DURATION_MS, TT_MAX_DURATION_MS)),
TT_CHECK(slice_range, EINVAL, "slice",
	 MUST(SLICE_MS, 0, TT_MAX_DURATION_MS)),

TT_CHECK(batch_range, EINVAL, "batch",
	 MUST(BATCH, 0, TT_MAX_BATCH)),
TT_CHECK(batch_time, EINVAL, "batch",
	 WHEN(BATCH, 2, TT_MAX_BATCH),
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_FORCED | TT_SCEN_REARMED),
	 MUST(BATCH_PERMILLE, 0, 800)),
TT_CHECK(batch_time_rearmed, EINVAL, "batch",
	 WHEN(BATCH, 2, TT_MAX_BATCH),
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_FORCED),
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_REARMED),
	 MUST(BATCH_PERMILLE, 0, 500)),
TT_CHECK(batch_time_irqsafe, EINVAL, "batch",
	 WHEN(BATCH, 2, TT_MAX_BATCH),
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_FORCED),
	 WHEN_SET(TIMER_FLAGS, TT_TIMER_IRQSAFE),
	 MUST(IRQS_OFF_NS, 0, TT_MAX_IRQSAFE_NS)),

TT_CHECK(shutdown_only, EINVAL, "primitive",
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_SHUTDOWN),
	 MUST_SET(PRIMITIVE_FLAGS, TT_PRIM_SHUTDOWN)),
TT_CHECK(sync_only, EINVAL, "primitive",
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_SYNC),
	 MUST_SET(PRIMITIVE_FLAGS, TT_PRIM_SYNC)),
TT_CHECK(not_for_models, EINVAL, "primitive",
	 WHEN_SET(PRIMITIVE_FLAGS, TT_PRIM_MODEL),
	 MUST_SET(SCENARIO_FLAGS, TT_SCEN_MODELS)),
TT_CHECK(models_only, EINVAL, "primitive",
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_MODEL_ONLY),
	 MUST_SET(PRIMITIVE_FLAGS, TT_PRIM_MODEL)),

TT_CHECK(slots_of_model, EINVAL, "slots",
	 WHEN_CLEAR(PRIMITIVE_FLAGS, TT_PRIM_MODEL),
	 MUST(SLOTS, 0, 0)),
TT_CHECK(slots_range, EINVAL, "slots",
	 WHEN_SET(SLOTS, ~0),
	 MUST(SLOTS, TT_MIN_SLOTS, TT_MAX_SLOTS)),
TT_CHECK(cold_of_model, EINVAL, "cold",
	 WHEN_CLEAR(PRIMITIVE_FLAGS, TT_PRIM_MODEL),
	 MUST(COLD, TT_COLD_NONE, TT_COLD_NONE)),
TT_CHECK(cold_range, EINVAL, "cold",
	 MUST(COLD, TT_COLD_NONE, TT_COLD_DIRTY)),
TT_CHECK(cold_writer, EINVAL, "cold",
	 WHEN(COLD, TT_COLD_DIRTY, TT_COLD_DIRTY),
	 MUST(WRITER_CPUS, 1, U32_MAX)),
TT_CHECK(remote_of_model, EINVAL, "remote-ns",
	 WHEN_CLEAR(PRIMITIVE_FLAGS, TT_PRIM_MODEL),
	 MUST(REMOTE_NS, 0, 0)),
TT_CHECK(remote_range, EINVAL, "remote-ns",
	 MUST(REMOTE_NS, 0, TT_MAX_REMOTE_NS)),
TT_CHECK(search_range, EINVAL, "remote-ns",
	 MUST(SEARCH_NS, 0, TT_MAX_SEARCH_NS)),
TT_CHECK(skip_of_forced, EINVAL, "skip",
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_FORCED),
	 MUST(SKIP, 0, 0)),
TT_CHECK(skip_range, EINVAL, "skip",
	 MUST(SKIP_BEYOND, 0, 0)),

TT_CHECK(hotplug_align, EINVAL, "hotplug",
	 WHEN_SET(FLAGS, TT_START_HOTPLUG),
	 MUST(ALIGN, TT_ALIGN_CHASE, TT_ALIGN_CHASE)),
TT_CHECK(hotplug_scenario, EINVAL, "hotplug",
	 WHEN_SET(FLAGS, TT_START_HOTPLUG),
	 MUST_SET(SCENARIO_FLAGS, TT_SCEN_HOTPLUG)),
TT_CHECK(hotplug_model, EINVAL, "hotplug",
	 WHEN_SET(FLAGS, TT_START_HOTPLUG),
	 MUST_CLEAR(PRIMITIVE_FLAGS, TT_PRIM_MODEL)),
/* A timer that is shut down needs a set-up, which the bare loop would have to time. */
TT_CHECK(calibrate_primitive, EINVAL, "calibrate",
	 WHEN_SET(FLAGS, TT_START_CALIBRATE),
	 MUST_CLEAR(PRIMITIVE_FLAGS, TT_PRIM_SHUTDOWN)),
TT_CHECK(calibrate_native, EINVAL, "calibrate",
	 WHEN_SET(FLAGS, TT_START_CALIBRATE),
	 MUST(PRIMITIVE_KIND, TT_KIND_NATIVE, TT_KIND_NATIVE)),
TT_CHECK(calibrate_scenario, EINVAL, "calibrate",
	 WHEN_SET(FLAGS, TT_START_CALIBRATE),
	 MUST_SET(SCENARIO_FLAGS, TT_SCEN_CALIBRATE)),

TT_CHECK(not_local, EINVAL, "pairs",
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_LOCAL),
	 MUST(LOCAL_PAIRS, 0, 0)),
TT_CHECK(not_remote, EINVAL, "pairs",
	 WHEN_CLEAR(SCENARIO_FLAGS, TT_SCEN_REMOTE),
	 MUST(REMOTE_PAIRS, 0, 0)),
TT_CHECK(third_cpu, EINVAL, "pairs",
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_THIRD),
	 MUST(PAIRS_WITHOUT_THIRD, 0, 0)),

TT_CHECK(unsafe_primitive, EPERM, "primitive",
	 WHEN_SET(PRIMITIVE_FLAGS, TT_PRIM_UNSAFE),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_scenario, EPERM, "scenario",
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_UNSAFE),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_inject, EPERM, "inject",
	 WHEN(INJECT, 1, TT_INJECT_STOLEN_ARM),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_hotplug, EPERM, "hotplug",
	 WHEN_SET(FLAGS, TT_START_HOTPLUG),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_stalls, EPERM, "stalls",
	 WHEN(STALLS, 1, 1),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_irqsafe, EPERM, "handler",
	 WHEN_SET(TIMER_FLAGS, TT_TIMER_IRQSAFE),
	 WHEN(HANDLER_NS, TT_MAX_IRQSAFE_NS + 1, TT_MAX_HANDLER_NS),
	 MUST(UNSAFE, 1, 1)),
TT_CHECK(unsafe_irqsafe_rearmed, EPERM, "handler",
	 WHEN_SET(TIMER_FLAGS, TT_TIMER_IRQSAFE),
	 WHEN_SET(SCENARIO_FLAGS, TT_SCEN_REARMED),
	 WHEN(HANDLER_NS, TT_MAX_IRQSAFE_NS / 2 + 1, TT_MAX_HANDLER_NS),
	 MUST(UNSAFE, 1, 1)),

TT_CHECK(pairs_range, EINVAL, "pairs",
	 MUST(PAIRS, 1, TT_MAX_PAIRS)),

TT_FOUND(cpu_offline, ENODEV, "pairs"),
TT_FOUND(by_loading, EINVAL, "scenario"),
TT_FOUND(cannot_flush, EOPNOTSUPP, "cold"),
TT_FOUND(stalled_place_unknown, ENOENT, "stalls"),
TT_FOUND(search_of_cpus, EINVAL, "remote-ns"),
TT_FOUND(no_memory, ENOMEM, "pairs"),
