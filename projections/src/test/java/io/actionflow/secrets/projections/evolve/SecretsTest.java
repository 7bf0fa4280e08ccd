package io.actionflow.secrets.projections.evolve;

import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.call;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.ValueEntry;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretsTest {

    private static final EventMeta LATER = new EventMeta("c-2", "max", Instant.parse("2026-05-05T00:00:00Z"));

    private final Story story = Story.ofNewProject();

    @Test
    void anAddedSecretIsInTheDraftAsVersionOne() {
        story.secret("s1", "Key");

        assertThat(story.view().secret("s1"))
                .isEqualTo(new SecretEntry(
                        "s1", "Key", "", "s1-v1", 1, META.actor(), META.at(), META.actor(), META.at(), false));
        assertThat(story.view().secretNamed("Key")).isEqualTo("s1");
        assertThat(story.view().value("s1-v1")).isEqualTo(new ValueEntry("s1", value("s1-v1")));
    }

    @Test
    void anEditChangesWhatItGivesAndKeepsTheRest() {
        story.secret("s1", "Key").happened(new SecretEdited(LATER, "s1", 2, null, "what for", null));

        assertThat(story.view().secret("s1"))
                .isEqualTo(new SecretEntry(
                        "s1", "Key", "what for", "s1-v1", 2, META.actor(), META.at(), "max", LATER.at(), false));
        assertThat(story.view().secretNamed("Key")).isEqualTo("s1");
    }

    @Test
    void anEmptyDescriptionTakesItAway() {
        story.secret("s1", "Key")
                .happened(new SecretEdited(LATER, "s1", 2, null, "what for", null))
                .happened(new SecretEdited(LATER, "s1", 3, null, "", null));

        assertThat(story.view().secret("s1").description()).isEmpty();
    }

    @Test
    void aRenameGivesTheOldNameBack() {
        story.secret("s1", "old").renamed("s1", "new").secret("s2", "old");

        assertThat(story.view().secretNamed("old")).isEqualTo("s2");
        assertThat(story.view().secretNamed("new")).isEqualTo("s1");
    }

    @Test
    void aRenameToAnotherSpellingOfTheSameNameKeepsTheName() {
        story.secret("s1", "caf\u00e9").renamed("s1", "cafe\u0301");

        assertThat(story.view().secretNamed("caf\u00e9")).isEqualTo("s1");
        assertThat(story.view().secret("s1").name()).as("exactly as typed").isEqualTo("cafe\u0301");
    }

    @Test
    void aRenameChangesNoBinding() {
        story.secret("s1", "old").saved("f1", call("n1", "key", "s1")).renamed("s1", "new");

        assertThat(story.view().usages("s1")).containsExactly(new Usage("f1", 1, "n1", "key"));
    }

    @Test
    void aNewValueLeavesTheOldOneKnown() {
        story.secret("s1", "Key").revalued("s1", "v2");

        assertThat(story.view().secret("s1").valueId()).isEqualTo("v2");
        assertThat(story.view().value("s1-v1")).as("a Run may hold it").isNotNull();
        assertThat(story.view().value("v2").secretId()).isEqualTo("s1");
    }

    @Test
    void theHintsOfAValueStandBesideIt() {
        story.happened(new SecretAdded(META, "s1", "Key", "", hinted("s1-v1", "SURROUNDING_SPACE")))
                .happened(new SecretEdited(LATER, "s1", 2, null, null, hinted("v2", "A_HINT_OF_LATER")));

        assertThat(story.view().value("s1-v1").value().hints()).containsExactly("SURROUNDING_SPACE");
        assertThat(story.view().value("v2").value().hints()).containsExactly("A_HINT_OF_LATER");
    }

    private static ValueRef hinted(String valueId, String hint) {
        ValueRef value = value(valueId);
        return new ValueRef(valueId, value.chunks(), value.size(), value.digest(), List.of(hint));
    }

    @Test
    void aDeletedSecretThatWasNeverActiveLeavesItsIdAndNoText() {
        story.happened(new SecretAdded(META, "s1", "Key", "what for", value("s1-v1")))
                .happened(new SecretDeleted(LATER, "s1"));

        assertThat(story.view().secret("s1")).isNull();
        assertThat(story.view().secretNamed("Key")).isNull();
        assertThat(story.view().secretEver("s1")).isEqualTo(deleted("", ""));
    }

    @Test
    void aDeletedSecretKeepsItsTextsUntilTheSyncThatTakesItAway() {
        story.happened(new SecretAdded(META, "s1", "Key", "what for", value("s1-v1")))
                .synced()
                .happened(new SecretDeleted(LATER, "s1"));

        assertThat(story.view().secret("s1")).isNull();
        assertThat(story.view().secretEver("s1")).isEqualTo(deleted("Key", "what for"));
        story.synced();
        assertThat(story.view().secretEver("s1")).isEqualTo(deleted("", ""));
    }

    @Test
    void theNameOfADeletedSecretIsFreeAtOnce() {
        story.secret("s1", "Key").synced().secretDeleted("s1");
        assertThat(story.view().secretNamed("Key")).isNull();

        story.secret("s2", "Key").synced();

        assertThat(story.view().secretNamed("Key")).isEqualTo("s2");
    }

    private static SecretEntry deleted(String name, String description) {
        return new SecretEntry("s1", name, description, "s1-v1", 1, META.actor(), META.at(), "max", LATER.at(), true);
    }

    @Test
    void deletedSecretsAreNotListed() {
        story.secret("s1", "a").secret("s2", "b").secret("s3", "c").secretDeleted("s2");

        List<String> listed = new ArrayList<>();
        story.view().secrets(secret -> listed.add(secret.secretId()));

        assertThat(listed).containsExactly("s1", "s3");
    }
}
