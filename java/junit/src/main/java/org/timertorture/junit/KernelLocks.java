// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Keeps JUnit from running two tests of one machine at once, so that a test does not spend its own time waiting for its
 * turn. A machine itself also races one plan at a time.
 */
final class KernelLocks implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(Wanted.ofElement(testClass));
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        return locks(Wanted.ofElement(testMethod));
    }

    private static Set<Lock> locks(Optional<Wanted> wanted) {
        return wanted.map(w -> Set.of(new Lock(
                        "timertorture/" + w.kernel() + "/" + w.cpus() + "/" + w.nodes() + "/" + w.arguments(),
                        ResourceAccessMode.READ_WRITE)))
                .orElse(Set.of());
    }
}
