package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.ResolveError;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A project of its own with a member of every role, who act through one client and one resolver. */
final class Team {

    static final String OWNER = "olga@example.com";
    static final String MANAGER = "max@example.com";
    static final String EDITOR = "ed@example.com";
    static final String VIEWER = "vera@example.com";
    static final String STRANGER = "sid@example.com";
    static final String NODE = "call-api";
    static final String INPUT = "apiKey";

    private final SystemFixture system;
    private final String projectId;

    private Team(SystemFixture system, String projectId) {
        this.system = system;
        this.projectId = projectId;
    }

    /** Creates the project and makes the members. */
    static Team in(SystemFixture system) throws Exception {
        Team team = new Team(system, "project-" + Ids.random());
        team.accepted(new CreateProject(team.projectId, OWNER));
        team.accepted(new SetMemberRole(team.projectId, OWNER, MANAGER, Role.MANAGER));
        team.accepted(new SetMemberRole(team.projectId, OWNER, EDITOR, Role.EDITOR));
        team.accepted(new SetMemberRole(team.projectId, OWNER, VIEWER, Role.VIEWER));
        return team;
    }

    String projectId() {
        return projectId;
    }

    // ------------------------------------------------------------------ commands

    Outcome add(String actor, String secretId, String name, String value) throws Exception {
        return outcome(add(system.client(), actor, secretId, name, value));
    }

    CompletableFuture<Outcome> add(CommandClient client, String actor, String secretId, String name, String value) {
        try (PlainValue plain = PlainValue.copyOf(bytes(value))) {
            return client.addSecret(projectId, actor, secretId, name, "", plain);
        }
    }

    Outcome editValue(String actor, String secretId, String value) throws Exception {
        try (PlainValue plain = PlainValue.copyOf(bytes(value))) {
            return outcome(system.client().editSecret(SecretEdit.of(projectId, actor, secretId), plain));
        }
    }

    Outcome rename(String actor, String secretId, String name) throws Exception {
        return outcome(system.client()
                .editSecret(SecretEdit.of(projectId, actor, secretId).named(name)));
    }

    DeleteSecret delete(String secretId) {
        return new DeleteSecret(projectId, MANAGER, secretId);
    }

    SaveActionflow save(String actionflowId, Binding... bindings) {
        return new SaveActionflow(projectId, EDITOR, actionflowId, List.of(bindings));
    }

    static Binding binding(String secretId) {
        return new Binding(NODE, "Call API", INPUT, secretId);
    }

    /** Synchronizes, and waits until the resolver has it. */
    Accepted sync() throws Exception {
        Accepted accepted = accepted(new Sync(projectId, EDITOR));
        system.resolver().awaitSync(projectId, accepted.sync(), SystemFixture.PATIENCE);
        return accepted;
    }

    Accepted accepted(Command command) throws Exception {
        return accepted(outcome(command));
    }

    Outcome outcome(Command command) throws Exception {
        return outcome(system.client().send(command));
    }

    static Outcome outcome(CompletableFuture<Outcome> answer) throws Exception {
        return answer.get(SystemFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static Accepted accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) outcome;
    }

    /** The rejection with this code: anything else fails the test. */
    static Rejected rejected(RejectionCode code, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, it -> assertThat(it.code())
                .as(it.message())
                .isEqualTo(code));
        return (Rejected) outcome;
    }

    // ------------------------------------------------------------------ Runs

    Run begin(String actionflowId) {
        return system.resolver().begin(projectId, actionflowId).orElseThrow();
    }

    /** What the Run gives the usual input of the usual node. */
    static String resolve(Run run) {
        try (SecretValue value = run.resolve(NODE, INPUT).orElseThrow()) {
            return new String(value.copyBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a new Run of the latest version gives. */
    String resolve(String actionflowId) {
        try (Run run = begin(actionflowId)) {
            return resolve(run);
        }
    }

    static ResolveError error(Resolved<?> answer) {
        assertThat(answer).isInstanceOf(Resolved.Refused.class);
        return ((Resolved.Refused<?>) answer).code();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
