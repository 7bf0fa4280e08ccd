package io.actionflow.secrets.projections.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void aChosenSettingWinsOverADefaultAndAFixedOneStays() {
        assertThat(KafkaSettings.merge(Map.of("a", 1, "b", 2), Map.of("b", 3, "c", 4), Map.of("d", 5)))
                .isEqualTo(Map.of("a", 1, "b", 3, "c", 4, "d", 5));
    }

    @Test
    void aFixedSettingCantBeChosenOtherwise() {
        assertThatThrownBy(() -> KafkaSettings.merge(Map.of(), Map.of("a", "1", "b", "2"), Map.of("a", 2, "b", 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a must be 2; b must be 3");
    }

    @Test
    void theSameValueIsNoConflictHoweverItIsWritten() {
        assertThat(KafkaSettings.merge(Map.of(), Map.of("a", " TRUE "), Map.of("a", true)))
                .containsEntry("a", true);
    }

    @Test
    void aFixedSettingCantBeChosenOtherwiseUnderAMoreGeneralNameEither() {
        Map<String, String> fixed = Map.of("main.consumer.isolation.level", "read_committed");
        for (String name : List.of("main.consumer.isolation.level", "consumer.isolation.level", "isolation.level")) {
            assertThatThrownBy(() -> KafkaSettings.merge(Map.of(), Map.of(name, "read_uncommitted"), fixed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(": " + name + " must be read_committed.");
            assertThat(KafkaSettings.merge(Map.of(), Map.of(name, "read_committed"), fixed))
                    .containsAllEntriesOf(fixed);
        }
    }

    @Test
    void aDefaultGivesWayToAMoreGeneralNameOfTheSameSetting() {
        Map<String, Integer> defaults = Map.of("main.consumer.session.timeout.ms", 1, "producer.linger.ms", 2);

        assertThat(KafkaSettings.merge(defaults, Map.of("session.timeout.ms", 3), Map.of()))
                .isEqualTo(Map.of("session.timeout.ms", 3, "producer.linger.ms", 2));
        assertThat(KafkaSettings.merge(defaults, Map.of("restore.consumer.session.timeout.ms", 3), Map.of()))
                .containsEntry("main.consumer.session.timeout.ms", 1);
    }

    @Test
    void aClientGetsItsOwnSettingsAndThoseOfPlugInsAndNothingOfOtherClients() {
        Map<String, String> chosen = Map.of(
                "security.protocol", "SASL_SSL",
                "a.plug.in's", "own",
                "acks", "all",
                "state.dir", "/state",
                "main.consumer.fetch.max.bytes", "1",
                "fetch.max.bytes", "2");

        assertThat(KafkaSettings.fitting(chosen, ProducerConfig.configNames()))
                .containsOnlyKeys("security.protocol", "a.plug.in's", "acks");
    }
}
