// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.timertorture.plan.NearestNames;

/**
 * A request for a kernel of a Debian suite in one flavour.
 *
 * @param suite for example {@code bookworm} or {@code bookworm-backports}
 * @param flavour one of {@link #FLAVOURS}
 * @param version the version of the package or of the kernel, or the beginning of one; empty for the newest
 */
public record KernelRequest(String suite, String flavour, Optional<String> version) {

    private static final String AMD64 = "-" + Architecture.AMD64;
    private static final String ARM64 = "-" + Architecture.ARM64;

    /** The kernel that is raced when the user names none. */
    public static final KernelRequest DEFAULT = new KernelRequest("bookworm", "cloud", Optional.empty());

    /** The suites that are known to carry kernels. Other suites can be requested, too. */
    public static final List<String> SUITES =
            List.of("bullseye", "bookworm", "bookworm-backports", "trixie", "trixie-backports", "sid", "experimental");

    /** The names of the flavours. Those of amd64 have short names, the others say their architecture. */
    public static final List<String> FLAVOURS = List.of("cloud", "amd64", "rt", "cloud-arm64", "arm64", "rt-arm64");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d[A-Za-z0-9.+~:-]*");

    public KernelRequest {
        if (flavour.endsWith(AMD64)) {
            flavour = flavour.substring(0, flavour.length() - AMD64.length());
        }
    }

    /**
     * Reads {@code SUITE[:FLAVOUR][=VERSION]}. The default flavour is {@code cloud}, which boots fastest.
     *
     * @throws StoreException (usage) if the text has another form; the message suggests the nearest valid request
     */
    public static KernelRequest parse(String text) throws StoreException {
        int equals = text.indexOf('=');
        String kernels = equals < 0 ? text : text.substring(0, equals);
        Optional<String> version = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        int colon = kernels.indexOf(':');
        String suite = colon < 0 ? kernels : kernels.substring(0, colon);
        String flavour = colon < 0 ? DEFAULT.flavour : kernels.substring(colon + 1);
        if (!NAME.matcher(suite).matches()) {
            throw StoreException.usage("'" + suite + "' is no suite of Debian" + NearestNames.among(SUITES, suite));
        }
        KernelRequest request = new KernelRequest(suite, flavour, version);
        if (!FLAVOURS.contains(request.flavour)) {
            throw StoreException.usage("there is no flavour '" + flavour + "'" + NearestNames.among(FLAVOURS, flavour));
        }
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            throw StoreException.usage(
                    "'" + version.get() + "' is no version of a kernel: expected one as in " + suite + "=6.12");
        }
        return request;
    }

    /** Returns whether a text is a request for a kernel of one of the suites that are known to carry kernels. */
    public static boolean isOfDebian(String text) {
        try {
            return SUITES.contains(parse(text).suite());
        } catch (StoreException e) {
            return false;
        }
    }

    /**
     * Returns whether a release or version equals the given beginning or starts with it. A number must match
     * completely: {@code 6.1} is no beginning of {@code 6.12}.
     */
    public static boolean begins(String whole, String beginning) {
        return whole.startsWith(beginning)
                && (whole.length() == beginning.length()
                        || !Character.isDigit(beginning.charAt(beginning.length() - 1))
                        || !Character.isDigit(whole.charAt(beginning.length())));
    }

    /** Returns the suite whose compilers build the kernels of a suite. */
    public static String compiledIn(String suite) {
        if (suite.equals("experimental")) {
            return "sid";
        }
        int dash = suite.indexOf('-');
        return dash < 0 ? suite : suite.substring(0, dash);
    }

    /** Returns the end of the packages' names, for example {@code cloud-amd64}. */
    public String packageFlavour() {
        boolean whole = architecture() != Architecture.AMD64 || flavour.equals(Architecture.AMD64.label());
        return whole ? flavour : flavour + AMD64;
    }

    /** Returns the architecture of the kernel, which the flavour's name tells. */
    public Architecture architecture() {
        return ("-" + flavour).endsWith(ARM64) ? Architecture.ARM64 : Architecture.AMD64;
    }

    /**
     * Returns the request for the same kernel of an architecture.
     *
     * @throws StoreException (usage) if the flavour is of another one
     */
    public KernelRequest of(Architecture architecture) throws StoreException {
        if (architecture == architecture()) {
            return this;
        }
        String named = flavour + "-" + architecture;
        if (!FLAVOURS.contains(named)) {
            throw StoreException.usage("the flavour " + flavour + " is not of " + architecture + ": ask for one of "
                    + String.join(", ", flavoursOf(architecture)));
        }
        return new KernelRequest(suite, named, version);
    }

    /** Returns the flavours that an architecture has. */
    public static List<String> flavoursOf(Architecture architecture) {
        return FLAVOURS.stream()
                .filter(one -> new KernelRequest("", one, Optional.empty()).architecture() == architecture)
                .toList();
    }

    @Override
    public String toString() {
        return suite + ":" + flavour + version.map(named -> "=" + named).orElse("");
    }
}
