package io.actionflow.secrets.commands.processor;

import io.actionflow.secrets.commands.decide.Deciders;
import io.actionflow.secrets.commands.decide.Decision;
import io.actionflow.secrets.commands.decide.Rules;
import io.actionflow.secrets.commands.processor.Incoming.Request;
import io.actionflow.secrets.projections.state.ProjectState;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandCodec;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectDeleted;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.record.EncryptedCommand;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one command: decides it, has the event recorded and folded, answers, and remembers the answer.
 */
final class CommandHandler {

    private final Rules rules;
    private final CommandCodec commands;
    private final Function<String, ProjectState> states;
    private final KnownCommands known;
    private final Uploads uploads;
    private final Recorder recorder;
    private final Deletions deletions;
    private final Outbox outbox;
    private final ProcessorMetrics metrics;

    CommandHandler(
            Rules rules,
            CommandCodec commands,
            Function<String, ProjectState> states,
            KnownCommands known,
            Uploads uploads,
            Recorder recorder,
            Deletions deletions,
            Outbox outbox,
            ProcessorMetrics metrics) {
        this.rules = rules;
        this.commands = commands;
        this.states = states;
        this.known = known;
        this.uploads = uploads;
        this.recorder = recorder;
        this.deletions = deletions;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Carries out a command whose record has the right form; returns why it can't be decided where that is so. */
    Optional<Refusal> handle(String projectId, Request request, Instant at) {
        ProjectState state = states.apply(projectId);
        EncryptedCommand record = request.command();
        Outcome first = known.outcome(projectId, record.commandId(), at);
        Opened opened = open(record);
        Command command = opened.command();
        if (first == null && state.isImporting()) {
            outbox.answer(record.commandId(), record.replyPartition(), Imports.ONGOING, at);
        } else if (first != null) {
            repeat(state, record, command, first, at);
        } else if (command != null) {
            carryOut(state, record, command, at);
        } else {
            return opened.refusal();
        }
        return Optional.empty();
    }

    /** A command, or why there is none. */
    private record Opened(@Nullable Command command, Optional<Refusal> refusal) {}

    private Opened open(EncryptedCommand record) {
        try {
            return new Opened(commands.open(record), Optional.empty());
        } catch (DecryptionException e) {
            return new Opened(null, Optional.of(Refusal.of(e)));
        } catch (MalformedRecordException e) {
            return new Opened(null, Optional.of(Refusal.of(e)));
        } catch (UnknownSchemaException e) {
            return new Opened(null, Optional.of(Refusal.of(e)));
        }
    }

    /** Answers a command that can't be decided. */
    void refuse(Request request, Refusal refusal, Instant at) {
        EncryptedCommand record = request.command();
        outbox.answer(record.commandId(), record.replyPartition(), refusal.rejected(), at);
    }

    /** Answers what is no command. */
    void answer(String commandId, int replyPartition, Outcome outcome, Instant at) {
        outbox.answer(commandId, replyPartition, outcome, at);
    }

    private void repeat(
            ProjectState state, EncryptedCommand record, @Nullable Command command, Outcome first, Instant at) {
        if (command != null) {
            // Its value was sealed once more and sent ahead once more: nobody will ever claim that.
            discardValue(state, command, at);
        }
        outbox.answer(record.commandId(), record.replyPartition(), first, at);
        metrics.repeated();
    }

    private void carryOut(ProjectState state, EncryptedCommand record, Command command, Instant at) {
        long start = System.nanoTime();
        Decision decision =
                Deciders.decide(state, new EventMeta(record.commandId(), command.actor(), at), command, rules);
        metrics.decided(command, decision.outcome(), System.nanoTime() - start);
        Event event = decision.event();
        if (event != null) {
            recorder.record(state, event, at);
        }
        if (event instanceof ProjectDeleted) {
            deletions.begin(state.projectId(), record.commandId(), at);
        }
        ValueRef claimed = event == null ? null : event.value();
        if (claimed == null) {
            discardValue(state, command, at);
        } else {
            uploads.claimed(state.projectId(), claimed.valueId());
            if (event instanceof SecretAdded || event instanceof SecretEdited) {
                metrics.value(claimed);
            }
        }
        known.remember(state.projectId(), record.commandId(), decision.outcome(), at);
        outbox.answer(record.commandId(), record.replyPartition(), decision.outcome(), at);
    }

    private void discardValue(ProjectState state, Command command, Instant at) {
        ValueRef value = valueOf(command);
        if (value != null) {
            uploads.discard(state, value.valueId(), at);
        }
    }

    private static @Nullable ValueRef valueOf(Command command) {
        if (command instanceof AddSecret add) {
            return add.value();
        } else if (command instanceof MatchSecret match) {
            return match.candidate();
        } else if (command instanceof ResealValue reseal) {
            return reseal.copy();
        }
        return command instanceof EditSecret edit ? edit.value() : null;
    }
}
