package io.actionflow.secrets.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.app.fixture.SecuredFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rights from the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicsAclsTest {

    private SecuredFixture broker;
    private Path login;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        broker = new SecuredFixture(directory.resolve("broker"), List.of("nobody"));
        login = login(directory.resolve("root.properties"), SecuredFixture.ROOT);
        assertThat(topics("apply", "--partitions", "1").status()).isZero();
    }

    @AfterEach
    void takeAllAway() throws Exception {
        try (Admin root = broker.admin()) {
            root.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
            awaitCount(root, 0);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void whatIsGrantedIsFoundGoodAndASecondTimeNothingIsGranted() {
        CommandLineRun missing = topics("check", "--acls");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).startsWith("secrets: ACLS_DIFFER: ").hasLineCount(1);
        assertThat(missing.out())
                .contains(
                        "The topics are as they must be.",
                        "User:secret-editor: WRITE on topic secret-commands should be allowed, found nothing");

        CommandLineRun applied = topics("apply", "--acls");
        assertThat(applied.err()).isEmpty();
        assertThat(applied.status()).isZero();
        assertThat(applied.out())
                .contains(
                        "granted User:secret-editor WRITE on topic secret-commands", "The rights are as they must be.")
                .doesNotContain("secret-operator");

        assertThat(topics("apply", "--acls").out()).doesNotContain("granted");
        assertThat(topics("check", "--acls").status()).isZero();
    }

    @Test
    void withoutBeingAskedNobodyLooksAtRights() throws Exception {
        assertThat(topics("apply").out()).doesNotContain("rights");
        assertThat(topics("check").status()).isZero();
        try (Admin root = broker.admin()) {
            awaitCount(root, 0);
        }
    }

    @Test
    void principalsMayHaveOtherNamesAndSeveralOfThem() {
        CommandLineRun applied = topics(
                "apply",
                "--acls",
                "--principal-editor",
                "User:CN=a,O=x",
                "--principal-editor",
                "User:b",
                "--principal-operator",
                "User:op");

        assertThat(applied.out())
                .contains(
                        "granted User:CN=a,O=x WRITE on topic secret-commands",
                        "granted User:b WRITE on topic secret-commands",
                        "granted User:op ALTER on cluster kafka-cluster",
                        "granted User:secret-processor WRITE on transactional id secret-command-processor-*")
                .doesNotContain("User:secret-editor");
    }

    @Test
    void aRightTooManyIsNamedAndNeverTakenAway() throws Exception {
        topics("apply", "--acls");
        try (Admin root = broker.admin()) {
            root.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                            new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.ALLOW))))
                    .all()
                    .get();
            Deadline.seconds(30)
                    .await(
                            "the right to be seen",
                            () -> topics("check", "--acls").status() == 1);
        }

        CommandLineRun run = topics("apply", "--acls");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("User:*: READ on topic * should not be allowed, found allowed");
        assertThat(run.err()).startsWith("secrets: ACLS_DIFFER: 1 ").contains("Kafka's own tools");
    }

    @Test
    void whoMayNotLookAtRightsIsToldSo(@TempDir Path directory) throws IOException {
        Path nobody = login(directory.resolve("nobody.properties"), "nobody");

        CommandLineRun run = run("check", nobody, "--acls");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("secrets: NOT_AUTHORIZED: ").hasLineCount(1);
    }

    @Test
    void aPrincipalThatIsNoneAndOneThatIsGivenInVainAreWrongUse() {
        assertThat(topics("apply", "--acls", "--principal-editor", "eve").err())
                .startsWith("secrets: USAGE: 'eve' is no principal")
                .hasLineCount(1);
        assertThat(topics("check", "--principal-editor", "User:eve").err())
                .startsWith("secrets: USAGE: A principal was given without --acls");
    }

    @Test
    void brokersWithoutAnAuthorizerAreNamedAsSuchAndTheRemedyToo(@TempDir Path directory) {
        try (BrokerFixture open = BrokerFixture.embedded(directory)) {
            CommandLineRun run =
                    CommandLineRun.of("topics", "apply", "--bootstrap-server", open.bootstrapServers(), "--acls");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("secrets: NO_AUTHORIZER: ")
                    .contains("Set authorizer.class.name")
                    .hasLineCount(1);
        }
    }

    private static void awaitCount(Admin root, int count) throws Exception {
        AclBindingFilter all = new AclBindingFilter(ResourcePatternFilter.ANY, AccessControlEntryFilter.ANY);
        Deadline.seconds(30)
                .await(
                        count + " rights",
                        () -> root.describeAcls(all).values().get().size() == count);
    }

    private CommandLineRun topics(String what, String... more) {
        return run(what, login, more);
    }

    private CommandLineRun run(String what, Path login, String... more) {
        List<String> arguments = new ArrayList<>(List.of("topics", what));
        arguments.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
        arguments.addAll(List.of("--command-config", login.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private Path login(Path file, String user) throws IOException {
        Properties properties = new Properties();
        properties.putAll(broker.as(user));
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}
