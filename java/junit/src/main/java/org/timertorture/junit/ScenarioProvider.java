// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;

/** Gives tests the names of a {@link ScenarioSource}. */
final class ScenarioProvider implements ArgumentsProvider, AnnotationConsumer<ScenarioSource> {
    private ScenarioSource source;

    @Override
    public void accept(ScenarioSource annotation) {
        source = annotation;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws TimertortureException, InterruptedException {
        Catalogue catalogue = CatalogueFinder.of(source.kernel(), context);
        return catalogue.scenarios().stream()
                .filter(Catalogue.Scenario::available)
                .filter(scenario -> !scenario.forced())
                .filter(scenario -> source.third() || !scenario.needsThird())
                .filter(scenario -> source.cycles() || !scenario.cycles())
                .map(Catalogue.Scenario::name)
                .map(Arguments::of);
    }
}
