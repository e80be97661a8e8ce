// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.host.Failures;
import org.timertorture.host.FileTree;
import org.timertorture.host.Hash;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.NearestNames;
import org.timertorture.progress.Progress;

/**
 * Reads one Debian suite through a private apt root. Apt resolves dependencies, downloads packages and checks
 * signatures there, but it sees neither the machine's own sources nor its installed packages, and it needs no
 * privilege.
 */
public final class AptArchive implements KernelPackages.Index {
    private static final Duration FRESH = Duration.ofMinutes(30);
    private static final Duration UPDATE = Duration.ofMinutes(10);
    private static final Duration DOWNLOAD = Duration.ofMinutes(30);
    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private static final String NO_RELEASE = "have a Release file";
    private static final String DOWNLOAD_STATUS = "dlstatus:";
    private static final Pattern UNREACHABLE = Pattern.compile(
            "Could not (connect|resolve)|Unable to connect|Connection|Temporary failure|timed out|unreachable|Proxy");

    private final String suite;
    private final Architecture architecture;
    private final DebianMirrors mirrors;
    private final Path root;
    private final Path downloads;
    private final Path logs;

    /**
     * Creates an archive. Nothing is read.
     *
     * @param architecture of the packages; those of this machine's architecture can be had as well, by their qualified
     *     names
     */
    public AptArchive(String suite, Architecture architecture, DebianMirrors mirrors, Cache cache) {
        this.suite = suite;
        this.architecture = architecture;
        this.mirrors = mirrors;
        this.root = cache.apt(suite, architecture);
        this.downloads = cache.downloads();
        this.logs = cache.logs();
    }

    public String suite() {
        return suite;
    }

    /**
     * Brings the index up to date, unless it was updated within the last half hour.
     *
     * @throws StoreException if the mirror does not answer or has no such suite
     */
    public void update(Progress progress) throws StoreException, InterruptedException {
        update(FRESH, progress);
    }

    /**
     * Brings the index up to date.
     *
     * @param age an index that is younger than this is left as it is
     * @throws StoreException if the mirror does not answer or has no such suite
     */
    public void update(Duration age, Progress progress) throws StoreException, InterruptedException {
        try {
            String sources = sources(true);
            if (isWithin(age, sources)) {
                return;
            }
            writeConfiguration();
            Output output = update(sources, progress);
            if (!output.ok() && missesOnlyCompanions(output)) {
                // The archive drops an old suite's updates and security suites long before it drops the suite itself.
                output = update(sources(false), progress);
            }
            if (!output.ok()) {
                StoreException failure = failure(output);
                if (suiteIsMissing(output.lines())) {
                    FileTree.delete(root);
                }
                throw failure;
            }
            Files.writeString(stamp(), sources);
        } catch (IOException e) {
            throw StoreException.environment("cannot read the index of " + suite + ": " + Failures.cause(e, root), e);
        }
    }

    /**
     * Describes packages. Each is described in the requested version, or in the newest if the name carries none.
     *
     * @param names names as apt takes them, {@code name} or {@code name=version}; the answer leaves out unknown ones
     */
    @Override
    public List<DebianPackage> show(List<String> names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "show", "--no-all-versions"));
        command.addAll(names);
        return DebianPackage.parse(answer(command));
    }

    @Override
    public List<String> names(String beginning) throws IOException, InterruptedException {
        return answer(List.of("apt-cache", "pkgnames", beginning));
    }

    /**
     * Returns apt's answer to a question about the index. The answer is kept until the index changes, because starting
     * apt for every question is slow.
     */
    private List<String> answer(List<String> command) throws IOException, InterruptedException {
        String question = String.join(" ", command);
        Path known = answers()
                .resolve(new Hash()
                        .add(question.getBytes(StandardCharsets.UTF_8))
                        .hex());
        if (Files.isRegularFile(known)) {
            return Files.readAllLines(known);
        }
        Output output = apt(command).run();
        if (output.ok()) {
            Files.createDirectories(answers());
            Path part = answers().resolve("part");
            Files.write(part, output.lines());
            Files.move(part, known, StandardCopyOption.ATOMIC_MOVE);
        }
        return output.lines();
    }

    /**
     * Downloads packages and everything that they depend on into the suite's own folder below the downloads folder. Apt
     * checks the files against the signed index and resumes an interrupted download.
     *
     * @return the downloaded files
     * @throws StoreException if a package does not exist or cannot be downloaded
     */
    public List<Path> downloadWithDependencies(Collection<String> names, Progress progress)
            throws StoreException, IOException, InterruptedException {
        Path folder = downloads.resolve(suite);
        Files.createDirectories(folder.resolve("partial"));
        List<String> command = new ArrayList<>(List.of(
                "apt-get",
                "install",
                "-q",
                "--yes",
                "--download-only",
                "--no-install-recommends",
                "-o",
                "APT::Status-Fd=1",
                "-o",
                "Dir::Cache::archives=" + folder));
        command.addAll(names);
        List<String> asked = new ArrayList<>(command);
        asked.add("--print-uris");
        // Apt does not list the files that are already in the archives folder.
        List<String> missing = uris(apt(asked).run());
        asked.add("-oDir::Cache::archives=" + root.resolve("none"));
        Output all = apt(asked).run();
        if (!all.ok()) {
            throw StoreException.environment(
                    "cannot resolve " + String.join(" ", names) + " in " + suite + ": " + all.cause("E:"));
        }
        if (!missing.isEmpty()) {
            Path log = downloadLog();
            try (Progress.Step step = progress.begin("downloading the compiler of " + suite, 100)) {
                Output output = apt(command)
                        .within(DOWNLOAD)
                        .loggedTo(log)
                        .onLine(percentTo(percent -> step.at(percent.longValue())))
                        .run();
                if (!output.ok()) {
                    throw downloadFailure(output, log);
                }
            }
        }
        return uris(all).stream().map(folder::resolve).toList();
    }

    private StoreException downloadFailure(Output output, Path log) {
        String why = explanation(output);
        return StoreException.environment("cannot download from " + suite + ": " + why + remedy(why) + "; see " + log);
    }

    /** Reads the file names from lines of the form {@code 'URI' NAME SIZE HASH}. */
    private static List<String> uris(Output output) {
        return output.lines().stream()
                .filter(line -> line.startsWith("'"))
                .map(line -> line.split("' ", 2)[1].split(" ")[0])
                .toList();
    }

    /**
     * Downloads those packages that the downloads folder does not hold yet. Apt checks them against the signed index.
     *
     * @return the files, in the order of the packages
     */
    public List<Path> download(List<DebianPackage> packages, Progress progress)
            throws StoreException, IOException, InterruptedException {
        Files.createDirectories(downloads);
        List<DebianPackage> missing = new ArrayList<>();
        for (DebianPackage wanted : packages) {
            if (!isDownloaded(wanted)) {
                missing.add(wanted);
            }
        }
        if (!missing.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("apt-get", "download", "-q", "-o", "APT::Status-Fd=1"));
            missing.forEach(wanted -> command.add(wanted.spelled()));
            long total = missing.stream().mapToLong(DebianPackage::size).sum();
            String what = "downloading " + missing.get(missing.size() - 1).name();
            try (Progress.Step step = progress.begin(what, total)) {
                Output output = apt(command)
                        .in(downloads)
                        .within(DOWNLOAD)
                        .loggedTo(downloadLog())
                        .onLine(percentTo(percent -> step.at((long) (percent / 100 * total))))
                        .run();
                if (!output.ok()) {
                    throw downloadFailure(output, downloadLog());
                }
            }
        }
        List<Path> files = new ArrayList<>();
        for (DebianPackage wanted : packages) {
            if (!isDownloaded(wanted)) {
                throw StoreException.environment(
                        "apt did not download a valid " + wanted.fileName() + " into " + downloads);
            }
            files.add(file(wanted));
        }
        return files;
    }

    private boolean isDownloaded(DebianPackage wanted) throws IOException {
        Path file = file(wanted);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Files.size(file) == wanted.size() && Hash.ofFile(file).equals(wanted.sha256())) {
            return true;
        }
        // The file is incomplete or damaged. Apt would append to it.
        Files.delete(file);
        return false;
    }

    private Path file(DebianPackage wanted) {
        return downloads.resolve(wanted.fileName());
    }

    private Output update(String sources, Progress progress) throws IOException, InterruptedException {
        Files.deleteIfExists(stamp());
        FileTree.delete(answers());
        Files.writeString(root.resolve("sources.list"), sources);
        try (Progress.Step step = progress.begin("reading the index of " + suite, 100)) {
            return apt(List.of("apt-get", "update", "-q", "--error-on=any", "-o", "APT::Status-Fd=1"))
                    .within(UPDATE)
                    .loggedTo(updateLog())
                    .onLine(percentTo(percent -> step.at(percent.longValue())))
                    .run();
        }
    }

    private boolean missesOnlyCompanions(Output output) {
        List<String> errors =
                output.lines().stream().filter(line -> line.startsWith("E:")).toList();
        return !suiteIsMissing(errors) && errors.stream().anyMatch(line -> line.contains(NO_RELEASE));
    }

    private boolean suiteIsMissing(List<String> errors) {
        return errors.stream().anyMatch(line -> line.contains(" " + suite + " Release'") && line.contains(NO_RELEASE));
    }

    private StoreException failure(Output output) {
        if (suiteIsMissing(output.lines())) {
            return StoreException.environment("the mirror " + mirrors.main() + " has no suite '" + suite + "'"
                    + (DebianMirrors.isDebian(suite)
                            ? ""
                            : NearestNames.among(
                                    KernelRequest.SUITES.stream()
                                            .filter(known -> !known.equals(suite))
                                            .toList(),
                                    suite))
                    + " (" + DebianMirrors.VARIABLE + " names another mirror: old suites move to"
                    + " http://archive.debian.org/debian); see " + updateLog());
        }
        String why = explanation(output);
        return StoreException.environment("cannot read the index of " + suite + " from " + mirrors.main() + ": " + why
                + remedy(why) + "; see " + updateLog());
    }

    /** Picks the one of apt's many lines that names the cause. */
    private static String explanation(Output output) {
        if (output.toldOfFullDisk()) {
            return Failures.diskFull();
        }
        return output.lines().stream()
                .filter(line -> line.matches("[EW]: Failed to fetch .*"))
                .findFirst()
                .map(line -> line.substring("E: ".length()).strip())
                .orElseGet(() -> output.lastLine("E:", "Err:"));
    }

    /** Returns what the user can do about the cause, or an empty string. */
    private static String remedy(String explanation) {
        if (explanation.contains("404")) {
            // The index names a file that the mirror does not have. Trying again later does not help.
            return "; the mirror lacks what its index names: ask for another version, SUITE=VERSION";
        }
        return UNREACHABLE.matcher(explanation).find()
                ? "; is there a network? " + DebianMirrors.VARIABLE + " names another mirror"
                : "";
    }

    /** Returns whether the index was read from the current mirrors and is younger than the given age. */
    public boolean isWithin(Duration age) throws IOException {
        return isWithin(age, sources(true));
    }

    private boolean isWithin(Duration age, String sources) throws IOException {
        if (!Files.isRegularFile(stamp())
                || !Files.isRegularFile(configuration())
                || !Files.readString(stamp()).equals(sources)) {
            return false;
        }
        Instant updated = Files.getLastModifiedTime(stamp()).toInstant();
        return updated.isAfter(Instant.now().minus(age));
    }

    /** Lists the suites that are read together. The newest version of a package in any of them is used. */
    private String sources(boolean companions) {
        List<String> lines = new ArrayList<>();
        lines.add(line(mirrors.main(), suite));
        boolean released = !suite.contains("-")
                && !List.of("sid", "unstable", "experimental", "testing").contains(suite);
        if (companions && released) {
            lines.add(line(mirrors.main(), suite + "-updates"));
            mirrors.security().ifPresent(security -> lines.add(line(security, suite + "-security")));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String uri, String suite) {
        return "deb [arch=" + String.join(",", architectures()) + " signed-by=" + KEYRING + "] " + uri + " " + suite
                + " main";
    }

    private List<String> architectures() {
        return Stream.of(architecture, Architecture.ofHost())
                .distinct()
                .map(Architecture::label)
                .toList();
    }

    private void writeConfiguration() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("state/lists/partial"));
        Files.createDirectories(root.resolve("cache/archives/partial"));
        Files.createDirectories(root.resolve("none"));
        Files.writeString(root.resolve("status"), "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        List<String> lines = new ArrayList<>(machinesAcquire());
        lines.add("APT::Architecture \"" + architecture + "\";");
        lines.add("APT::Architectures { \"" + String.join("\"; \"", architectures()) + "\"; };");
        // When run as root, apt would otherwise download as a user who may not enter this directory.
        lines.add("APT::Sandbox::User \"root\";");
        lines.add("Acquire::Languages \"none\";");
        lines.add("Acquire::Retries \"2\";");
        lines.add("Acquire::http::Timeout \"30\";");
        lines.add("Acquire::https::Timeout \"30\";");
        // A suite that gets no more updates keeps its last index, which has expired.
        lines.add("Acquire::Check-Valid-Until \"false\";");
        lines.add("Dir \"" + root + "\";");
        lines.add("Dir::State \"" + root.resolve("state") + "\";");
        lines.add("Dir::State::status \"" + root.resolve("status") + "\";");
        lines.add("Dir::Cache \"" + root.resolve("cache") + "\";");
        lines.add("Dir::Etc::sourcelist \"" + root.resolve("sources.list") + "\";");
        lines.add("Dir::Etc::main \"/dev/null\";");
        lines.add("Dir::Etc::preferences \"/dev/null\";");
        lines.add("Dir::Etc::netrc \"/etc/apt/auth.conf\";");
        lines.add("Dir::Etc::netrcparts \"/etc/apt/auth.conf.d\";");
        for (String parts : List.of("parts", "sourceparts", "preferencesparts", "trustedparts")) {
            lines.add("Dir::Etc::" + parts + " \"" + root.resolve("none") + "\";");
        }
        Files.write(configuration(), lines);
    }

    /** Returns the machine's own settings for reaching a mirror, above all its proxies. */
    private static List<String> machinesAcquire() throws IOException, InterruptedException {
        return Tool.of("apt-config", "dump").run().lines().stream()
                .filter(line -> line.startsWith("Acquire::http") || line.startsWith("Acquire::ftp"))
                .toList();
    }

    private Tool apt(List<String> command) {
        return Tool.of(command).with("APT_CONFIG", configuration().toString());
    }

    private static Consumer<String> percentTo(Consumer<Double> listener) {
        return line -> {
            if (line.startsWith(DOWNLOAD_STATUS)) {
                String[] fields = line.split(":", 4);
                if (fields.length > 2 && fields[2].matches("\\d+(\\.\\d+)?")) {
                    listener.accept(Double.parseDouble(fields[2]));
                }
            }
        };
    }

    private Path configuration() {
        return root.resolve("apt.conf");
    }

    private Path stamp() {
        return root.resolve("updated");
    }

    private Path answers() {
        return root.resolve("answers");
    }

    private Path updateLog() {
        return logs.resolve("update-" + root.getFileName() + ".log");
    }

    private Path downloadLog() {
        return logs.resolve("download-" + root.getFileName() + ".log");
    }
}
