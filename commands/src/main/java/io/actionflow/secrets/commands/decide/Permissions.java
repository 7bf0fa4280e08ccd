package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.AnswerMatch;
import io.actionflow.secrets.schemas.command.Command;
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
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may do what: the one table, checked complete when it is loaded. */
final class Permissions {

    /** What somebody may do who has no role: making a project gives the first, and a resolver has a signature instead. */
    static final Set<Class<? extends Command>> NEED_NO_ROLE =
            Set.of(CreateProject.class, ResealValue.class, AnswerMatch.class);

    static final Map<Role, Set<Class<? extends Command>>> TABLE = Map.of(
            Role.OWNER,
            Set.of(
                    SetMemberRole.class,
                    RemoveMember.class,
                    AddSecret.class,
                    EditSecret.class,
                    DeleteSecret.class,
                    SaveActionflow.class,
                    DeleteActionflow.class,
                    Sync.class,
                    MatchSecret.class,
                    RotateProjectKey.class,
                    DeleteProject.class),
            Role.MANAGER,
            Set.of(
                    AddSecret.class,
                    EditSecret.class,
                    DeleteSecret.class,
                    SaveActionflow.class,
                    DeleteActionflow.class,
                    Sync.class),
            Role.EDITOR,
            Set.of(SaveActionflow.class, DeleteActionflow.class, Sync.class),
            Role.VIEWER,
            Set.of());

    static {
        for (RecordType<? extends Command> type : CommandTypes.ALL) {
            if (NEED_NO_ROLE.contains(type.javaType())
                    != rolesFor(type.javaType()).isEmpty()) {
                throw new IllegalStateException(
                        "Expected " + type.name() + " either in Permissions.TABLE or in NEED_NO_ROLE: add it to one");
            }
        }
    }

    private Permissions() {}

    /** The refusal of the command, with the event that records it; null where the role allows the command. */
    static @Nullable Verdict denied(@Nullable Role role, EventMeta meta, Command command) {
        Class<? extends Command> type = command.getClass();
        if (NEED_NO_ROLE.contains(type) || (role != null && allowed(role).contains(type))) {
            return null;
        }
        String allowed = rolesFor(type).stream().map(Role::name).collect(Collectors.joining(" or "));
        String message = "Expected " + allowed + " for " + type.getSimpleName() + ", but " + Quote.of(command.actor())
                + (role == null ? " is no member" : " is " + role);
        return Recorded.reject(Rejected.of(RejectionCode.PERMISSION_DENIED, message), meta, command);
    }

    private static Set<Class<? extends Command>> allowed(Role role) {
        return TABLE.getOrDefault(role, Set.of());
    }

    private static Set<Role> rolesFor(Class<? extends Command> type) {
        Set<Role> roles = new TreeSet<>();
        for (Role role : Role.values()) {
            if (allowed(role).contains(type)) {
                roles.add(role);
            }
        }
        return roles;
    }
}
