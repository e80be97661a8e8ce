// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of a stack that the kernel prints. */
final class Frames {
    /** A frame with ? is left over on the stack and was perhaps not called. */
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*(?:RIP: [0-9a-f]{4}:|pc : |\\[<[0-9a-f]+>\\] )?([A-Za-z_][\\w.]*)\\+0x[0-9a-f]+/0x[0-9a-f]+");

    private static final Pattern STUCK = Pattern.compile("^\\s*\\?");

    /** Functions that report, or through which every report passes: never the ones to name. */
    private static final Pattern REPORTER = Pattern.compile("^(dump_stack.*|show_stack|show_regs|show_trace.*|print_.*"
            + "|kasan_.*|__kasan.*|__asan.*|kcsan_.*|__tsan.*|ubsan_.*|__ubsan.*|report_.*|__warn.*|warn_slowpath.*"
            + "|debug_print_object|debug_object_.*|__debug_object.*|debug_check_no_obj_freed|__might_.*|___might_.*"
            + "|__schedule_bug.*|__schedule|schedule.*|check_noncircular|check_prev.*|validate_chain|__lock_acquire"
            + "|lock_acquire.*|mark_lock.*|mark_usage|lockdep_.*|register_lock_class|__list_add_valid.*"
            + "|__list_del_entry_valid.*|_raw_(read|write|spin)_.*|do_raw_.*|rt_spin_.*|bad_page.*|panic|vpanic"
            + "|asm_.*|sysvec_.*|exc_.*|handle_bug|die|oops_.*|page_fault_oops|no_context|watchdog_.*|rcu_sched_clock_irq"
            + "|rcu_dump.*|trigger_.*|nmi_.*|default_do_nmi|end_repeat_nmi|smp_call_function_many.*|native_.*|memcpy.*"
            + "|memset.*|check_preemption_disabled|debug_smp_processor_id|save_stack.*|stack_trace_save.*)$");

    private Frames() {}

    static boolean isFrame(String line) {
        return !STUCK.matcher(line).find() && FRAME.matcher(line).find();
    }

    /** Returns the function of the first frame that is not one of those that report. */
    static Optional<String> culprit(List<String> lines) {
        for (String line : lines) {
            Matcher frame = FRAME.matcher(line);
            if (!STUCK.matcher(line).find()
                    && frame.find()
                    && !REPORTER.matcher(frame.group(1)).matches()) {
                return Optional.of(withoutSuffix(frame.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Compilers append .constprop.0, .isra.0 and the like, which differ between builds. */
    static String withoutSuffix(String function) {
        int dot = function.indexOf('.');
        return dot > 0 ? function.substring(0, dot) : function;
    }
}
