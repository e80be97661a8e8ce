// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.util.List;
import java.util.regex.Pattern;
import org.timertorture.plan.NearestNames;

/**
 * A kernel to fetch: the newest of a Debian suite in one flavour.
 *
 * @param suite as in {@code bookworm} or {@code bookworm-backports}
 * @param flavour {@code cloud}, {@code amd64}, {@code rt}
 */
public record KernelRequest(String suite, String flavour) {

    /** What is raced if nothing is said. */
    public static final KernelRequest DEFAULT = new KernelRequest("bookworm", "cloud");

    /** Suites that are known to carry kernels; others are asked for all the same. */
    public static final List<String> SUITES =
            List.of("bullseye", "bookworm", "bookworm-backports", "trixie", "trixie-backports", "sid", "experimental");

    /** Short names of the flavours. */
    public static final List<String> FLAVOURS = List.of("cloud", "amd64", "rt");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String ARCHITECTURE = "amd64";

    public KernelRequest {
        if (flavour.endsWith("-" + ARCHITECTURE)) {
            flavour = flavour.substring(0, flavour.length() - ARCHITECTURE.length() - 1);
        }
    }

    /**
     * Reads {@code SUITE[:FLAVOUR]}; without a flavour {@code cloud}, which boots fastest.
     *
     * @throws StoreException (usage) if it is no such thing; names the nearest valid one
     */
    public static KernelRequest parse(String text) throws StoreException {
        int colon = text.indexOf(':');
        String suite = colon < 0 ? text : text.substring(0, colon);
        String flavour = colon < 0 ? DEFAULT.flavour : text.substring(colon + 1);
        if (!NAME.matcher(suite).matches()) {
            throw StoreException.usage("'" + suite + "' is no suite of Debian" + NearestNames.among(SUITES, suite));
        }
        KernelRequest request = new KernelRequest(suite, flavour);
        if (!FLAVOURS.contains(request.flavour)) {
            throw StoreException.usage("there is no flavour '" + flavour + "'" + NearestNames.among(FLAVOURS, flavour));
        }
        return request;
    }

    /** The end of the packages' names: {@code cloud-amd64}. */
    String packageFlavour() {
        return flavour.equals(ARCHITECTURE) ? ARCHITECTURE : flavour + "-" + ARCHITECTURE;
    }

    static String architecture() {
        return ARCHITECTURE;
    }

    @Override
    public String toString() {
        return suite + ":" + flavour;
    }
}
