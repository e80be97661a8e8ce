#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Writes tt_probe.h to stdout. For each NAME below the header defines
#
#   TT_HAVE_NAME   1 if the kernel's headers have it, else 0
#   TT_LACKS_NAME  where a user may ask for it: why it cannot be had
#
# The script finds out by compiling one line with each name, because vendor and
# stable kernels backport renames: a kernel's version tells nothing. Arguments:
# the compiler and the kernel's flags.
set -u

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

cc=$1
shift

check() # HEADER STATEMENT FLAGS...
{
	header=$1
	statement=$2
	shift 2
	cat > "$work/p.c" <<PROBE
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/preempt.h>
#include <$header>
struct tt_probed { struct timer_list timer; };
void tt_probe(struct timer_list *t);
void tt_probe(struct timer_list *t)
{
	$statement;
}
PROBE
	"$cc" "$@" -DKBUILD_MODNAME='"tt_probe"' -DKBUILD_BASENAME='"tt_probe"' -DMODULE \
		-Werror=implicit-function-declaration -c -o "$work/p.o" "$work/p.c" 2> "$work/err"
}

# The headers must be usable at all, or every answer below would be "no".
if ! check linux/timer.h 'timer_pending(t)' "$@"; then
	echo "probe.sh: the kernel's headers do not compile:" >&2
	cat "$work/err" >&2
	exit 1
fi

# A user may ask for these by name, so their absence needs a reason.
history() # NAME
{
	case $1 in
	TIMER_SHUTDOWN | TIMER_SHUTDOWN_SYNC)
		echo 'Linux 6.2 added' ;;
	DEL_SINGLESHOT_TIMER_SYNC)
		echo 'Linux 6.1 removed' ;;
	ADD_TIMER_LOCAL | ADD_TIMER_GLOBAL)
		echo 'Linux 6.9 added' ;;
	esac
}

have() # NAME HEADER STATEMENT FLAGS...
{
	name=$1
	header=$2
	statement=$3
	shift 3
	has=0
	if check "$header" "$statement" "$@"; then
		has=1
	fi
	echo "#define TT_HAVE_$name $has"
	change=$(history "$name")
	if [ -n "$change" ]; then
		function=$(echo "$name" | tr '[:upper:]' '[:lower:]')
		echo "#define TT_LACKS_$name \"this kernel does not have $function(), which $change\""
	fi
}

echo '/* SPDX-License-Identifier: GPL-2.0-only */'
echo '/* probe.sh wrote this file. */'
have TIMER_DELETE linux/timer.h '(void)timer_delete(t)' "$@"
have TIMER_DELETE_SYNC linux/timer.h '(void)timer_delete_sync(t)' "$@"
have TIMER_DELETE_SYNC_TRY linux/timer.h '(void)timer_delete_sync_try(t)' "$@"
have TRY_TO_DEL_TIMER_SYNC linux/timer.h '(void)try_to_del_timer_sync(t)' "$@"
have TIMER_SHUTDOWN linux/timer.h '(void)timer_shutdown(t)' "$@"
have TIMER_SHUTDOWN_SYNC linux/timer.h '(void)timer_shutdown_sync(t)' "$@"
have DEL_SINGLESHOT_TIMER_SYNC linux/timer.h '(void)del_singleshot_timer_sync(t)' "$@"
have ADD_TIMER_LOCAL linux/timer.h 'add_timer_local(t)' "$@"
have ADD_TIMER_GLOBAL linux/timer.h 'add_timer_global(t)' "$@"
have TIMER_CONTAINER_OF linux/timer.h \
	'struct tt_probed *p = timer_container_of(p, t, timer); (void)p' "$@"
have RDTSC_ORDERED_MSR asm/msr.h '(void)rdtsc_ordered()' "$@"
have RDTSC_ORDERED_TSC asm/tsc.h '(void)rdtsc_ordered()' "$@"
have CNTVCT asm/arch_timer.h '(void)__arch_counter_get_cntvct_stable()' "$@"
have NS_WORD linux/module.h 'MODULE_IMPORT_NS(TIMERTORTURE)' "$@"
have PREEMPT_MODEL linux/preempt.h '(void)(preempt_model_none() + preempt_model_full())' "$@"
have PREEMPT_MODEL_LAZY linux/preempt.h '(void)preempt_model_lazy()' "$@"
