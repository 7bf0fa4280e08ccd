package io.actionflow.secrets.resolver;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.resolver.fixture.Asking;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.ResolveException;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Run gives to whom, on a projection that is there and fresh. */
class ResolverTest {

    private final World world = new World();
    private final Resolver resolver = world.resolver();
    private final Asking ask = new Asking(resolver);
    private final TestProject acme = world.project("acme");

    @AfterEach
    void close() {
        resolver.close();
    }

    private void saveInvoicing() {
        acme.addSecret("key", "s3cret");
        acme.save("invoicing", binding("call", "apiKey", "key"));
    }

    @Test
    void aBoundSecretIsGivenAfterTheSync() {
        saveInvoicing();
        acme.sync();
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
    }

    @Test
    void nothingTakesEffectBeforeTheSync() {
        saveInvoicing();
        assertThat(ask.beginError("acme", "invoicing")).isEqualTo(ResolveError.NOT_ACTIVE);
        acme.sync();
        acme.editSecret("key", "other");
        acme.save("invoicing");
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
    }

    @Test
    void aRunKeepsItsSyncToItsEnd() {
        saveInvoicing();
        acme.addSecret("other", "o");
        long sync = acme.sync();
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            acme.editSecret("key", "second");
            acme.sync();
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("s3cret");
            assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("second");
            acme.save("invoicing", binding("call", "apiKey", "other"));
            acme.deleteSecret("key");
            acme.sync();
            acme.deleteActionflow("invoicing");
            acme.sync();
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("s3cret");
            assertThat(run.resolveAll("call")).hasSize(1).allSatisfy((input, value) -> assertThat(Asking.text(value))
                    .isEqualTo("s3cret"));
            assertThat(run.sync()).isEqualTo(sync);
            assertThat(run.version()).isEqualTo(1);
        }
    }

    @Test
    void aRunKeepsItsValueForTheRetentionAndIsToldWhenItIsErased() {
        ValueRef first = acme.addSecret("key", "first");
        acme.save("invoicing", binding("call", "apiKey", "key"));
        acme.sync();
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            acme.editSecret("key", "second");
            acme.sync();
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("first");

            acme.erase("key", first);

            assertThat(Asking.error(run.resolve("call", "apiKey"))).isEqualTo(ResolveError.VALUE_ERASED);
            assertThat(Asking.error(resolver.resume(run.ref()).orElseThrow().resolve("call", "apiKey")))
                    .isEqualTo(ResolveError.VALUE_ERASED);
            assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("second");
        }
    }

    @Test
    void aRenamedSecretStaysBound() {
        saveInvoicing();
        acme.sync();
        acme.renameSecret("key", "another name");
        acme.sync();
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
    }

    @Test
    void aNodeGetsOnlyWhatItsVersionBinds() {
        acme.addSecret("one", "1");
        acme.addSecret("two", "2");
        acme.save("invoicing", binding("first", "in", "one"), binding("second", "in", "two"));
        acme.save("billing", binding("third", "in", "two"));
        acme.sync();
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            assertThat(Asking.error(run.resolve("first", "other"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.error(run.resolve("third", "in"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.error(run.resolve("", ""))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.error(run.resolveSecret("first", "two"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.text(run.resolveSecret("first", "one"))).isEqualTo("1");
            assertThat(run.resolveAll("third")).isEmpty();
            assertThat(run.resolveAll("first")).containsOnlyKeys("in");
        }
    }

    @Test
    void aVersionDoesNotGetWhatALaterOneBinds() {
        acme.addSecret("one", "1");
        acme.addSecret("two", "2");
        acme.save("invoicing", binding("call", "in", "one"));
        acme.sync();
        acme.save("invoicing", binding("call", "in", "two"), binding("call", "more", "two"));
        acme.sync();
        try (Run earlier = resolver.begin("acme", "invoicing", 1).orElseThrow();
                Run latest = resolver.begin("acme", "invoicing").orElseThrow()) {
            assertThat(Asking.text(earlier.resolve("call", "in"))).isEqualTo("1");
            assertThat(Asking.error(earlier.resolve("call", "more"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(latest.version()).isEqualTo(2);
            assertThat(Asking.text(latest.resolve("call", "in"))).isEqualTo("2");
        }
    }

    @Test
    void anEarlierVersionSeesTheValueThatIsActiveNow() {
        saveInvoicing();
        acme.sync();
        acme.save("invoicing");
        acme.editSecret("key", "second");
        acme.sync();
        try (Run run = resolver.begin("acme", "invoicing", 1).orElseThrow()) {
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("second");
        }
    }

    @Test
    void anEarlierVersionWhoseSecretIsGoneIsToldSo() {
        saveInvoicing();
        acme.sync();
        acme.save("invoicing");
        acme.deleteSecret("key");
        // Still usable: the Sync that takes it away has not come.
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
        acme.sync();
        try (Run run = resolver.begin("acme", "invoicing", 1).orElseThrow()) {
            assertThat(Asking.error(run.resolve("call", "apiKey"))).isEqualTo(ResolveError.SECRET_DELETED);
            assertThat(Asking.error(run.resolveSecret("call", "key"))).isEqualTo(ResolveError.SECRET_DELETED);
            assertThat(run.resolveAll("call")).hasSize(1);
            assertThat(Asking.error(run.resolveAll("call").get("apiKey"))).isEqualTo(ResolveError.SECRET_DELETED);
        }
    }

    @Test
    void whatNoSyncMadeActiveIsNotActive() {
        saveInvoicing();
        acme.save("invoicing");
        acme.sync();
        acme.save("invoicing");
        assertThat(ask.beginError("acme", "invoicing", 1))
                .as("saved, and replaced before any Sync")
                .isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(ask.beginError("acme", "invoicing", 3))
                .as("saved after the last Sync")
                .isEqualTo(ResolveError.NOT_ACTIVE);
        for (long never : new long[] {4, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(ask.beginError("acme", "invoicing", never)).isEqualTo(ResolveError.NOT_ACTIVE);
        }
        assertThat(ask.beginError("acme", "unknown")).isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(resolver.begin("acme", "invoicing", 2)).isInstanceOf(Resolved.Granted.class);
    }

    @Test
    void aDeletedActionflowIsActiveUntilTheSync() {
        saveInvoicing();
        acme.sync();
        acme.deleteActionflow("invoicing");
        assertThat(resolver.begin("acme", "invoicing")).isInstanceOf(Resolved.Granted.class);
        acme.sync();
        assertThat(ask.beginError("acme", "invoicing")).isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(ask.beginError("acme", "invoicing", 1)).isEqualTo(ResolveError.NOT_ACTIVE);
    }

    @Test
    void anUnknownProjectIsNotFound() {
        assertThat(ask.beginError("nobody", "invoicing")).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
        assertThat(ask.beginError("nobody", "invoicing", 1)).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
    }

    @Test
    void whatCanBeNoIdIsNotFoundAndNeverAnotherKey() {
        saveInvoicing();
        acme.addSecret("project", "a secret whose entry's key ends as a project's does");
        acme.sync();
        assertThat(ask.beginError("acme/secret", "invoicing")).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
        assertThat(ask.beginError("", "invoicing")).isEqualTo(ResolveError.PROJECT_NOT_FOUND);
        assertThat(ask.beginError("acme", "invoicing/")).isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(ask.beginError("acme", "\uD800\0")).isEqualTo(ResolveError.NOT_ACTIVE);
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            assertThat(Asking.error(run.resolveSecret("call", "key/"))).isEqualTo(ResolveError.SECRET_NOT_FOUND);
        }
    }

    @Test
    void aSecretThatTheProjectDoesNotHaveIsNotFound() {
        saveInvoicing();
        acme.sync();
        TestProject other = world.project("other");
        other.addSecret("theirs", "t");
        other.sync();
        acme.addSecret("later", "l");
        acme.addSecret("gone", "g");
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            assertThat(Asking.error(run.resolveSecret("call", "theirs"))).isEqualTo(ResolveError.SECRET_NOT_FOUND);
            acme.sync();
            assertThat(Asking.error(run.resolveSecret("call", "later")))
                    .as("the Run's Sync knows nothing of it")
                    .isEqualTo(ResolveError.SECRET_NOT_FOUND);
            assertThat(Asking.error(run.resolveSecret("other node", "key"))).isEqualTo(ResolveError.NOT_BOUND);
        }
        acme.deleteSecret("gone");
        acme.sync();
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            assertThat(Asking.error(run.resolveSecret("call", "later"))).isEqualTo(ResolveError.NOT_BOUND);
            assertThat(Asking.error(run.resolveSecret("call", "gone"))).isEqualTo(ResolveError.SECRET_NOT_FOUND);
        }
    }

    @Test
    void everyInputOfANodeGetsItsOwnAnswer() {
        acme.addSecret("good", "g");
        acme.addSecret("bad", "b");
        acme.save("flow", binding("n", "one", "good"), binding("n", "two", "bad"), binding("n", "three", "good"));
        acme.sync();
        world.projection.chunks().entrySet().removeIf(chunk -> isChunkOf(chunk, "bad"));
        try (Run run = resolver.begin("acme", "flow").orElseThrow()) {
            Map<String, Resolved<SecretValue>> all = run.resolveAll("n");
            assertThat(all.keySet()).containsExactly("one", "two", "three");
            assertThat(Asking.text(all.get("one"))).isEqualTo("g");
            assertThat(Asking.error(all.get("two"))).isEqualTo(ResolveError.CORRUPT);
            assertThat(Asking.text(all.get("three"))).isEqualTo("g");
        }
    }

    private boolean isChunkOf(Map.Entry<String, byte[]> chunk, String secretId) {
        String valueId = chunk.getKey().split("/")[2];
        return world.projection.state("acme").value(valueId).secretId().equals(secretId);
    }

    @Test
    void aRunIsTakenUpAtItsOwnSyncByAnotherProcess() {
        saveInvoicing();
        acme.sync();
        RunRef ref;
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            ref = run.ref();
        }
        assertThat(ref).isEqualTo(new RunRef("acme", "invoicing", 1, 1));
        acme.editSecret("key", "second");
        acme.save("invoicing");
        acme.sync();
        acme.deleteActionflow("invoicing");
        acme.sync();
        try (Resolver another = world.anotherResolver(world.privateKeys);
                Run run = another.resume(ref).orElseThrow()) {
            assertThat(run.ref()).isEqualTo(ref);
            assertThat(Asking.text(run.resolve("call", "apiKey"))).isEqualTo("s3cret");
        }
    }

    @Test
    void aRunFromAheadIsUnavailableUntilItsSyncIsRead() {
        saveInvoicing();
        RunRef ahead = new RunRef("acme", "invoicing", 1, 1);
        assertThat(Asking.error(resolver.resume(ahead))).isEqualTo(ResolveError.UNAVAILABLE);
        assertThat(Asking.error(resolver.resume(new RunRef("not-yet-read", "invoicing", 1, 1))))
                .isEqualTo(ResolveError.UNAVAILABLE);
        acme.sync();
        assertThat(resolver.resume(ahead)).isInstanceOf(Resolved.Granted.class);
    }

    @Test
    void aReferenceThatIsNoRunsIsNotActive() {
        saveInvoicing();
        acme.sync();
        acme.save("invoicing");
        acme.sync();
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 2, 1))))
                .isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 0, 2))))
                .isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 1, 0))))
                .isEqualTo(ResolveError.NOT_ACTIVE);
        assertThat(Asking.error(resolver.resume(new RunRef("acme", "invoicing", 1, -5))))
                .isEqualTo(ResolveError.NOT_ACTIVE);
    }

    @Test
    void anEndedRunGivesNothing() {
        saveInvoicing();
        acme.sync();
        Run run = resolver.begin("acme", "invoicing").orElseThrow();
        SecretValue value = run.resolve("call", "apiKey").orElseThrow();
        run.close();
        run.close();
        assertThatThrownBy(() -> run.resolve("call", "apiKey")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.resolveSecret("call", "key")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.resolveAll("call")).isInstanceOf(IllegalStateException.class);
        assertThat(value.copyBytes()).as("what was given out is the caller's").isNotEmpty();
        value.close();
    }

    @Test
    void aClosedResolverGivesNothing() {
        saveInvoicing();
        acme.sync();
        Run run = resolver.begin("acme", "invoicing").orElseThrow();
        resolver.close();
        assertThatThrownBy(() -> run.resolve("call", "apiKey")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resolver.begin("acme", "invoicing")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resolver.begin("acme", "invoicing", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resolver.resume(run.ref())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resolver.awaitSync("acme", 1, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverWaitsForASequenceOrASyncSeesIt() throws Exception {
        saveInvoicing();
        Thread editor = new Thread(acme::sync);
        editor.start();
        resolver.awaitSync("acme", 1, Duration.ofSeconds(30));
        assertThat(ask.value("acme", "invoicing", "call", "apiKey")).isEqualTo("s3cret");
        resolver.awaitSequence("acme", 4, Duration.ofSeconds(30));
        editor.join();
        assertThatThrownBy(() -> resolver.awaitSequence("acme", 5, Duration.ZERO))
                .isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> resolver.awaitSync("acme", 2, Duration.ZERO)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aRefusalIsAlsoAnExceptionWithItsCode() {
        assertThatThrownBy(() -> resolver.begin("nobody", "x").orElseThrow())
                .isInstanceOfSatisfying(
                        ResolveException.class, e -> assertThat(e.code()).isEqualTo(ResolveError.PROJECT_NOT_FOUND))
                .hasMessageContaining("PROJECT_NOT_FOUND: Expected project 'nobody', but there is none");
    }

    @Test
    void answersAreCountedByOutcomeAndNoTagHoldsAnId() {
        saveInvoicing();
        acme.sync();
        ask.beginError("nobody", "x");
        try (Run run = resolver.begin("acme", "invoicing").orElseThrow()) {
            Asking.text(run.resolve("call", "apiKey"));
            Asking.text(run.resolve("call", "apiKey"));
            Asking.error(run.resolve("call", "nothing"));
        }
        assertThat(counted("secrets.resolver.begins", "granted")).isEqualTo(1);
        assertThat(counted("secrets.resolver.begins", "project_not_found")).isEqualTo(1);
        assertThat(counted("secrets.resolver.resolves", "granted")).isEqualTo(2);
        assertThat(counted("secrets.resolver.resolves", "not_bound")).isEqualTo(1);
        assertThat(world.meters.get("secrets.resolver.cache.hits").counter().count())
                .isEqualTo(1);
        assertThat(world.meters.get("secrets.resolver.cache.bytes").gauge().value())
                .isGreaterThan(6);
        assertThat(world.meters.get("secrets.resolver.opens").timer().count()).isEqualTo(1);
        assertThat(world.meters.getMeters()).isNotEmpty().allSatisfy(meter -> assertThat(
                        meter.getId().toString())
                .doesNotContain("acme", "invoicing", "s3cret"));
    }

    private double counted(String name, String outcome) {
        return world.meters.get(name).tag("outcome", outcome).counter().count();
    }

    @Test
    void everyValueThatIsGivenIsHeardOfAndNoRefusalIs() {
        saveInvoicing();
        acme.sync();
        List<String> heard = new ArrayList<>();
        try (Resolver counting = world.resolver((project, secret, actionflow, version, node) ->
                        heard.add(project + " " + secret + " " + actionflow + " " + version + " " + node));
                Run run = counting.begin("acme", "invoicing").orElseThrow()) {
            Asking.text(run.resolve("call", "apiKey"));
            Asking.text(run.resolveSecret("call", "key"));
            run.resolveAll("call").values().forEach(Asking::text);
            Asking.error(run.resolve("call", "other"));
            Asking.error(run.resolve("other", "apiKey"));
        }

        assertThat(heard).hasSize(3).containsOnly("acme key invoicing 1 call");
    }
}
