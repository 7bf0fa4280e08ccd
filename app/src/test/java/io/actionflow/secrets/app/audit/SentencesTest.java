package io.actionflow.secrets.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.event.CommandRefused;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final EventMeta META = Samples.META;

    private final Then then = new Then();

    private static SecretAdded added(String name) {
        return new SecretAdded(META, "key", name, "", Samples.VALUE);
    }

    @Test
    void everyTypeOfEventHasASentence() {
        assertThat(EventTypes.ALL).extracting(RecordType::javaType).allSatisfy(type -> assertThat(
                        Sentences.isTold(type))
                .as("add a sentence for %s to Sentences", type.getSimpleName())
                .isTrue());
    }

    @Test
    void aSecretIsCalledAsItWasThen() {
        then.apply(added("Old"));
        SecretEdited renamed = new SecretEdited(META, "key", 2, "New", null, null);

        assertThat(Sentences.of(renamed, then)).isEqualTo("edited secret 'Old' (key), version 2: new name 'New'");
        then.apply(renamed);
        assertThat(Sentences.of(new SecretDeleted(META, "key"), then)).isEqualTo("deleted secret 'New' (key)");
    }

    @Test
    void aRefusalSaysWhatWasTriedOnWhatWhyAndWithWhichRole() {
        then.apply(added("Mail"));
        then.apply(new MemberRoleSet(META, META.actor(), Role.VIEWER));

        assertThat(Sentences.of(new CommandRefused(META, "DeleteSecret", RejectionCode.PERMISSION_DENIED, "key"), then))
                .isEqualTo("was REFUSED DeleteSecret of 'Mail' (key): PERMISSION_DENIED, the role was VIEWER");
    }

    @Test
    void aNameCantPretendToBeTheRestOfTheSentence() {
        assertThat(Sentences.of(added("x' (other), deleted secret 'y"), then))
                .isEqualTo("added secret 'x\\' (other), deleted secret \\'y' (key)");
    }

    @Test
    void aSecretIsFoundByItsIdAndByItsNameFromWhenItWasGivenOn() {
        EventFilter byId = filter("key");
        EventFilter byName = filter("New");
        Event renamed = new SecretEdited(META, "key", 2, "New", null, null);

        assertThat(byId.takes("p", added("Old"))).isTrue();
        assertThat(byName.takes("p", added("Old"))).isFalse();
        assertThat(byName.takes("p", renamed)).isTrue();
        assertThat(byName.takes("p", new SecretDeleted(META, "key"))).isTrue();
        assertThat(byName.takes("another", new SecretDeleted(META, "key"))).isFalse();
    }

    private static EventFilter filter(String secret) {
        return new EventFilter(new EventFilter.Conditions(
                Optional.of(secret), Set.copyOf(List.of()), Set.of(), Optional.empty(), Optional.empty()));
    }
}
