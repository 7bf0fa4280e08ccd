package io.actionflow.secrets.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.actionflow.secrets.app.architecture.Rules.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The module rules of the architecture. A rule that finds no class to check fails: it would be a rule about packages that
 * were renamed.
 */
class ModuleRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(Offender.class);
    private static final String HERE = Offender.class.getPackageName();

    @Test
    void modulesDependOnEachOtherInOneDirectionOnly() {
        Rules.knowsNoOther(in("schemas"), in("projections"), in("commands"), in("resolver"), in("app"))
                .check(MAIN);
        Rules.knowsNoOther(in("projections"), in("commands"), in("resolver"), in("app"))
                .check(MAIN);
        Rules.knowsNoOther(in("commands"), in("resolver"), in("app")).check(MAIN);
        Rules.knowsNoOther(in("resolver"), in("commands"), in("app")).check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "projections", "commands", "app"})
    void onlyTheResolverHasAClassThatOpensValues(String module) {
        Rules.opensNoValue(in(module)).check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "projections", "commands", "resolver"})
    void whatIsEmbeddedKnowsNothingOfHttp(String module) {
        Rules.knowsNoHttp(in(module)).check(MAIN);
    }

    @Test
    void theEditorApiHasNoWayToAValue() {
        Rules.standsApart(in("app.editor"), in("resolver"), in("app.worker")).check(MAIN);
    }

    @Test
    void theResolverApiChangesNothing() {
        Rules.standsApart(in("app.worker"), in("commands"), in("app.editor")).check(MAIN);
    }

    @Test
    void theServerKnowsNothingOfWhatItServes() {
        Rules.standsApart(in("app.http"), in("commands"), in("projections"), in("resolver"), in("app.editor"))
                .check(MAIN);
        Rules.knowsNoKafka(in("app.http")).check(MAIN);
    }

    @Test
    void clientsMeetTheServersOnTheWireAlone() {
        Rules.standsApart(in("app.client"), in("app.http"), in("app.editor"), in("app.worker"), in("resolver"))
                .check(MAIN);
        Rules.standsApart(in("app.cli.remote"), in("app.http"), in("app.editor"), in("app.worker"), in("resolver"))
                .check(MAIN);
    }

    @Test
    void eachLibraryOfTheEdgeIsKnownInOnePlace() {
        Rules.libraryIsKnownOnlyTo("org.eclipse.jetty..", in("app.http")).check(MAIN);
        Rules.libraryIsKnownOnlyTo("com.nimbusds..", in("app.auth")).check(MAIN);
        Rules.libraryIsKnownOnlyTo("picocli..", in("app.cli")).check(MAIN);
    }

    @Test
    void onlyTheAppsBrokerPackageKnowsTheEmbeddedBroker() {
        Rules.knowsNoBroker(Rules.outside(in("app.broker"))).check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands.decide", "projections.evolve"})
    void whatDecidesAndWhatEvolvesIsPure(String pure) {
        Rules.knowsNoKafka(in(pure)).check(MAIN);
        Rules.knowsNoHttp(in(pure)).check(MAIN);
        Rules.knowsNoTimeOrChance(in(pure)).check(MAIN);
    }

    @Test
    void noClassIsNamedAfterNothingInParticular() {
        noClasses().should().haveNameMatching(".*(Utils|Util|Helper|Manager)").check(MAIN);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<JavaPackage> packages = MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages).hasSizeGreaterThan(10).allSatisfy(each -> assertThat(
                        each.tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class)))
                .as(each.getName())
                .contains(true));
    }

    @ParameterizedTest
    @MethodSource
    void everyRuleFindsTheOffender(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(OFFENDER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Offender.class.getSimpleName());
    }

    static List<ArchRule> everyRuleFindsTheOffender() {
        return List.of(
                Rules.knowsNoOther(HERE, in("schemas")),
                Rules.opensNoValue(HERE),
                Rules.knowsNoHttp(HERE),
                Rules.standsApart(HERE, in("schemas")),
                Rules.libraryIsKnownOnlyTo("org.apache.kafka..", in("app.broker")),
                Rules.knowsNoBroker(Rules.outside(in("app.broker"))),
                Rules.knowsNoKafka(HERE),
                Rules.knowsNoTimeOrChance(HERE));
    }

    @Test
    void theTestsOfTheModulesAreNotMistakenForTheirCode() {
        assertThat(Stream.of(ModuleRulesTest.class, Offender.class)
                        .map(Class::getName)
                        .filter(name ->
                                MAIN.stream().anyMatch(type -> type.getName().equals(name))))
                .isEmpty();
    }

    private static String in(String module) {
        return ROOT + "." + module + "..";
    }
}
