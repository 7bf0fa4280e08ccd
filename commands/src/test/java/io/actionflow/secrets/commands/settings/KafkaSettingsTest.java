package io.actionflow.secrets.commands.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
}
