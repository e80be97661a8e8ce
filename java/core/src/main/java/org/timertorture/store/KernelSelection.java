// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;

/** Finds the kernels that a list of names means. */
public final class KernelSelection {
    static final String ALL = "all";

    private final KernelStore store;
    private final List<KernelEntry> entries;
    private final List<String> flavours;

    private KernelSelection(KernelStore store, List<String> flavours) throws StoreException {
        this.store = store;
        this.entries = store.list();
        this.flavours = flavours;
    }

    /**
     * A kernel that was named.
     *
     * @param name as it was
     * @param entry of the store; absent if it is to be fetched
     * @param request how to fetch it; absent if it is there
     */
    public record Selected(String name, Optional<KernelEntry> entry, Optional<KernelRequest> request) {

        static Selected there(String name, KernelEntry entry) {
            return new Selected(name, Optional.of(entry), Optional.empty());
        }

        static Selected toFetch(KernelRequest request) {
            return new Selected(request.toString(), Optional.empty(), Optional.of(request));
        }

        /** Returns the name in the store or, if it is not there yet, the name that was asked for. */
        public String label() {
            return entry.map(KernelEntry::name).orElse(name);
        }
    }

    /**
     * Finds them; fetches nothing.
     *
     * @param names as {@code run --kernel} takes them; or {@link #ALL} alone
     * @param flavours that suites are wanted in, and that {@link #ALL} is narrowed to; none: as they come
     * @throws StoreException if a name means none or several
     * @throws PlanException if names contradict each other
     * @throws EnvironmentException if the store has none at all
     */
    public static List<Selected> of(KernelStore store, List<String> names, List<String> flavours)
            throws StoreException, PlanException, EnvironmentException {
        KernelSelection selection = new KernelSelection(store, flavours);
        for (String flavour : flavours) {
            selection.known(flavour);
        }
        if (names.equals(List.of(ALL))) {
            return selection.all();
        }
        List<Selected> selected = new ArrayList<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                throw new PlanException("--kernels: all stands alone, it has every kernel of the store");
            }
            selected.addAll(selection.named(name));
        }
        distinct(selected);
        return selected;
    }

    /**
     * Fetches what is not there.
     *
     * @throws PlanException if two names turn out to mean the same kernel
     */
    public static List<KernelEntry> fetch(KernelStore store, List<Selected> selected, Progress progress)
            throws StoreException, BuildFailedException, PlanException, InterruptedException {
        List<Selected> there = new ArrayList<>();
        for (Selected one : selected) {
            there.add(
                    one.request().isPresent()
                            ? Selected.there(
                                    one.name(), store.fetch(one.request().get(), progress))
                            : one);
        }
        distinct(there);
        return there.stream().map(one -> one.entry().orElseThrow()).toList();
    }

    /** Returns whether a word has a meaning for {@code --kernel} or {@code --kernels}, whatever is in the store. */
    public static boolean isTaken(String name) {
        return name.equals(ALL) || name.equals(LocalKernel.HOST) || KernelRequest.SUITES.contains(name);
    }

    private List<Selected> all() throws PlanException, EnvironmentException {
        if (entries.isEmpty()) {
            throw new EnvironmentException(
                    "the store has no kernels: timertorture kernel fetch brings one, or name suites in --kernels");
        }
        List<Selected> selected = entries.stream()
                .filter(entry -> wanted(entry.manifest().flavour()))
                .map(entry -> Selected.there(entry.name(), entry))
                .toList();
        if (selected.isEmpty()) {
            throw new PlanException("the store has no kernel of --flavours " + String.join(",", flavours) + "; it has "
                    + String.join(", ", flavoursThere()));
        }
        return selected;
    }

    private List<Selected> named(String name) throws StoreException, PlanException {
        if (!suite(name)) {
            KernelEntry entry = store.find(name);
            mustBeWanted(entry.name(), entry.manifest().flavour());
            return List.of(Selected.there(name, entry));
        }
        if (name.indexOf(':') >= 0 || name.indexOf('=') >= 0 && flavours.isEmpty()) {
            KernelRequest request = KernelRequest.parse(name);
            mustBeWanted(name, request.flavour());
            return List.of(ofSuite(request));
        }
        if (flavours.isEmpty()) {
            return List.of(
                    entries.stream()
                                    .anyMatch(entry -> entry.architecture().isHost()
                                            && name.equals(entry.manifest().suite()))
                            ? Selected.there(name, store.find(name))
                            : Selected.toFetch(KernelRequest.parse(name)));
        }
        List<Selected> each = new ArrayList<>();
        for (String flavour : flavours) {
            // SUITE:FLAVOUR=VERSION
            String[] parts = name.split("=", 2);
            String version = parts.length > 1 ? "=" + parts[1] : "";
            each.add(ofSuite(KernelRequest.parse(parts[0] + ":" + flavour + version)));
        }
        return each;
    }

    private Selected ofSuite(KernelRequest request) throws StoreException {
        return store.newest(request)
                .map(entry -> Selected.there(request.toString(), entry))
                .orElseGet(() -> Selected.toFetch(request));
    }

    /** Any name may be a suite's; those count that are known to be, or that a kernel came from. */
    private boolean suite(String name) {
        String suite = name.split("[:=]", 2)[0];
        return KernelRequest.SUITES.contains(suite)
                || entries.stream()
                        .anyMatch(entry -> suite.equals(entry.manifest().suite()));
    }

    private boolean wanted(String flavour) {
        return flavours.isEmpty() || flavours.contains(flavour);
    }

    private void mustBeWanted(String name, String flavour) throws PlanException {
        if (!wanted(flavour)) {
            throw new PlanException("--kernels " + name + " is of flavour " + flavour + ", which --flavours "
                    + String.join(",", flavours) + " leaves out");
        }
    }

    private void known(String flavour) throws PlanException {
        List<String> valid = new ArrayList<>(KernelRequest.FLAVOURS);
        valid.addAll(flavoursThere());
        if (!valid.contains(flavour)) {
            throw new PlanException(
                    "--flavours: there is no flavour '" + flavour + "'" + NearestNames.among(valid, flavour));
        }
    }

    private List<String> flavoursThere() {
        return entries.stream()
                .map(entry -> entry.manifest().flavour())
                .distinct()
                .toList();
    }

    private static void distinct(List<Selected> selected) throws PlanException {
        Map<String, String> names = new HashMap<>();
        for (Selected one : selected) {
            String before = names.putIfAbsent(one.label(), one.name());
            if (before != null) {
                throw new PlanException("--kernels: " + before + " and " + one.name() + " are the same kernel, "
                        + one.label() + ": name it once");
            }
        }
    }
}
