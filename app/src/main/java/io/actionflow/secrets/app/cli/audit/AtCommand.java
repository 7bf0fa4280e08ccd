package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.StateJson;
import io.actionflow.secrets.app.audit.StateThen;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.cli.remote.Shown;
import io.actionflow.secrets.projections.replay.ProjectReplay;
import io.actionflow.secrets.projections.replay.TopicReader;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a project was at a moment. */
@Command(
        name = "at",
        description = {
            "Show what a project was at a moment: its members and their roles, its secrets and how they differed from what was"
                    + " active, and which node of which Actionflow version could use which secret.",
            "",
            "It is folded from the log as the services fold it. It needs the lookup keys too, and memory for the state of that"
                    + " one project.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  secrets audit at 2026-05-01T10:00:00Z --project weather",
            "  secrets audit at PT24H --project weather --json | jq -r '.members[] | select(.role == \"OWNER\").member'",
            "  secrets audit at now --project weather"
        },
        mixinStandardHelpOptions = true)
final class AtCommand implements Callable<Integer> {

    @Mixin
    private DecryptingOptions audit = new DecryptingOptions();

    @Parameters(paramLabel = "TIME", description = "The moment: " + Moments.FORMS + ", or now.")
    private String time = "";

    @Override
    public Integer call() throws Exception {
        String projectId = audit.oneProject();
        ZoneId zone = audit.surroundings().zone();
        Instant moment = Moments.parse("at", time, zone, Instant.now());
        ProjectReplay replay = new ProjectReplay(projectId, audit.hash()::of);
        ProjectFolding folding =
                new ProjectFolding(replay, event -> !event.event().meta().at().isAfter(moment));
        try (TopicReader topic = audit.open(Topic.EVENTS)) {
            folding.read(audit, topic);
        }
        show(replay, moment, folding.first());
        return ExitStatus.DONE.number();
    }

    private void show(ProjectReplay replay, Instant moment, @Nullable RecordedEvent first) {
        RecordedEvent last = replay.last();
        if (last == null) {
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "PROJECT_NOT_FOUND",
                    first == null
                            ? "There is no event of project '" + audit.oneProject() + "' on this log"
                            : "The project did not exist then: its first event is of "
                                    + first.event().meta().at(),
                    "Check the id, the cluster and the time");
        }
        StateThen state = StateThen.of(replay.state());
        if (audit.isJson()) {
            audit.print(StateJson.of(state, last).put("at", moment.toString()));
        } else {
            StateTables tables = new StateTables(audit);
            tables.head(
                    state,
                    last,
                    Shown.time(moment.toString(), audit.surroundings().zone()));
            tables.body(state);
        }
    }
}
