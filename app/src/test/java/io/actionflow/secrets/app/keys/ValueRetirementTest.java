package io.actionflow.secrets.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.projections.live.KeysHeld;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.KeysetKeys;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.record.HeldValueKey;
import io.actionflow.secrets.schemas.record.ValueKeyCodec.Announced;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An old private key goes only once it is certain that nothing needs it. */
final class ValueRetirementTest {

    private static final Duration GRACE = Duration.ofHours(24);
    private static final Instant ANNOUNCED = Instant.ofEpochSecond(1_800_000_000);
    private static final Instant LATER = ANNOUNCED.plus(GRACE).plusSeconds(1);

    private final KeysetHandle first = KeyTemplates.newValueKeyPair();
    private final KeysetHandle both = KeysetKeys.withNew(first);
    private final int old = KeysetKeys.primary(first);
    private final int next = KeysetKeys.behindPrimary(both).get(0);
    private final KeysetHandle rotated = KeysetKeys.promoted(both, next);
    private final List<Announced> announced =
            List.of(new Announced(PublicValueKey.of(rotated.getPublicKeysetHandle()), ANNOUNCED, null));

    ValueRetirementTest() throws GeneralSecurityException {}

    @Test
    void itGoesWhenAllResolversHaveCountedAndThereIsNoValueLeft() {
        assertThat(objections(fleet(resolver("r1", false, 0L, 0, 1), resolver("r2", false, 0L, 2, 3)), LATER))
                .isEmpty();
    }

    @Test
    void valuesThatAreSealedToItKeepIt() {
        assertThat(objections(fleet(resolver("r1", false, 0L, 0, 1), resolver("r2", false, 41_200L, 2, 3)), LATER))
                .containsExactly("41,200 values at resolver r2 are sealed to it");
    }

    @Test
    void whoHasNotCountedKeepsIt() {
        assertThat(objections(fleet(resolver("r1", false, 0L, 0, 1), resolver("r2", false, null, 2, 3)), LATER))
                .containsExactly("2 of 4 partitions are hosted by no resolver that counts");
    }

    @Test
    void whoIsSilentKeepsIt() {
        assertThat(objections(fleet(resolver("r1", false, 0L, 0, 1, 2, 3), resolver("r2", true, 0L, 2, 3)), LATER))
                .containsExactly("resolver r2 is silent");
        assertThat(objections(new Fleet(List.of(resolver("r1", false, 0L, 0, 1, 2, 3)), 2, 4), LATER))
                .containsExactly("only 1 of 2 resolvers report");
    }

    @Test
    void whatPublishersMayStillHaveUnderWayKeepsIt() {
        assertThat(objections(fleet(resolver("r1", false, 0L, 0, 1, 2, 3)), LATER.minusSeconds(2)))
                .containsExactly(
                        "until " + ANNOUNCED.plus(GRACE) + " something may come in that publishers sealed before");
    }

    @Test
    void theKeyInUseAndTheOneThatWaitsNeverGo() {
        Fleet fleet = fleet(resolver("r1", false, 0L, 0, 1, 2, 3));

        assertThat(ValueRetirement.objections(rotated, next, fleet, announced, GRACE, LATER))
                .hasSize(1);
        assertThat(ValueRetirement.objections(both, next, fleet, announced, GRACE, LATER))
                .hasSize(1);
        assertThat(ValueRetirement.objections(rotated, 1, fleet, announced, GRACE, LATER))
                .hasSize(1);
    }

    @Test
    void whereItsSuccessorIsNotAnnouncedItStays() {
        Fleet fleet = fleet(resolver("r1", false, 0L, 0, 1, 2, 3));

        assertThat(ValueRetirement.objections(rotated, old, fleet, List.of(), GRACE, LATER))
                .singleElement()
                .asString()
                .contains("is not announced");
    }

    @Test
    void aNewKeyIsUsedOnlyOnceEveryResolverHasIt() {
        Fleet fleet =
                fleet(resolver("r1", false, 0L, 0), new KeysHeld("r2", "g", false, Set.of(1), List.of(), List.of()));

        assertThat(fleet.lacking("value key 7", it -> it.opensValuesOf(old)))
                .containsExactly("resolver r2 does not have value key 7");
    }

    private List<String> objections(Fleet fleet, Instant now) {
        return ValueRetirement.objections(rotated, old, fleet, announced, GRACE, now);
    }

    private static Fleet fleet(KeysHeld... resolvers) {
        return new Fleet(List.of(resolvers), 1, 4);
    }

    private KeysHeld resolver(String id, boolean isGone, Long values, Integer... partitions) {
        return new KeysHeld(
                id,
                "group",
                isGone,
                Set.of(partitions),
                List.of(new HeldValueKey(old, values), new HeldValueKey(next, 5L)),
                List.of());
    }
}
