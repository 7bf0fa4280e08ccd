package io.actionflow.secrets.projections.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ValueKeysTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final ValueKeys keys = new ValueKeys();

    @Test
    void whereNothingIsAnnouncedThereIsNoKey() {
        assertThat(keys.newest()).isEmpty();
    }

    @Test
    void theNewestKeyIsSealedToInWhateverOrderTheyAreRead() {
        keys.apply(key(2, NOW.plusSeconds(1)));
        keys.apply(key(1, NOW));

        assertThat(keys.newest()).contains(key(2, NOW.plusSeconds(1)));
        assertThat(keys.all()).containsExactly(key(1, NOW), key(2, NOW.plusSeconds(1)));
    }

    @Test
    void ofTwoOfTheSameTimeTheOneWithTheLargerIdIsTaken() {
        keys.apply(key(-1, NOW));
        keys.apply(key(1, NOW));

        assertThat(keys.newest()).contains(key(-1, NOW));
    }

    @Test
    void aKeyThatWasWithdrawnStaysSoWhateverIsSentAgain() {
        keys.apply(key(1, NOW));
        keys.apply(key(2, NOW.plusSeconds(1)));
        keys.apply(key(2, NOW.plusSeconds(1)).withdrawn(NOW.plusSeconds(2)));
        keys.apply(key(2, NOW.plusSeconds(1)));

        assertThat(keys.newest()).contains(key(1, NOW));
    }

    private static Announced key(int id, Instant createdAt) {
        return new Announced(new PublicValueKey(id, new byte[32]), createdAt, null);
    }
}
