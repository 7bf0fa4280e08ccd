package io.actionflow.secrets.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.crypto.tink.HybridDecrypt;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The rules, each for the packages that it is given: for ours, where they must hold, and for an offender, where not. */
final class Rules {

    static final String ROOT = "io.actionflow.secrets";

    private static final Set<Class<?>> TIME_AND_CHANCE =
            Set.of(Clock.class, InstantSource.class, Random.class, SecureRandom.class, ThreadLocalRandom.class);
    private static final Set<String> READS_TIME_OR_CHANCE =
            Set.of("now", "currentTimeMillis", "nanoTime", "random", "randomUUID");
    private static final Set<String> THEIR_OWNERS =
            Set.of("java.time.", System.class.getName(), Math.class.getName(), UUID.class.getName());

    private Rules() {}

    static ArchRule knowsNoOther(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("modules depend on each other in one direction only");
    }

    static ArchRule opensNoValue(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(HybridDecrypt.class)
                .because("the resolver alone opens values");
    }

    static ArchRule knowsNoHttp(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..", "org.eclipse.jetty..")
                .because("it is embedded in other people's processes, which speak as they like");
    }

    /** What is served, what serves it, and who asks for it stand apart: each can be read, and changed, alone. */
    static ArchRule standsApart(String packages, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("the two APIs, their server and their clients meet on the wire alone");
    }

    static ArchRule libraryIsKnownOnlyTo(String library, String packages) {
        return noClasses()
                .that(outside(packages))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("another one could take its place there");
    }

    static ArchRule knowsNoBroker(DescribedPredicate<JavaClass> classes) {
        return noClasses()
                .that(classes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
                .because("a broker in the process is for trials and tests");
    }

    static ArchRule knowsNoKafka(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..")
                .because("what decides and what evolves is pure");
    }

    static ArchRule knowsNoTimeOrChance(String packages) {
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(describe("are a clock or random", type -> TIME_AND_CHANCE.stream()
                        .anyMatch(type::isAssignableTo)))
                .orShould()
                .accessTargetWhere(describe("reads a clock or is random", Rules::readsTimeOrChance))
                .because("replaying the same history must give the same state");
    }

    static DescribedPredicate<JavaClass> outside(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }

    private static boolean readsTimeOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return READS_TIME_OR_CHANCE.contains(access.getTarget().getName())
                && THEIR_OWNERS.stream().anyMatch(owner::startsWith);
    }
}
