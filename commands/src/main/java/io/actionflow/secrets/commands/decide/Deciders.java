package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandForm;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.MatchSecret;
import io.actionflow.secrets.schemas.command.Quote;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.ResealValue;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one table from command type to decider, checked complete when it is loaded, and what all commands share: form,
 * then the project, then permission, then the command's own rules.
 */
public final class Deciders {

    private static final Map<Class<? extends Command>, Decider<?>> TABLE = new HashMap<>();

    static {
        add(CreateProject.class, new CreateProjectDecider());
        add(SetMemberRole.class, new SetMemberRoleDecider());
        add(RemoveMember.class, new RemoveMemberDecider());
        add(AddSecret.class, new AddSecretDecider());
        add(EditSecret.class, new EditSecretDecider());
        add(DeleteSecret.class, new DeleteSecretDecider());
        add(SaveActionflow.class, new SaveActionflowDecider());
        add(DeleteActionflow.class, new DeleteActionflowDecider());
        add(Sync.class, new SyncDecider());
        add(MatchSecret.class, new MatchSecretDecider());
        add(ResealValue.class, new ResealValueDecider());
        add(AnswerMatch.class, new AnswerMatchDecider());
        add(RotateProjectKey.class, new RotateProjectKeyDecider());
        add(DeleteProject.class, new DeleteProjectDecider());
        for (RecordType<? extends Command> type : CommandTypes.ALL) {
            if (!TABLE.containsKey(type.javaType())) {
                throw new IllegalStateException("No decider for the command " + type.name() + ": add it to Deciders");
            }
        }
    }

    private Deciders() {}

    /**
     * Decides a command by the state that its project has now. A pure function: it changes nothing, and the same state
     * and command always give the same decision.
     *
     * @param view the project's state; a command for another project is {@code MALFORMED}
     * @param meta goes into the event; its {@code commandId} is checked with the command's form
     */
    public static Decision decide(ProjectView view, EventMeta meta, Command command) {
        return decide(view, meta, command, Rules.USUAL);
    }

    /** The same, by rules that were chosen. */
    public static Decision decide(ProjectView view, EventMeta meta, Command command, Rules rules) {
        // A view of something that is no project id is not looked into: its keys may be those of another table.
        ProjectEntry project = Ids.isValid(view.projectId()) ? view.project() : null;
        return decision(project, verdict(view, project, meta, command, rules));
    }

    private static Verdict verdict(
            ProjectView view, @Nullable ProjectEntry project, EventMeta meta, Command command, Rules rules) {
        Rejected fault = CommandForm.fault(meta.commandId(), command).orElse(null);
        if (fault != null) {
            return Verdict.reject(fault);
        } else if (!command.projectId().equals(view.projectId())) {
            return Verdict.reject(Rejected.malformed(
                    "projectId",
                    "Expected a command for the project of its record key, but it is for project "
                            + Quote.of(command.projectId())));
        } else if (command instanceof CreateProject) {
            return dispatch(view, meta, command);
        } else if (project == null) {
            return Verdict.reject(
                    RejectionCode.PROJECT_NOT_FOUND,
                    "Expected project " + Quote.of(command.projectId()) + ", but there is none with this id");
        }
        Verdict denied = denied(view, meta, command, rules);
        return denied != null ? denied : dispatch(view, meta, command);
    }

    private static @Nullable Verdict denied(ProjectView view, EventMeta meta, Command command, Rules rules) {
        Verdict unsigned = Signatures.denied(rules.signatures(), meta, command);
        Verdict denied = unsigned != null ? unsigned : Permissions.denied(view.role(command.actor()), meta, command);
        return denied != null ? denied : MatchRate.exceeded(view, rules.matchesPerHour(), meta, command);
    }

    private static Decision decision(@Nullable ProjectEntry project, Verdict verdict) {
        long sequence = project == null ? 0 : project.sequence();
        long sync = project == null ? 0 : project.sync();
        if (verdict instanceof Verdict.Reject reject) {
            return new Decision(reject.rejected().at(reject.event() == null ? sequence : sequence + 1), reject.event());
        }
        Verdict.Accept accept = (Verdict.Accept) verdict;
        Accepted accepted = new Accepted(
                accept.event() == null ? sequence : sequence + 1,
                accept.event() instanceof Synced synced ? synced.sync() : sync,
                accept.version(),
                accept.changes());
        return new Decision(accepted, accept.event());
    }

    private static <C extends Command> void add(Class<C> type, Decider<C> decider) {
        TABLE.put(type, decider);
    }

    @SuppressWarnings("unchecked") // the table maps a type to a decider of that type: see add
    private static <C extends Command> Verdict dispatch(ProjectView view, EventMeta meta, C command) {
        Decider<C> decider = (Decider<C>) Objects.requireNonNull(TABLE.get(command.getClass()));
        return decider.decide(view, meta, command);
    }
}
