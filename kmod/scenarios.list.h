/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TT_SCENARIO(name, aim, aligns, flags, description, reason, traits)
 * No guard: scenarios.c includes it twice.
 */

TT_SCENARIO("pending", "early", "none", "available local remote",
	    "armed far ahead and deleted at once, by the same CPU or another",
	    "", TT_TRAIT_FAR)

TT_SCENARIO("idle", "late", "none", "available local remote",
	    "deleted while it is not armed",
	    "", TT_TRAIT_IDLE)

TT_SCENARIO("running", "encounter", "chase spin none", "available remote",
	    "fires on one CPU while another deletes it; each arm fires once",
	    "", 0)

TT_SCENARIO("rearm", "encounter", "chase spin none", "available remote",
	    "like running, but the handler arms its own timer again by mod_timer",
	    "", TT_TRAIT_REARM)
