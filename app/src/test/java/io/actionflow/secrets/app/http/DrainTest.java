package io.actionflow.secrets.app.http;

import static io.actionflow.secrets.app.http.ApiServerTest.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.fixture.Deadline;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {

    @Test
    void aDrainingServerFinishesWhatIsUnderWayAndRefusesTheRest() throws Exception {
        try (TestApi api = TestApi.standard()) {
            CompletableFuture<HttpResponse<String>> underWay = api.getLater("/v1/projects/a/wait");
            Deadline.seconds(10).await("it to be under way", () -> api.waiting.get() == 1);

            api.server.beginDrain();
            HttpResponse<String> refused = api.get("/open");
            isProblem(refused, 503, "UNAVAILABLE");
            assertThat(refused.headers().firstValue("Connection")).hasValue("close");

            CompletableFuture<Void> closed = CompletableFuture.runAsync(api.server::close);
            api.gate.complete(null);
            assertThat(underWay.get().statusCode()).isEqualTo(200);
            closed.get();
            assertThatThrownBy(() -> api.get("/open")).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void aServerThatIsClosedWaitsOnlySoLong() throws Exception {
        TestApi api = TestApi.with(Limit.DRAIN_MILLIS, 200);
        CompletableFuture<HttpResponse<String>> stuck = api.getLater("/v1/projects/a/wait");
        Deadline.seconds(10).await("it to be under way", () -> api.waiting.get() == 1);

        api.server.close();

        assertThatThrownBy(stuck::get).hasRootCauseInstanceOf(java.io.IOException.class);
        api.close();
    }
}
