package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.META;
import static io.actionflow.secrets.projections.fixture.Story.OWNER;
import static io.actionflow.secrets.projections.fixture.Story.PROJECT;
import static io.actionflow.secrets.projections.fixture.Story.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.projections.state.Keys;
import io.actionflow.secrets.projections.state.MemoryEntryStore;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.UploadEntry;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProjectRulesTest {

    static List<Command> commandsOfAProject() {
        return Samples.COMMANDS.stream()
                .filter(command -> !(command instanceof CreateProject))
                .toList();
    }

    @Test
    void anyoneMayCreateAProjectThatDoesNotExist() {
        Story story = Story.ofNothing();

        when(story, new CreateProject(PROJECT, OWNER)).isAcceptedWith(new ProjectCreated(META));
        assertThat(story.sequence()).isEqualTo(1);
    }

    @Test
    void aProjectIsNotCreatedTwice() {
        Rejected rejected =
                when(Story.ofTeam(), new CreateProject(PROJECT, OWNER)).isRejected(RejectionCode.PROJECT_EXISTS);

        assertThat(rejected.message()).contains("'p1'");
    }

    @Test
    void somebodyElseLearnsThatAProjectExistsAndNothingIsRecorded() {
        when(Story.ofTeam(), new CreateProject(PROJECT, STRANGER)).isRejected(RejectionCode.PROJECT_EXISTS);
    }

    @ParameterizedTest
    @MethodSource("commandsOfAProject")
    void everyOtherCommandNeedsAProject(Command command) {
        ProjectView nothing = new ProjectView(Samples.PROJECT, new MemoryEntryStore(), Story.HASH);

        Decision decision = Deciders.decide(nothing, META, command);

        assertThat(decision.event()).isNull();
        assertThat(decision.outcome()).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(RejectionCode.PROJECT_NOT_FOUND);
            assertThat(rejected.sequence()).isZero();
            assertThat(rejected.message()).contains("'project-7'");
        });
    }

    @Test
    void formIsCheckedBeforeTheProject() {
        Rejected rejected =
                when(Story.ofNothing(), new RemoveMember(PROJECT, OWNER, "")).isRejected(RejectionCode.MALFORMED);

        assertThat(rejected.field()).isEqualTo("member");
    }

    @Test
    void theCommandIdIsPartOfTheForm() {
        EventMeta meta = new EventMeta("no/id", OWNER, META.at());

        Decision decision = Deciders.decide(Story.ofTeam().view(), meta, new Sync(PROJECT, OWNER));

        assertThat(((Rejected) decision.outcome()).code()).isEqualTo(RejectionCode.MALFORMED);
        assertThat(((Rejected) decision.outcome()).field()).isEqualTo("commandId");
    }

    @Test
    void aCommandForAnotherProjectThanThatOfItsRecordIsMalformed() {
        Rejected rejected = when(Story.ofTeam(), new Sync("p2", OWNER)).isRejected(RejectionCode.MALFORMED);

        assertThat(rejected.field()).isEqualTo("projectId");
    }

    @Test
    void aProjectIdThatWouldReachIntoAnotherTableIsMalformed() {
        MemoryEntryStore store = new MemoryEntryStore();
        Story.of("x", store).arriving(new UploadEntry("project", 1, 1, 60, Sha256.ZERO, META.at()));
        ProjectView view = new ProjectView(Keys.UPLOADS + "x", store, Story.HASH);

        Decision decision = Deciders.decide(view, META, new Sync(Keys.UPLOADS + "x", OWNER));

        assertThat(((Rejected) decision.outcome()).field()).isEqualTo("projectId");
    }
}
