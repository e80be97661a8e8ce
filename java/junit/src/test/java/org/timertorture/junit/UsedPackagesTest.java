// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Guards that the extension uses the API, and of other packages only the values that the API shows. */
@AnalyzeClasses(packages = "org.timertorture.junit", importOptions = ImportOption.DoNotIncludeTests.class)
class UsedPackagesTest {
    @ArchTest
    static void only_the_API_is_used(JavaClasses classes) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.timertorture..")
                        .and(not(resideInAnyPackage(
                                "org.timertorture.junit..",
                                "org.timertorture.app..",
                                "org.timertorture.exit..",
                                "org.timertorture.kernel..",
                                "org.timertorture.plan..",
                                "org.timertorture.result..",
                                "org.timertorture.uapi.."))))
                .check(classes);
    }
}
