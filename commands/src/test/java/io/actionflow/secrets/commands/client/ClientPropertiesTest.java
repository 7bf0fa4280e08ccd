package io.actionflow.secrets.commands.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    private static final Map<String, Object> CHOSEN =
            Map.of("bootstrap.servers", "here:1", "linger.ms", 5, "fetch.min.bytes", 1, "sasl.mechanism", "PLAIN");

    @Test
    void eachKindOfClientGetsWhatItKnowsAndWhatBothShare() {
        assertThat(ClientProperties.producer(CHOSEN))
                .containsEntry("bootstrap.servers", "here:1")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("linger.ms", 5)
                .doesNotContainKey("fetch.min.bytes");
        assertThat(ClientProperties.consumer(CHOSEN))
                .containsEntry("bootstrap.servers", "here:1")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("fetch.min.bytes", 1)
                .doesNotContainKey("linger.ms");
    }

    @Test
    void theProducerNeitherLosesNorDoubles() {
        assertThat(ClientProperties.producer(CHOSEN))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
        assertThatThrownBy(() -> ClientProperties.producer(Map.of("acks", "1")))
                .hasMessageContaining("acks must be all");
    }

    @Test
    void theConsumerSeesOnlyWhatIsCommitted() {
        assertThat(ClientProperties.consumer(CHOSEN)).containsEntry("isolation.level", "read_committed");
    }
}
