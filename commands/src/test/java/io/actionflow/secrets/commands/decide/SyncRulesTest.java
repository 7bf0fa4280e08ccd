package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.result.Accepted;
import org.junit.jupiter.api.Test;

final class SyncRulesTest {

    private static final Sync SYNC = new Sync(PROJECT, OWNER);

    private final Story story = Story.ofTeam();

    @Test
    void aSyncCountsWhatItMakesActive() {
        story.secret("s1", "one")
                .secret("s2", "two")
                .revalued("s2", "v2")
                .saved("f1")
                .saved("f1");

        Accepted accepted = when(story, SYNC).isAcceptedWith(new Synced(META, 1, 3));

        assertThat(accepted).isEqualTo(new Accepted(story.sequence(), 1, 0, 3));
    }

    @Test
    void aSyncWithNothingToDoSaysSoAndIsNoEvent() {
        when(story, SYNC).isAcceptedWithNothingToDo();

        story.secret("s1", "one").synced();
        assertThat(when(story, SYNC).isAcceptedWithNothingToDo().sync()).isEqualTo(1);
    }

    @Test
    void whatCameAndWentBetweenTwoSyncsIsNothingToDo() {
        story.secret("s1", "one").saved("f1").actionflowDeleted("f1").secretDeleted("s1");

        when(story, SYNC).isAcceptedWithNothingToDo();
    }

    @Test
    void membersAreNoMatterOfSync() {
        story.memberRemoved(Story.VIEWER);

        when(story, SYNC).isAcceptedWithNothingToDo();
    }

    @Test
    void syncsAreNumberedWithoutAGap() {
        story.secret("s1", "one").synced().renamed("s1", "uno");

        when(story, SYNC).isAcceptedWith(new Synced(META, 2, 1));
        story.secretDeleted("s1");
        when(story, SYNC).isAcceptedWith(new Synced(META, 3, 1));
    }
}
