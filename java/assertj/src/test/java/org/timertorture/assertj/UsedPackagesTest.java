// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Guards that assertions use results and what explains them, and nothing that runs or boots. */
@AnalyzeClasses(packages = "org.timertorture.assertj", importOptions = ImportOption.DoNotIncludeTests.class)
class UsedPackagesTest {
    @ArchTest
    static void only_results_are_used(JavaClasses classes) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.timertorture..")
                        .and(not(resideInAnyPackage(
                                "org.timertorture.assertj..",
                                "org.timertorture.judge..",
                                "org.timertorture.plan..",
                                "org.timertorture.report..",
                                "org.timertorture.result..",
                                "org.timertorture.uapi.."))))
                .check(classes);
    }
}
