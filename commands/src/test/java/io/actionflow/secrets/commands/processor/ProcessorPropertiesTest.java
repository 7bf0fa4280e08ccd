package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorPropertiesTest {

    private static final String INSTANCE = StreamsConfig.mainConsumerPrefix("group.instance.id");

    @Test
    void anOperatorsChoiceWinsOverADefault() {
        assertThat(ProcessorProperties.of(Map.of("commit.interval.ms", "50", "bootstrap.servers", "here:1")))
                .containsEntry("commit.interval.ms", "50")
                .containsEntry("poll.ms", 1)
                .containsEntry("bootstrap.servers", "here:1");
    }

    @ParameterizedTest
    @CsvSource({
        "processing.guarantee, at_least_once",
        "application.id, another",
        "producer.max.request.size, 1000",
        "production.exception.handler, org.example.Continue",
        "processing.exception.handler, org.example.Continue"
    })
    void whatGuaranteesStandOnCantBeChosen(String name, String value) {
        assertThatThrownBy(() -> ProcessorProperties.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + " must be ");
    }

    @Test
    void allConflictsAreNamedAtOnce() {
        assertThatThrownBy(() -> ProcessorProperties.of(
                        Map.of("processing.guarantee", "at_least_once", "application.id", "another")))
                .hasMessageContainingAll(
                        "processing.guarantee must be exactly_once_v2",
                        "application.id must be secret-command-processor");
    }

    @Test
    void aFixedSettingMayBeSaidOnceMore() {
        assertThat(ProcessorProperties.of(Map.of("processing.guarantee", "exactly_once_v2")))
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void aStateDirectoryIsAlwaysTheSameMemberOfTheGroup(@TempDir Path one, @TempDir Path other) {
        Object first =
                ProcessorProperties.of(Map.of("state.dir", one.toString())).get(INSTANCE);

        assertThat(first).isNotNull();
        assertThat(ProcessorProperties.of(Map.of("state.dir", one.toString()))).containsEntry(INSTANCE, first);
        assertThat(ProcessorProperties.of(Map.of("state.dir", other.toString())).get(INSTANCE))
                .isNotEqualTo(first);
    }

    @Test
    void kafkaStreamsAcceptsTheDefaults() {
        Map<String, Object> properties = ProcessorProperties.of(Map.of("bootstrap.servers", "here:1"));

        StreamsConfig config = new StreamsConfig(properties);

        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getProducerConfigs("client").get("max.request.size")).isEqualTo(25165824);
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 10_000);
    }
}
