package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the draft active. */
@Command(
        name = "sync",
        description = {
            "Make all changes of a project active, together. For Owners, Managers and Editors.",
            "With --wait, exit status 0 says that every resolver serves them, and 1 that one did not in time."
        },
        footer = {
            "",
            "Examples:",
            "  secrets sync --preview     what would change, and for which Actionflows",
            "  secrets sync --wait        make it active, and say when all resolvers serve it",
            "  secrets sync --wait=120"
        },
        mixinStandardHelpOptions = true)
public final class SyncCommand implements Callable<Integer> {

    /** The longest that the API waits at once. */
    private static final long MOST_AT_ONCE = 60;

    @Mixin
    private ProjectOptions api = new ProjectOptions();

    @Mixin
    private WriteOptions write = new WriteOptions();

    @ArgGroup(multiplicity = "0..1")
    private Mode mode = new Mode();

    private static final class Mode {

        @Option(names = "--preview", description = "Show what would change, for which Actionflows, and change nothing.")
        private boolean preview;

        @Option(
                names = "--wait",
                arity = "0..1",
                fallbackValue = "30",
                paramLabel = "SECONDS",
                description = "Wait until every resolver serves it, at most so long. Default: ${FALLBACK-VALUE}.")
        private Optional<Long> wait = Optional.empty();
    }

    @Override
    public Integer call() throws Exception {
        EditorApi editor = api.connect();
        String project = api.project();
        if (mode.preview) {
            JsonNode preview = editor.previewSync(project);
            api.show(preview, out -> Changes.print(preview, out, api.surroundings()));
            return ExitStatus.DONE.number();
        }
        JsonNode before = editor.previewSync(project);
        Optional<Duration> patience = mode.wait.map(Duration::ofSeconds);
        JsonNode synced = sync(editor, project, patience);
        api.show(synced, out -> show(before, synced, out));
        if (patience.isPresent() && !synced.path("live").path("live").asBoolean()) {
            throw notLive(synced, patience.get());
        }
        return ExitStatus.DONE.number();
    }

    /** Syncs, and asks again while not all resolvers serve it and there is time. */
    private JsonNode sync(EditorApi editor, String project, Optional<Duration> patience) {
        long end = System.nanoTime() + patience.orElse(Duration.ZERO).toNanos();
        JsonNode synced = editor.sync(project, patience.map(SyncCommand::atOnce), write.commandId());
        while (patience.isPresent() && !synced.path("live").path("live").asBoolean()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.toSeconds() < 1) {
                break;
            }
            JsonNode live = editor.live(project, synced.path("sync").asLong(), atOnce(left));
            ((ObjectNode) synced).set("live", live);
        }
        return synced;
    }

    private static Duration atOnce(Duration left) {
        return Duration.ofSeconds(Math.min(MOST_AT_ONCE, Math.max(0, left.toSeconds())));
    }

    private void show(JsonNode before, JsonNode synced, PrintWriter out) {
        long changes = synced.path("changes").asLong();
        String sync = "Sync " + synced.path("sync").asLong();
        if (changes == 0) {
            out.println("There was nothing to do since " + sync + ".");
        } else {
            Changes.print(before, out, api.surroundings());
            out.println(sync + ": " + changes + (changes == 1 ? " change is active." : " changes are active."));
        }
        if (changes != before.path("changes").asLong() && changes > 0) {
            api.err().println("Others changed something meanwhile; the list is what was there a moment before.");
        }
        if (synced.has("live")) {
            Liveness.print(synced.path("live"), out, api.surroundings());
        }
    }

    private static CommandFailure notLive(JsonNode synced, Duration patience) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "NOT_LIVE",
                "Sync " + synced.path("sync").asLong() + " is done, but not every resolver serves it after "
                        + patience.toSeconds() + " s",
                "Look at the resolvers that lag or are gone; the same again waits on");
    }
}
