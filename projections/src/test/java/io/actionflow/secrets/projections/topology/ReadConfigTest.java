package io.actionflow.secrets.projections.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadConfigTest {

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void readersShareTheirPartitionsUnlessTheyAreNamedOtherwise() {
        assertThat(ReadConfig.complete(Map.of("state.dir", first.toString())))
                .containsEntry("application.id", ReadConfig.DEFAULT_APPLICATION_ID)
                .containsEntry("main.consumer.group.instance.id", InstanceId.of(first));
        assertThat(ReadConfig.complete(Map.of("application.id", "mine"))).containsEntry("application.id", "mine");
    }

    @Test
    void anApplicationIdOfItsOwnIsTheStateDirectorysAndStays() {
        String own = ReadConfig.ownApplicationId("editor", first);

        assertThat(own)
                .isEqualTo("editor-" + InstanceId.of(first))
                .isEqualTo(ReadConfig.ownApplicationId("editor", first));
        assertThat(ReadConfig.ownApplicationId("editor", second)).isNotEqualTo(own);
    }

    @Test
    void whatRightReadingStandsOnIsNotOverriddenInSilence() {
        assertThatThrownBy(() -> ReadConfig.complete(Map.of(
                        "isolation.level", "read_uncommitted",
                        "main.consumer.auto.offset.reset", "latest",
                        "processing.guarantee", "exactly_once_v2",
                        "task.timeout.ms", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "isolation.level must be read_committed",
                        "main.consumer.auto.offset.reset must be earliest",
                        "processing.guarantee must be at_least_once",
                        "task.timeout.ms must be");
    }

    @Test
    void aCallersSettingWinsOverOursUnderWhateverNameKafkaStreamsTakesItFor() {
        assertThat(ReadConfig.complete(Map.of("session.timeout.ms", "45000")))
                .containsEntry("session.timeout.ms", "45000")
                .doesNotContainKey("main.consumer.session.timeout.ms");
    }
}
