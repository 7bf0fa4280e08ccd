package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.hashOf;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.Entry;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.Sha256;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryTest {

    private static final Event CREATED = new ProjectCreated(META);
    private static final Event ADDED = new SecretAdded(META, "s1", "name", "", value("v1"));

    private final MemoryEntryStore store = new MemoryEntryStore();
    private final ProjectState state = new ProjectState(Story.PROJECT, store, Story.HASH);

    @Test
    void eachEventIsFoldedOnceAndMovesTheProjectOn() {
        assertThat(fold(1, CREATED)).isTrue();
        assertThat(fold(2, ADDED)).isTrue();

        assertThat(state.project().sequence()).isEqualTo(2);
        assertThat(state.project().lastHash()).isEqualTo(hashOf(2));
        assertThat(state.secret("s1").name()).isEqualTo("name");
    }

    @Test
    void anEventThatIsThereAlreadyIsPassedOver() {
        fold(1, CREATED);
        fold(2, ADDED);
        Map<String, Entry> before = store.entries();

        assertThat(fold(2, new SecretAdded(META, "s2", "other", "", value("v2"))))
                .isFalse();
        assertThat(fold(1, CREATED)).isFalse();
        assertThat(store.entries()).isEqualTo(before);
    }

    @Test
    void aGapBreaksTheHistory() {
        fold(1, CREATED);

        assertBroken(3, hashOf(2), ADDED, "expected event 2 next");
    }

    @Test
    void aForgedLinkBreaksTheHistory() {
        fold(1, CREATED);

        assertBroken(2, hashOf(99), ADDED, "not linked to the event before it");
        assertBroken(2, Sha256.ZERO, ADDED, "not linked to the event before it");
    }

    @Test
    void aBeginningThatClaimsAPredecessorIsBroken() {
        assertBroken(1, hashOf(0), CREATED, "not linked to the event before it");
    }

    @Test
    void aHistoryBeginsWithItsFirstEvent() {
        assertBroken(2, Sha256.ZERO, CREATED, "expected event 1 next");
    }

    @Test
    void aHistoryBeginsWithProjectCreated() {
        assertBroken(1, Sha256.ZERO, ADDED, "begins with ProjectCreated");
    }

    @Test
    void aProjectIsCreatedOnce() {
        fold(1, CREATED);

        assertBroken(2, hashOf(1), CREATED, "only begins with it");
    }

    @Test
    void aBrokenEventChangesNothing() {
        fold(1, CREATED);
        Map<String, Entry> before = store.entries();

        assertBroken(2, hashOf(7), new MemberRoleSet(META, "max", Role.OWNER), "not linked");
        assertThat(store.entries()).isEqualTo(before);
    }

    @Test
    void projectsOfOneStoreHaveHistoriesOfTheirOwn() {
        Story first = Story.of("p", store).secret("s1", "in p");
        Story second = Story.of("p.q", store).secret("s1", "in p.q").secretDeleted("s1");

        assertThat(first.view().secret("s1").name()).isEqualTo("in p");
        assertThat(first.view().secretNamed("in p.q")).isNull();
        assertThat(first.sequence()).isEqualTo(2);
        assertThat(second.sequence()).isEqualTo(3);
        assertThat(second.view().secret("s1")).isNull();
    }

    private boolean fold(long sequence, Event event) {
        return History.fold(state, recorded(sequence, sequence == 1 ? Sha256.ZERO : hashOf(sequence - 1), event));
    }

    private void assertBroken(long sequence, Sha256 previous, Event event, String why) {
        assertThatThrownBy(() -> History.fold(state, recorded(sequence, previous, event)))
                .isInstanceOf(BrokenHistoryException.class)
                .hasMessageContaining(Story.PROJECT)
                .hasMessageContaining("event " + sequence)
                .hasMessageContaining(why);
    }

    private static RecordedEvent recorded(long sequence, Sha256 previous, Event event) {
        return new RecordedEvent(Story.PROJECT, sequence, previous, hashOf(sequence), event);
    }
}
