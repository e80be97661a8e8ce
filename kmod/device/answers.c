// SPDX-License-Identifier: GPL-2.0-only
/*
 * Answers TT_GET_*: the kernel, its CPUs and nodes, and the catalogue.
 */
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/nodemask.h>
#include <linux/preempt.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <linux/topology.h>
#include <linux/utsname.h>

#include "catalogue.h"
#include "device/answers.h"
#include "timing/clock.h"

#ifndef TT_SOURCE_HASH
#define TT_SOURCE_HASH ""
#endif

static u32 tt_cost;	/* of one read of the clock, in ticks */

void tt_answers_init(void)
{
	tt_cost = tt_clock_cost();
}

static u32 tt_preemption(void)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		return TT_PREEMPT_RT;
#if TT_HAVE_PREEMPT_MODEL_LAZY
	if (preempt_model_lazy())
		return TT_PREEMPT_LAZY;
#endif
#if TT_HAVE_PREEMPT_MODEL
	if (preempt_model_full())
		return TT_PREEMPT_FULL;
	return preempt_model_none() ? TT_PREEMPT_NONE : TT_PREEMPT_VOLUNTARY;
#else
	if (IS_ENABLED(CONFIG_PREEMPTION))
		return TT_PREEMPT_FULL;
	return IS_ENABLED(CONFIG_PREEMPT_VOLUNTARY) ? TT_PREEMPT_VOLUNTARY : TT_PREEMPT_NONE;
#endif
}

int tt_get_info(struct tt_info *info, bool unsafe)
{
	memset(info, 0, sizeof(*info));
	info->abi = TT_ABI;
	info->hz = HZ;
	info->preemption = tt_preemption();
	info->clock = TT_CLOCK;
	info->clock_khz = tt_clock_khz();
	info->clock_cost = tt_cost;
	info->cpus_possible = nr_cpu_ids;
	info->cpus_online = num_online_cpus();
	info->nodes = nr_node_ids;
	info->primitives = tt_prim_count;
	info->scenarios = tt_scen_count;
	info->flags = unsafe ? TT_INFO_UNSAFE : 0;
	strscpy(info->release, init_utsname()->release, sizeof(info->release));
	strscpy(info->source, TT_SOURCE_HASH, sizeof(info->source));
	return 0;
}

int tt_get_cpu(struct tt_cpu *cpu)
{
	if (cpu->cpu >= nr_cpu_ids)
		return -EINVAL;
	cpu->flags = 0;
	cpu->node = 0;
	if (!cpu_possible(cpu->cpu))
		return 0;
	cpu->flags |= TT_CPU_POSSIBLE;
	if (cpu_online(cpu->cpu))
		cpu->flags |= TT_CPU_ONLINE;
	if (tick_nohz_full_cpu(cpu->cpu))
		cpu->flags |= TT_CPU_NOHZ_FULL;
	cpu->node = cpu_to_node(cpu->cpu);
	return 0;
}

int tt_get_node(struct tt_node *node)
{
	unsigned int other;

	if (node->node >= nr_node_ids)
		return -EINVAL;
	node->flags = 0;
	node->cpus = 0;
	memset(node->distances, 0, sizeof(node->distances));
	if (!node_online(node->node))
		return 0;
	node->flags = TT_NODE_ONLINE;
	node->cpus = cpumask_weight(cpumask_of_node(node->node));
	for (other = 0; other < min_t(unsigned int, nr_node_ids, TT_MAX_DISTANCES); other++)
		if (node_online(other))
			node->distances[other] = node_distance(node->node, other);
	return 0;
}

int tt_get_primitive(struct tt_primitive *primitive)
{
	const struct tt_prim *prim;
	u32 index = primitive->index;

	if (index >= tt_prim_count)
		return -EINVAL;
	prim = &tt_prims[index];
	memset(primitive, 0, sizeof(*primitive));
	primitive->index = index;
	primitive->kind = prim->kind;
	primitive->flags = tt_prim_flags(prim);
	primitive->defect = prim->defect;
	strscpy(primitive->name, prim->name, sizeof(primitive->name));
	strscpy(primitive->kernel_name, prim->kernel_name ?: prim->name,
		sizeof(primitive->kernel_name));
	strscpy(primitive->aliases, prim->aliases ?: "", sizeof(primitive->aliases));
	strscpy(primitive->shows_in, prim->shows_in ?: "", sizeof(primitive->shows_in));
	strscpy(primitive->description, prim->description, sizeof(primitive->description));
	strscpy(primitive->reason, prim->reason ?: "", sizeof(primitive->reason));
	return 0;
}

int tt_get_scenario(struct tt_scenario *scenario)
{
	const struct tt_scen *scen;
	u32 index = scenario->index;

	if (index >= tt_scen_count)
		return -EINVAL;
	scen = &tt_scens[index];
	memset(scenario, 0, sizeof(*scenario));
	scenario->index = index;
	scenario->aim = scen->aim;
	scenario->aligns = scen->aligns;
	scenario->unforced = tt_scen_unforced(scen);
	scenario->flags = tt_scen_flags(scen);
	scenario->rules = scen->rules[TT_NEED_NONE];
	scenario->rules_call = scen->rules[TT_NEED_CALL];
	scenario->rules_sync = scen->rules[TT_NEED_SYNC];
	scenario->rules_shutdown = scen->rules[TT_NEED_SHUTDOWN];
	scenario->handshakes = scen->handshakes;
	strscpy(scenario->name, scen->name, sizeof(scenario->name));
	strscpy(scenario->description, scen->description, sizeof(scenario->description));
	strscpy(scenario->reason, scen->reason ?: "", sizeof(scenario->reason));
	return 0;
}
