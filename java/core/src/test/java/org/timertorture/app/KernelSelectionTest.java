// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.PlanException;
import org.timertorture.store.KernelSelection;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelSelectionTest {
    @TempDir
    private Path root;

    private StoredKernels kernels;

    @BeforeEach
    void fill() throws Exception {
        kernels = new StoredKernels(root)
                .with("5.10.0-46-cloud-amd64", "bullseye", "cloud")
                .with("6.1.0-56-cloud-amd64", "bookworm", "cloud")
                .with("6.1.0-56-rt-amd64", "bookworm", "rt");
    }

    private List<String> selected(String names, String... flavours) throws Exception {
        return KernelSelection.of(kernels.store(), List.of(names.split(",")), List.of(flavours)).stream()
                .map(one -> one.label() + (one.request().isPresent() ? " fetched" : ""))
                .toList();
    }

    private <T extends Exception> String refused(Class<T> type, String names, String... flavours) {
        return assertThrows(type, () -> selected(names, flavours)).getMessage();
    }

    @Test
    void names_are_resolved_as_by_run_in_their_order() throws Exception {
        assertEquals(
                List.of("6.1.0-56-rt-amd64", "5.10.0-46-cloud-amd64", "6.1.0-56-cloud-amd64"),
                selected("bookworm:rt,5.10,bookworm"));
    }

    @Test
    void all_is_every_kernel_and_flavours_narrow_it() throws Exception {
        assertEquals(3, selected("all").size());
        assertEquals(List.of("6.1.0-56-rt-amd64"), selected("all", "rt"));
        assertTrue(refused(PlanException.class, "all", "amd64").contains("it has cloud, rt"));
        assertTrue(refused(PlanException.class, "all,bookworm").contains("all stands alone"));
    }

    @Test
    void a_suite_is_taken_in_each_flavour() throws Exception {
        assertEquals(
                List.of("6.1.0-56-cloud-amd64", "6.1.0-56-rt-amd64", "5.10.0-46-cloud-amd64", "bullseye:rt fetched"),
                selected("bookworm,bullseye", "cloud", "rt"));
    }

    @Test
    void a_suite_that_the_store_lacks_is_to_be_fetched() throws Exception {
        assertEquals(List.of("trixie:cloud fetched", "sid:rt fetched"), selected("trixie,sid:rt"));
    }

    @Test
    void a_version_of_a_suite_that_the_store_lacks_is_to_be_fetched() throws Exception {
        assertEquals(
                List.of("bullseye:cloud=5.10.0-32 fetched", "6.1.0-56-rt-amd64", "bookworm:rt=6.12 fetched"),
                selected("bullseye=5.10.0-32,bookworm:rt=6.1,bookworm:rt=6.12"));
        assertEquals(
                List.of("5.10.0-46-cloud-amd64", "bullseye:rt=5.10 fetched"), selected("bullseye=5.10", "cloud", "rt"));
    }

    @Test
    void a_release_that_the_store_lacks_is_refused_with_the_nearest() {
        String message = refused(StoreException.class, "6.1.0-56-clod-amd64");
        assertTrue(message.contains("did you mean 6.1.0-56-cloud-amd64"), message);
        assertTrue(refused(StoreException.class, "6.1").contains("is several kernels"));
        assertTrue(refused(StoreException.class, "bookworm:clod").contains("there is no flavour 'clod'"));
    }

    @Test
    void two_names_of_one_kernel_are_refused() {
        assertEquals(
                "--kernels: bullseye and 5.10 are the same kernel, 5.10.0-46-cloud-amd64: name it once",
                refused(PlanException.class, "bullseye,5.10"));
        assertTrue(refused(PlanException.class, "sid:rt,sid", "rt").contains("are the same kernel"));
    }

    @Test
    void a_name_and_its_flavour_must_not_contradict() {
        assertTrue(refused(PlanException.class, "5.10", "rt").contains("of flavour cloud, which --flavours rt leaves"));
        assertTrue(refused(PlanException.class, "sid:cloud", "rt").contains("leaves out"));
        assertTrue(refused(PlanException.class, "sid", "clod").contains("did you mean cloud or cloud-arm64?"));
    }

    @Test
    void all_kernels_of_an_empty_store_are_refused() {
        kernels = new StoredKernels(root.resolve("empty"));
        assertTrue(refused(EnvironmentException.class, "all").contains("timertorture kernel fetch brings one"));
    }
}
