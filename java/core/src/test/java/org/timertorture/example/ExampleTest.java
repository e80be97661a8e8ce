// SPDX-License-Identifier: Apache-2.0
package org.timertorture.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedRun;
import org.timertorture.app.RaceRequest;
import org.timertorture.app.RaceSettings;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Vm;
import org.timertorture.app.Workspace;

/** Uses the public API as a program outside of this project does: nothing here is in a package of timertorture. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExampleTest {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("basedir", ".")).resolve("../..").normalize();

    @TempDir
    private Path results;

    @Test
    @Tag("vm")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_example_of_the_package_runs_a_plan_in_a_VM() throws Exception {
        Workspace workspace = new Workspace(Workspace.ofThisProcess().cache(), results, CHECKOUT);

        Timertorture timertorture = new Timertorture(workspace);
        RaceRequest request = RaceRequest.plan("quick")
                .on(Vm.DEFAULT.withShape(4, 1))
                .with(RaceSettings.DEFAULT.withSeconds(5).withSeed(42));
        FinishedRun run = timertorture.run(request, Control.silent());
        System.out.println(run.result().judgement().verdict() + ", see " + run.folder());

        assertEquals(42, run.result().seed());
        assertFalse(run.result().cells().isEmpty());
        assertTrue(Files.isRegularFile(run.folder().resolve("result.json")));
    }

    @Test
    void the_example_of_the_package_is_the_one_that_is_tested() throws Exception {
        List<String> example = Files.readString(
                        CHECKOUT.resolve("java/core/src/main/java/org/timertorture/app/package-info.java"))
                .lines()
                .dropWhile(line -> !line.contains("<pre>{@code"))
                .skip(1)
                .takeWhile(line -> !line.contains("}</pre>"))
                .map(line -> line.substring(" *".length()).strip())
                .toList();
        assertFalse(example.isEmpty());
        List<String> tested = Files.readString(
                        CHECKOUT.resolve("java/core/src/test/java/org/timertorture/example/ExampleTest.java"))
                .lines()
                .map(String::strip)
                .toList();
        int first = tested.indexOf(example.get(0));
        assertEquals(example, tested.subList(first, first + example.size()));
    }
}
