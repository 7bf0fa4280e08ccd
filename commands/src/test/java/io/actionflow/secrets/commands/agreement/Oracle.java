package io.actionflow.secrets.commands.agreement;

import io.actionflow.secrets.commands.agreement.Step.Arrival;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules in plain maps and loops: no index, no cleverness, and nothing shared with deciders or evolvers but the
 * commands themselves. Every Sync copies everything.
 */
final class Oracle {

    static final class Secret {
        String name = "";
        String description = "";
        String valueId = "";
        long version;
    }

    /** All that a Sync made active, and the versions of the drafts that it took. */
    static final class Snapshot {
        final Map<String, String> values = new TreeMap<>();
        final Map<String, Long> secretVersions = new TreeMap<>();
        final Map<String, Long> actionflows = new TreeMap<>();
    }

    static final class Project {
        long sequence;
        long keys = 1;
        final Map<String, String> roles = new TreeMap<>();
        final Map<String, Secret> secrets = new TreeMap<>();
        /** Deleted, and not yet taken away by a Sync. */
        final Map<String, Secret> leaving = new TreeMap<>();

        final Set<String> usedSecretIds = new HashSet<>();
        final Set<String> claimed = new HashSet<>();
        final Map<String, List<List<Binding>>> versions = new TreeMap<>();
        final Set<String> actionflows = new HashSet<>();
        final List<Snapshot> syncs = new ArrayList<>(List.of(new Snapshot()));

        long sync() {
            return syncs.size() - 1;
        }

        Snapshot active() {
            return syncs.get(syncs.size() - 1);
        }

        long latest(String actionflowId) {
            return versions.getOrDefault(actionflowId, List.of()).size();
        }
    }

    private final Map<String, Project> projects = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, Map<String, Arrival>> arrivals = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();

    /** The project, or null where nobody has created it. */
    Project project(String projectId) {
        return deleted.contains(projectId) ? null : projects.get(projectId);
    }

    void arrives(String projectId, ValueRef value, Arrival arrival) {
        Project project = projects.get(projectId);
        if (arrival == Arrival.NEVER || (project != null && project.claimed.contains(value.valueId()))) {
            return;
        }
        arrived(projectId).putIfAbsent(value.valueId(), arrival);
    }

    Answer ask(String commandId, Command command) {
        if (!answers.containsKey(commandId)) {
            answers.put(commandId, decide(command));
        }
        return answers.get(commandId);
    }

    private Map<String, Arrival> arrived(String projectId) {
        return arrivals.computeIfAbsent(projectId, id -> new HashMap<>());
    }

    private Answer decide(Command command) {
        Project project = project(command.projectId());
        long sequence = project == null ? 0 : project.sequence;
        if (isMalformed(command)) {
            return Answer.rejected("MALFORMED", sequence);
        }
        if (command instanceof CreateProject) {
            if (projects.containsKey(command.projectId())) {
                return Answer.rejected("PROJECT_EXISTS", sequence);
            }
            Project created = new Project();
            created.sequence = 1;
            created.roles.put(command.actor(), "OWNER");
            projects.put(command.projectId(), created);
            return Answer.accepted(1, 0, 0, 0);
        }
        if (project == null) {
            return Answer.rejected("PROJECT_NOT_FOUND", 0);
        }
        String kind = command.getClass().getSimpleName();
        if (!mayDo(project.roles.getOrDefault(command.actor(), "NONE"), kind)) {
            project.sequence++;
            return Answer.rejected("PERMISSION_DENIED", project.sequence);
        }
        if (command instanceof DeleteProject) {
            deleted.add(command.projectId());
        }
        return new OracleRules(project, arrived(command.projectId())).apply(command);
    }

    private static boolean mayDo(String role, String kind) {
        switch (kind) {
            case "SetMemberRole", "RemoveMember", "RotateProjectKey", "DeleteProject":
                return role.equals("OWNER");
            case "AddSecret", "EditSecret", "DeleteSecret":
                return role.equals("OWNER") || role.equals("MANAGER");
            default:
                return role.equals("OWNER") || role.equals("MANAGER") || role.equals("EDITOR");
        }
    }

    private static boolean isMalformed(Command command) {
        if (command instanceof SetMemberRole it) {
            return it.member().equals("");
        } else if (command instanceof RemoveMember it) {
            return it.member().equals("");
        } else if (command instanceof AddSecret it) {
            return it.secretId().equals("no/id");
        } else if (command instanceof EditSecret it) {
            return it.secretId().equals("no/id")
                    || (it.name() == null && it.description() == null && it.value() == null);
        } else if (command instanceof DeleteSecret it) {
            return it.secretId().equals("no/id");
        } else if (command instanceof SaveActionflow it) {
            return isMalformed(it.bindings());
        } else if (command instanceof DeleteProject it) {
            return !it.confirm().equals(it.projectId());
        }
        return command instanceof DeleteActionflow it && it.actionflowId().equals("no/id");
    }

    private static boolean isMalformed(List<Binding> bindings) {
        for (Binding one : bindings) {
            if (one.secretId().equals("no/id")) {
                return true;
            }
            for (Binding other : bindings) {
                boolean sameNode = one != other && one.nodeId().equals(other.nodeId());
                if (sameNode
                        && (one.input().equals(other.input()) || !one.nodeType().equals(other.nodeType()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
