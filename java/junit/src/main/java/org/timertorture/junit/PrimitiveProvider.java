// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;
import org.timertorture.uapi.Kind;

/** Gives tests the names of a {@link PrimitiveSource}. */
final class PrimitiveProvider implements ArgumentsProvider, AnnotationConsumer<PrimitiveSource> {
    private PrimitiveSource source;

    @Override
    public void accept(PrimitiveSource annotation) {
        source = annotation;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws TimertortureException, InterruptedException {
        Catalogue catalogue = CatalogueFinder.of(source.kernel(), context);
        Set<Kind> kinds = Set.of(source.kinds());
        return catalogue.primitives().stream()
                .filter(primitive -> primitive.available() && primitive.deletes())
                .filter(primitive -> kinds.contains(primitive.kind()))
                .map(Catalogue.Primitive::name)
                .map(Arguments::of);
    }
}
