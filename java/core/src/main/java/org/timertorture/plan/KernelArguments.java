// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments for the kernel under test, such as {@code isolcpus=1 nohz_full=1}.
 *
 * @param words one argument each, in their order
 */
public record KernelArguments(List<String> words) {
    /** No arguments. */
    public static final KernelArguments NONE = new KernelArguments(List.of());

    /** A word, whose value may be in quotation marks and contain spaces then. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

    /** What the tool needs itself, or what would keep it from working. */
    private static final Map<String, String> REFUSED = refused();

    public KernelArguments {
        words = List.copyOf(words);
    }

    private static Map<String, String> refused() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("console", "the run reads the kernel's reports from its own console");
        refused.put("loglevel", "a higher level of messages would hide the kernel's warnings");
        refused.put("quiet", "it would hide the kernel's warnings");
        refused.put("panic", "a kernel that panics must end its VM at once");
        refused.put("oops", "a kernel with an oops must end its VM at once");
        refused.put("init", "the agent is started as rdinit of the initramfs");
        refused.put("rdinit", "the agent is started as rdinit of the initramfs");
        refused.put("root", "the VM has no disk");
        refused.put("initrd", "QEMU passes the initramfs");
        refused.put("noinitrd", "the agent is in the initramfs");
        refused.put("lpj", "the tool computes it for an emulated VM");
        refused.put("tsc", "the tool sets it for an emulated VM");
        refused.put("mem", "the tool sizes the VM's memory");
        refused.put("nosmp", "a race needs two CPUs");
        refused.put("module.sig_enforce", "the module has no signature");
        refused.put("nomodule", "the module must load");
        refused.put("__", "the agent takes no arguments");
        return refused;
    }

    /**
     * Reads arguments.
     *
     * @param text as on a kernel's command line
     * @throws PlanException if it has an argument that the tool needs itself or that contradicts it
     */
    public static KernelArguments parse(String text) throws PlanException {
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw new PlanException("expected a second \" after " + text.substring(text.lastIndexOf('"')));
        }
        if (!text.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f)) {
            throw new PlanException("expected printable ASCII characters");
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        for (String each : words) {
            String name = each.contains("=") ? each.substring(0, each.indexOf('=')) : each;
            // The kernel takes - and _ in names for the same.
            String why = REFUSED.get(name.replace('-', '_'));
            if (why != null) {
                throw new PlanException("\"" + each + "\" cannot be given: " + why);
            }
        }
        return new KernelArguments(words);
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Returns these arguments and then others; the kernel takes the last one of a name. */
    public KernelArguments plus(KernelArguments others) {
        List<String> all = new ArrayList<>(words);
        all.addAll(others.words);
        return new KernelArguments(all);
    }

    /** Returns them as on a kernel's command line. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
