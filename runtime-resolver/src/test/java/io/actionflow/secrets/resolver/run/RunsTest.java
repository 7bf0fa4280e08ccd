package io.actionflow.secrets.resolver.run;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.resolver.ResolverSettings;
import io.actionflow.secrets.resolver.fixture.Asking;
import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What beginning a Run costs, and how refusals are worded. */
class RunsTest {

    private final World world = new World();
    private final TestProject acme = world.project("acme");
    private final AtomicInteger looks = new AtomicInteger();

    private int looksOf(Runnable action) {
        looks.set(0);
        action.run();
        return looks.get();
    }

    @Test
    void beginningAgainLooksOnlyAtWhereTheProjectStands() {
        acme.addSecret("key", "s3cret");
        acme.save("flow", binding("node", "in", "key"));
        acme.sync();
        world.projection.beforeProjectRead(looks::incrementAndGet);
        try (Resolver resolver = world.resolver()) {
            assertThat(looksOf(() -> begin(resolver))).isEqualTo(2);
            assertThat(looksOf(() -> begin(resolver))).isEqualTo(1);
            acme.sync();
            assertThat(looksOf(() -> begin(resolver))).as("another Sync").isEqualTo(2);
            try (Run run = resolver.begin("acme", "flow").orElseThrow()) {
                Asking.text(run.resolve("node", "in"));
                assertThat(looksOf(() -> Asking.text(run.resolve("node", "in"))))
                        .as("an open value")
                        .isZero();
            }
        }
    }

    private static void begin(Resolver resolver) {
        resolver.begin("acme", "flow").orElseThrow().close();
    }

    @Test
    void whatIsNotRememberedIsReadAgain() {
        acme.save("flow");
        acme.sync();
        world.projection.beforeProjectRead(looks::incrementAndGet);
        try (Resolver resolver = world.resolver(ResolverSettings.DEFAULTS.withSnapshotBytes(0))) {
            begin(resolver);
            assertThat(looksOf(() -> begin(resolver))).isEqualTo(2);
        }
    }

    @Test
    void aRefusalFitsOnOneLineWhateverWasAskedFor() {
        acme.save("flow");
        acme.sync();
        String nasty = "a\nb\u001b[31m\u202e\uD800" + "x".repeat(1_000_000);
        try (Resolver resolver = world.resolver();
                Run run = resolver.begin("acme", "flow").orElseThrow()) {
            assertThat(Asking.refusal(run.resolve(nasty, nasty)).message())
                    .hasSizeLessThan(300)
                    .contains("'a\uFFFDb\uFFFD[31m\uFFFD\uFFFDxxx", "…'")
                    .doesNotContain("\n", "\u001b", "\u202e");
            assertThat(Asking.refusal(resolver.begin(nasty, nasty)).message()).hasSizeLessThan(300);
            assertThat(Asking.refusal(run.resolveSecret("node", nasty)).message())
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        ResolverSettings settings = ResolverSettings.DEFAULTS;
        assertThatThrownBy(() -> settings.withStalenessLimit(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withSnapshotBytes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(settings.stalenessLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.cache().bytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(settings.cache().largestValue()).isEqualTo(1024 * 1024);
    }
}
