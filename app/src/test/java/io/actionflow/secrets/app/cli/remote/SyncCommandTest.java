package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.client.FakeApi;
import io.actionflow.secrets.app.client.FakeApi.Answer;
import io.actionflow.secrets.app.client.KeptContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncCommandTest {

    private static final String SYNC = "/v1/projects/weather/sync";
    private static final String PREVIEW = """
            {"sync":6,"changes":2,"complete":true,"secrets":[{"secretId":"key","name":"Weather","state":"CHANGED","version":3,
            "affects":["daily","hourly"],"affectsComplete":true}],"actionflows":[{"actionflowId":"new","state":"ADDED",
            "version":1,"activeVersion":0,"changedBy":"ed","changedAt":"2026-07-01T10:00:00Z"}]}""";

    private FakeApi api;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApi().on("GET " + SYNC, 200, PREVIEW).on("POST " + SYNC, 200, synced(2, ""));
    }

    @AfterEach
    void stop() {
        api.close();
        KeptContract.ofEditor().assertKeptBy(api.seen());
    }

    private static String synced(int changes, String live) {
        return "{\"sync\":7,\"changes\":" + changes + ",\"sequence\":9" + (live.isEmpty() ? "" : ",\"live\":" + live)
                + "}";
    }

    private static String live(boolean isLive) {
        return isLive
                ? "{\"sync\":7,\"active\":3,\"expected\":3,\"live\":true,\"tookMs\":41,\"resolvers\":[]}"
                : "{\"sync\":7,\"active\":1,\"expected\":3,\"live\":false,\"resolvers\":["
                        + "{\"resolverId\":\"r1\",\"state\":\"SERVING\",\"sync\":7},"
                        + "{\"resolverId\":\"r2\",\"state\":\"LAGGING\",\"sync\":6,\"lastReportAt\":\"2026-07-01T10:00:00Z\"},"
                        + "{\"resolverId\":\"r3\",\"state\":\"GONE\"}]}";
    }

    private RemoteRun run(String... arguments) {
        return RemoteRun.on(api).run(arguments);
    }

    @Test
    void aPreviewNamesChangesAndFlowsAndChangesNothing() {
        RemoteRun run = run("sync", "--preview");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                        STATE    WHAT        NAME     VERSION  AFFECTS
                        CHANGED  secret      Weather  3        daily, hourly
                        ADDED    Actionflow  new      1        new
                        """);
        assertThat(api.seen("POST " + SYNC)).isEmpty();
    }

    @Test
    void aSyncPrintsWhatItChanged() {
        RemoteRun run = run("sync");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("CHANGED  secret      Weather", "Sync 7: 2 changes are active.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aSyncWithNothingToDoSaysSo() {
        api.on("POST " + SYNC, 200, synced(0, ""));

        assertThat(run("sync").out()).isEqualTo("There was nothing to do since Sync 7.\n");
    }

    @Test
    void waitingSaysOnHowManyResolversItIsActive() {
        api.on("POST " + SYNC, 200, synced(2, live(true)));

        RemoteRun run = run("sync", "--wait");

        assertThat(run.status()).isZero();
        assertThat(run.out()).endsWith("Sync 7: active on 3 of 3 resolvers, 41 ms\n");
        assertThat(api.seen("POST " + SYNC).get(0).uri().getQuery()).isEqualTo("wait=30");
    }

    @Test
    void whoLagsAndWhoIsGoneIsNamedAndTheStatusSaysNotLive() {
        api.on("POST " + SYNC, 200, synced(2, live(false)));

        RemoteRun run = run("sync", "--wait=0");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("Sync 7: active on 1 of 3 resolvers\n")
                .contains("  r2 lags: serves Sync 6, heard of last at 2026-07-01 12:00:00")
                .contains("  r3 is gone: serves none yet, never heard of")
                .doesNotContain("r1");
        assertThat(run.err()).startsWith("secrets: NOT_LIVE: ");
    }

    @Test
    void aLongWaitIsSeveralShortOnesOfTheSameSync() {
        api.on("POST " + SYNC, 200, synced(2, live(false)))
                .on("GET " + SYNC + "/live", Answer.json(200, live(false)), Answer.json(200, live(true)));

        RemoteRun run = run("sync", "--wait", "600", "--json");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"tookMs\":41").hasLineCount(1);
        assertThat(api.seen("POST " + SYNC)).hasSize(1);
        assertThat(api.seen("GET " + SYNC + "/live"))
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.uri().getQuery()).isEqualTo("sync=7&wait=60"));
    }
}
