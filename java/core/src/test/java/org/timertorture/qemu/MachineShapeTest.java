// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MachineShapeTest {

    @Test
    void one_node_needs_no_topology() {
        assertEquals(List.of("-m", "544M", "-smp", "2"), new MachineShape(2, 1).options(0));
    }

    @Test
    void nodes_get_their_share_of_the_CPUs_and_a_socket_each() {
        String options = String.join(" ", new MachineShape(8, 4).options(0));
        assertTrue(options.contains("-smp 8,sockets=4,cores=2,threads=1"), options);
        assertTrue(options.contains("node,nodeid=3,cpus=6-7,memdev=memory3"), options);
    }

    @Test
    void CPUs_that_cannot_be_shared_evenly_differ_by_one() {
        String options = String.join(" ", new MachineShape(5, 3).options(0));
        assertTrue(options.contains("nodeid=0,cpus=0-1,"), options);
        assertTrue(options.contains("nodeid=1,cpus=2-3,"), options);
        assertTrue(options.contains("nodeid=2,cpus=4,"), options);
        assertTrue(options.contains("sockets=5,cores=1"), options);
    }

    @Test
    void distances_grow_along_the_ring() {
        List<String> options = new MachineShape(4, 4).options(0);
        assertTrue(options.contains("dist,src=0,dst=0,val=10"));
        assertTrue(options.contains("dist,src=0,dst=1,val=20"));
        assertTrue(options.contains("dist,src=0,dst=2,val=30"));
        assertTrue(options.contains("dist,src=0,dst=3,val=20"));
    }

    @Test
    void a_distance_that_is_given_holds_in_both_directions() {
        MachineShape shape = new MachineShape(4, 4, List.of(NodeDistance.parse("0,2=42")));
        assertTrue(shape.options(0).contains("dist,src=0,dst=2,val=42"));
        assertTrue(shape.options(0).contains("dist,src=2,dst=0,val=42"));
        assertTrue(shape.options(0).contains("dist,src=0,dst=1,val=20"));
        assertEquals(List.of(10, 20, 42, 20), shape.distances().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0=20", "0,1", "0,0=20", "0,1=10", "0,1=255", "0,1=x", "-1,0=20", "0,1=20,2"})
    void a_distance_that_cannot_be_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> NodeDistance.parse(text));
    }

    @Test
    void a_distance_of_a_node_that_the_machine_lacks_is_refused() {
        List<NodeDistance> given = List.of(NodeDistance.parse("0,2=42"));
        assertThrows(IllegalArgumentException.class, () -> new MachineShape(4, 2, given));
    }

    @Test
    void the_memory_is_the_sum_of_the_nodes() {
        List<String> options = new MachineShape(8, 8).options(0);
        assertEquals(8 * 192 + "M", options.get(1));
        assertTrue(options.contains("memory-backend-ram,id=memory7,size=192M"));
    }

    @Test
    void a_large_initramfs_gets_room_to_unpack() {
        assertEquals(544 + 4 * 40, new MachineShape(2, 1).nodeMemory(40 << 20));
        assertFalse(new MachineShape(2, 1).nodeMemory(2 << 20) > 544);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "65,1", "2,0", "64,9", "2,3", "-1,1"})
    void impossible_shapes_are_refused(int cpus, int nodes) {
        assertThrows(IllegalArgumentException.class, () -> new MachineShape(cpus, nodes));
    }
}
