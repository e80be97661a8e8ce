// SPDX-License-Identifier: Apache-2.0
package org.example;

import static org.timertorture.assertj.TimertortureAssertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.timertorture.app.Workspace;
import org.timertorture.junit.Target;
import org.timertorture.junit.TimerTorture;

class ConsumerTest {
    @Test
    @TimerTorture
    void a_kernel_boots_and_races(Target target) {
        assertThat(target.plan("consumer").seconds(1).cell("running", "timer_delete_sync").run())
                .ranToItsEnd()
                .hasNoForbiddenOutcomes();
    }

    @Test
    void the_artifacts_are_jars_of_their_version_and_contain_the_shim() {
        assertThat(Workspace.version()).isEqualTo("0.1.0");
        assertThat(ConsumerTest.class.getResource("/linux-x86-64/libtimertorture.so")).hasProtocol("jar");
        assertThat(ConsumerTest.class.getResource("/linux-x86-64/timertorture-agent")).hasProtocol("jar");
    }

    @Test
    void each_artifact_has_a_module_name() {
        Path[] jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith("timertorture-"))
                .toArray(Path[]::new);
        assertThat(ModuleFinder.of(jars).findAll())
                .extracting(module -> module.descriptor())
                .extracting(ModuleDescriptor::name)
                .containsExactlyInAnyOrder(
                        "org.timertorture.assertj",
                        "org.timertorture.core",
                        "org.timertorture.junit",
                        "org.timertorture.natives");
    }
}
