package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.ActionflowEntry;
import io.actionflow.secrets.projections.state.VersionEntry;
import io.actionflow.secrets.schemas.result.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ActionflowsTest {

    private final Story story = Story.ofNewProject().secret("s1", "one").secret("s2", "two");

    @Test
    void everySaveMakesTheNextVersionAndKeepsTheEarlierOnes() {
        story.saved("f1", call("n1", "key", "s1")).saved("f1", call("n1", "key", "s2"));

        assertThat(story.view().actionflow("f1"))
                .isEqualTo(new ActionflowEntry("f1", 2, false, META.actor(), META.at()));
        assertThat(story.view().version("f1", 1))
                .isEqualTo(new VersionEntry(List.of(call("n1", "key", "s1")), META.actor(), META.at()));
        assertThat(story.view().version("f1", 2).bindings()).containsExactly(call("n1", "key", "s2"));
        assertThat(story.view().version("f1", 3)).isNull();
    }

    @Test
    void usagesAreThoseOfTheLatestVersionsAlone() {
        story.saved("f1", call("n1", "key", "s1"), call("n2", "key", "s1"), call("n2", "user", "s2"))
                .saved("f2", call("n1", "key", "s1"))
                .saved("f1", call("n9", "key", "s1"));

        assertThat(story.view().usages("s1"))
                .containsExactly(new Usage("f1", 2, "n9", "key"), new Usage("f2", 1, "n1", "key"));
        assertThat(story.view().usages("s2")).isEmpty();
    }

    @Test
    void aDeletedActionflowUsesNothing() {
        story.saved("f1", call("n1", "key", "s1")).actionflowDeleted("f1");

        assertThat(story.view().actionflow("f1")).isNull();
        assertThat(story.view().usages("s1")).isEmpty();
        assertThat(story.view().version("f1", 1)).as("its versions stay").isNotNull();
    }

    @Test
    void versionNumbersGoOnAfterADeletion() {
        story.saved("f1", call("n1", "key", "s1")).actionflowDeleted("f1").saved("f1", call("n1", "key", "s2"));

        assertThat(story.view().actionflow("f1").version()).isEqualTo(2);
        assertThat(story.view().version("f1", 1).bindings()).containsExactly(call("n1", "key", "s1"));
        assertThat(story.view().usages("s1")).isEmpty();
        assertThat(story.view().usages("s2")).containsExactly(new Usage("f1", 2, "n1", "key"));
    }

    @Test
    void idsThatBeginAlikeAreNotMixedUp() {
        story.secret("s", "short").saved("f", call("n", "key", "s")).saved("f1", call("n", "key", "s1"));

        assertThat(story.view().usages("s")).containsExactly(new Usage("f", 1, "n", "key"));
        assertThat(story.view().usages("s1")).containsExactly(new Usage("f1", 1, "n", "key"));
    }

    @Test
    void deletedActionflowsAreNotListed() {
        story.saved("f1").saved("f2").saved("f3").actionflowDeleted("f2");

        List<String> listed = new ArrayList<>();
        story.view().actionflows(flow -> listed.add(flow.actionflowId()));

        assertThat(listed).containsExactly("f1", "f3");
    }
}
