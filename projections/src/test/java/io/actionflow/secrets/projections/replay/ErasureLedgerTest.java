package io.actionflow.secrets.projections.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.replay.ErasureLedger.Line;
import io.actionflow.secrets.projections.replay.ErasureLedger.Stage;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.GivenUpValue;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.event.ValuesErased;
import io.actionflow.secrets.schemas.event.ValuesErasing;
import io.actionflow.secrets.schemas.record.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What events alone tell of the values that left. */
final class ErasureLedgerTest {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final ErasureLedger ledger = new ErasureLedger();
    private long sequence;

    @Test
    void aValueIsKeptThenErasingThenErasedAndItsTimesAreTold() {
        happened(
                new ProjectCreated(at(0)),
                new SecretAdded(at(1), "s", "name", "", Story.value("v1")),
                new Synced(at(2), 1, 1),
                new SecretEdited(at(3), "s", 2, null, null, Story.value("v2")));
        assertThat(ledger.lines()).isEmpty();

        happened(new Synced(at(4), 2, 1));
        assertThat(ledger.lines()).containsExactly(line(null, null)).allMatch(it -> it.stage() == Stage.KEPT);

        happened(new ValuesErasing(at(5), List.of(new GivenUpValue("s", "v1", time(4), true))));
        assertThat(ledger.lines()).containsExactly(line(time(5), null)).allMatch(it -> it.stage() == Stage.ERASING);

        happened(new ValuesErased(at(6), List.of("v1")));
        assertThat(ledger.lines()).containsExactly(line(time(5), time(6))).allMatch(it -> it.stage() == Stage.ERASED);
    }

    private void happened(Event... events) {
        for (Event event : events) {
            Sha256 previous = sequence == 0 ? Sha256.ZERO : Story.hashOf(sequence);
            sequence++;
            ledger.fold(new RecordedEvent("p", sequence, previous, Story.hashOf(sequence), event));
        }
    }

    private static Line line(Instant givenUp, Instant erased) {
        return new Line("p", "s", "v1", time(4), true, givenUp, erased);
    }

    private static EventMeta at(int minute) {
        return new EventMeta("c-" + minute, "olga", time(minute));
    }

    private static Instant time(int minute) {
        return T.plusSeconds(60L * minute);
    }
}
