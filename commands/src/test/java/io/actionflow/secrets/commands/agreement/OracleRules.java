package io.actionflow.secrets.commands.agreement;

import io.actionflow.secrets.commands.agreement.Oracle.Project;
import io.actionflow.secrets.commands.agreement.Oracle.Secret;
import io.actionflow.secrets.commands.agreement.Oracle.Snapshot;
import io.actionflow.secrets.commands.agreement.Step.Arrival;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.DeleteActionflow;
import io.actionflow.secrets.schemas.command.DeleteProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.RotateProjectKey;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The oracle's rules for whoever may ask: each checks, then does. */
final class OracleRules {

    private final Project project;
    private final Map<String, Arrival> arrived;

    OracleRules(Project project, Map<String, Arrival> arrived) {
        this.project = project;
        this.arrived = arrived;
    }

    Answer apply(Command command) {
        if (command instanceof SetMemberRole it) {
            return setRole(it.member(), it.role().name());
        } else if (command instanceof RemoveMember it) {
            return project.roles.containsKey(it.member()) ? setRole(it.member(), null) : no("MEMBER_NOT_FOUND");
        } else if (command instanceof AddSecret it) {
            return add(it);
        } else if (command instanceof EditSecret it) {
            return edit(it);
        } else if (command instanceof DeleteSecret it) {
            return delete(it);
        } else if (command instanceof SaveActionflow it) {
            return save(it);
        } else if (command instanceof DeleteActionflow it) {
            return project.actionflows.remove(it.actionflowId()) ? yes(0) : no("ACTIONFLOW_NOT_FOUND");
        }
        if (command instanceof RotateProjectKey) {
            return yes(++project.keys);
        }
        return command instanceof DeleteProject ? yes(0) : sync();
    }

    private Answer setRole(String member, String role) {
        boolean anotherOwner = false;
        for (Map.Entry<String, String> entry : project.roles.entrySet()) {
            anotherOwner |= entry.getValue().equals("OWNER") && !entry.getKey().equals(member);
        }
        if (!anotherOwner && !"OWNER".equals(role)) {
            return no("LAST_OWNER");
        }
        if (role == null) {
            project.roles.remove(member);
        } else {
            project.roles.put(member, role);
        }
        return yes(0);
    }

    private Answer add(AddSecret command) {
        if (project.usedSecretIds.contains(command.secretId())) {
            return no("SECRET_EXISTS");
        }
        String fault = fault(command.secretId(), command.name(), command.value());
        if (fault != null) {
            return no(fault);
        }
        Secret secret = new Secret();
        secret.name = command.name();
        secret.description = command.description();
        secret.valueId = claim(command.value());
        secret.version = 1;
        project.secrets.put(command.secretId(), secret);
        project.usedSecretIds.add(command.secretId());
        return yes(1);
    }

    private Answer edit(EditSecret command) {
        Secret secret = project.secrets.get(command.secretId());
        if (secret == null) {
            return no("SECRET_NOT_FOUND");
        }
        if (command.expectedVersion() != null && !command.expectedVersion().equals(secret.version)) {
            return new Answer("STALE_VERSION", project.sequence, 0, 0, 0, secret.version, List.of());
        }
        String fault = fault(command.secretId(), command.name(), command.value());
        if (fault != null) {
            return no(fault);
        }
        secret.name = command.name() == null ? secret.name : command.name();
        secret.description = command.description() == null ? secret.description : command.description();
        secret.valueId = command.value() == null ? secret.valueId : claim(command.value());
        secret.version++;
        return yes(secret.version);
    }

    private String fault(String secretId, String name, ValueRef value) {
        if (name != null && name.equals("")) {
            return "NAME_EMPTY";
        }
        for (Map.Entry<String, Secret> other : project.secrets.entrySet()) {
            if (name != null && !other.getKey().equals(secretId) && areOneName(other.getValue().name, name)) {
                return "NAME_TAKEN";
            }
        }
        if (value != null && value.valueId().startsWith("empty")) {
            return "VALUE_EMPTY";
        }
        if (value != null && arrived.get(value.valueId()) != Arrival.COMPLETE) {
            return "MALFORMED";
        }
        return null;
    }

    static boolean areOneName(String one, String other) {
        return one.equals(other)
                || (one.equals("caf\u00e9") && other.equals("cafe\u0301"))
                || (one.equals("cafe\u0301") && other.equals("caf\u00e9"));
    }

    private String claim(ValueRef value) {
        project.claimed.add(value.valueId());
        arrived.remove(value.valueId());
        return value.valueId();
    }

    private Answer delete(DeleteSecret command) {
        String secretId = command.secretId();
        Secret secret = project.secrets.get(secretId);
        if (secret == null) {
            return no("SECRET_NOT_FOUND");
        }
        if (command.expectedVersion() != null && !command.expectedVersion().equals(secret.version)) {
            return new Answer("STALE_VERSION", project.sequence, 0, 0, 0, secret.version, List.of());
        }
        List<String> usages = usages(project, secretId);
        if (!usages.isEmpty()) {
            return new Answer("SECRET_BOUND", project.sequence, 0, 0, 0, null, usages);
        }
        Secret deleted = project.secrets.remove(secretId);
        if (project.active().values.containsKey(secretId)) {
            project.leaving.put(secretId, deleted);
        }
        return yes(0);
    }

    /** As {@code flow/version/node/input}, sorted. */
    static List<String> usages(Project project, String secretId) {
        List<String> usages = new ArrayList<>();
        for (String flow : project.actionflows) {
            long latest = project.latest(flow);
            for (Binding binding : project.versions.get(flow).get((int) latest - 1)) {
                if (binding.secretId().equals(secretId)) {
                    usages.add(flow + "/" + latest + "/" + binding.nodeId() + "/" + binding.input());
                }
            }
        }
        usages.sort(null);
        return usages;
    }

    static String status(Project project, String secretId) {
        Secret draft = project.secrets.get(secretId);
        Long active = project.active().secretVersions.get(secretId);
        if (draft == null) {
            return active == null ? null : "DELETING";
        } else if (active == null) {
            return "ADDED";
        }
        return active == draft.version ? "ACTIVE" : "CHANGED";
    }

    private Answer save(SaveActionflow command) {
        for (Binding binding : command.bindings()) {
            if (binding.nodeType().equals("Output") || binding.nodeType().equals(" output")) {
                return no("OUTPUT_NODE_BINDING");
            }
            if (!project.secrets.containsKey(binding.secretId())) {
                return no("SECRET_NOT_FOUND");
            }
        }
        project.actionflows.add(command.actionflowId());
        project.versions
                .computeIfAbsent(command.actionflowId(), id -> new ArrayList<>())
                .add(command.bindings());
        return yes(project.latest(command.actionflowId()));
    }

    private Answer sync() {
        Snapshot before = project.active();
        Snapshot after = new Snapshot();
        project.secrets.forEach((id, secret) -> {
            after.values.put(id, secret.valueId);
            after.secretVersions.put(id, secret.version);
        });
        project.actionflows.forEach(id -> after.actionflows.put(id, project.latest(id)));
        long changes = differences(before.secretVersions, after.secretVersions)
                + differences(before.actionflows, after.actionflows);
        if (changes == 0) {
            return Answer.accepted(project.sequence, project.sync(), 0, 0);
        }
        project.syncs.add(after);
        project.leaving.clear();
        project.sequence++;
        return Answer.accepted(project.sequence, project.sync(), 0, changes);
    }

    private static long differences(Map<String, Long> before, Map<String, Long> after) {
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .count();
    }

    private Answer yes(long version) {
        project.sequence++;
        return Answer.accepted(project.sequence, project.sync(), version, 0);
    }

    private Answer no(String code) {
        return Answer.rejected(code, project.sequence);
    }
}
