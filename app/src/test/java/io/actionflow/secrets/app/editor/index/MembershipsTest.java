package io.actionflow.secrets.app.editor.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.actionflow.secrets.app.editor.fixture.MemoryProjection;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.record.Role;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MembershipsTest {

    private static final EventMeta BY_OLGA = new EventMeta("c", "olga", Instant.EPOCH);

    private final MemoryProjection projection = new MemoryProjection();

    @Test
    void whatWasThereBeforeAndWhatComesAfterAreBothKnown() {
        projection.fold("old", new ProjectCreated(BY_OLGA));
        projection.fold("old", new MemberRoleSet(BY_OLGA, "max", Role.MANAGER));
        Memberships memberships = Memberships.over(projection);
        memberships.load(visitor -> visitor.accept("old"));
        projection.fold("new", new ProjectCreated(BY_OLGA));
        projection.fold("new", new MemberRoleSet(BY_OLGA, "max", Role.VIEWER));
        projection.fold("old", new MemberRoleSet(BY_OLGA, "max", Role.EDITOR));

        assertThat(memberships.of("max", "")).containsExactly(entry("new", Role.VIEWER), entry("old", Role.EDITOR));
        assertThat(memberships.of("olga", "new")).containsExactly(entry("old", Role.OWNER));
        assertThat(memberships.of("nobody", "")).isEmpty();
    }

    @Test
    void whoeverIsRemovedIsAMemberNoMore() {
        Memberships memberships = Memberships.over(projection);
        projection.fold("p", new ProjectCreated(BY_OLGA));
        projection.fold("p", new MemberRoleSet(BY_OLGA, "max", Role.MANAGER));
        projection.fold("p", new MemberRemoved(BY_OLGA, "max"));
        memberships.load(visitor -> {});

        assertThat(memberships.of("max", "")).isEmpty();
    }

    @Test
    void nothingIsSaidBeforeAllProjectsWereRead() {
        Memberships memberships = Memberships.over(projection);
        projection.fold("p", new ProjectCreated(BY_OLGA));

        assertThatThrownBy(() -> memberships.of("olga", "")).isInstanceOf(ProjectionUnavailableException.class);
    }

    @Test
    void noEventIsMissedBetweenTheScanAndTheListening() {
        projection.fold("p", new ProjectCreated(BY_OLGA));
        projection.fold("p", new MemberRoleSet(BY_OLGA, "max", Role.MANAGER));
        Memberships memberships = Memberships.over(projection);
        projection.fold("p", new MemberRoleSet(BY_OLGA, "max", Role.EDITOR));
        AtomicInteger scans = new AtomicInteger();
        projection.afterRange(() -> {
            if (scans.getAndIncrement() == 0) {
                projection.fold("p", new MemberRemoved(BY_OLGA, "max"));
                projection.fold("p", new MemberRoleSet(BY_OLGA, "vera", Role.VIEWER));
            }
        });
        memberships.load(visitor -> List.of("p", "unknown").forEach(visitor));

        assertThat(memberships.of("max", "")).isEmpty();
        assertThat(memberships.of("vera", "")).containsExactly(entry("p", Role.VIEWER));
        assertThat(memberships.of("olga", "")).containsExactly(entry("p", Role.OWNER));
    }
}
