package io.actionflow.secrets.app.demo;

import static io.actionflow.secrets.app.demo.Cast.EDITOR;
import static io.actionflow.secrets.app.demo.Cast.MANAGER;
import static io.actionflow.secrets.app.demo.Cast.OWNER;
import static io.actionflow.secrets.app.demo.Cast.VIEWER;

import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
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
import java.nio.ByteBuffer;
import java.util.List;

/** The life of a secret from beginning to end: each chapter does something for real and checks what came of it. */
final class Story {

    private static final String ACCEPTED = "accepted";
    private static final String FIRST_KEY = "first key";
    private static final String SECOND_KEY = "second key";
    private static final String WITH_FIRST_KEY = "200 " + FIRST_KEY;
    private static final String WITH_SECOND_KEY = "200 " + SECOND_KEY;

    private final Narration narration;
    private final DemoSystem system;
    private final ThirdParty thirdParty;
    private final Worker worker;
    private final Script script;
    private final String projectId = "demo-" + Ids.random();
    private final String actionflowId;
    private final Binding followed;

    Story(Narration narration, DemoSystem system, ThirdParty thirdParty, Script script) {
        this.narration = narration;
        this.system = system;
        this.thirdParty = thirdParty;
        this.worker = new Worker(thirdParty.uri());
        this.script = script;
        this.actionflowId = script.actionflow().actionflowId();
        this.followed = script.followed();
    }

    void tell() throws Exception {
        peopleCome();
        aSecretIsAdded();
        anActionflowBindsIt();
        syncMakesItLive();
        whatIsRefused();
        theValueIsEdited();
        renamingBreaksNothing();
        theSecretGoes();
    }

    private void peopleCome() throws Exception {
        narration.chapter("A project, its Owner, a Manager, an Editor and a Viewer");
        expect("olga creates the project and owns it", ACCEPTED, new CreateProject(projectId, OWNER));
        expect("she makes max a Manager", ACCEPTED, new SetMemberRole(projectId, OWNER, MANAGER, Role.MANAGER));
        expect("… ed an Editor", ACCEPTED, new SetMemberRole(projectId, OWNER, EDITOR, Role.EDITOR));
        expect("… and vera a Viewer", ACCEPTED, new SetMemberRole(projectId, OWNER, VIEWER, Role.VIEWER));
    }

    private void aSecretIsAdded() throws Exception {
        narration.chapter("max adds the API key of a weather service as a Secret");
        narration.say(
                "The value is sealed to the resolver's public key before it leaves the editor's backend. From here"
                        + " on nobody but a resolver can open it, not even who sent it.");
        thirdParty.accept(FIRST_KEY, script.firstValue());
        narration.expect(
                "the weather service answers 401 without the key",
                "401 no such key",
                worker.call(ByteBuffer.wrap(new byte[] {'?'})));
        narration.expect("max adds the secret", ACCEPTED, add(MANAGER, followed.secretId(), Cast.NAME));
        for (String secretId : script.otherSecretIds()) {
            narration.expect(
                    "… and '" + secretId + "', which the Actionflow also needs",
                    ACCEPTED,
                    add(MANAGER, secretId, Cast.OTHER_NAME + secretId));
        }
        narration.expect(
                "a second one of the same name is refused", "NAME_TAKEN", add(MANAGER, Ids.random(), Cast.NAME));
    }

    private void anActionflowBindsIt() throws Exception {
        narration.chapter("ed binds it in an Actionflow");
        narration.say("Actionflow '" + actionflowId + "' binds it to input '" + followed.input() + "' of its "
                + followed.nodeType() + " node '" + followed.nodeId() + "'.");
        expect("ed saves version 1", ACCEPTED, save(EDITOR, script.actionflow().bindings()));
        expect(
                "binding it to an Output node is refused",
                "OUTPUT_NODE_BINDING",
                save(EDITOR, script.withOutputBinding()));
        narration.expect("before Sync nothing of it is active: a run can't even begin", "NOT_ACTIVE", runLatest());
    }

    private void syncMakesItLive() throws Exception {
        narration.chapter("Sync, and the first run");
        sync("ed synchronizes the backend");
        narration.expect("a run resolves the secret, calls the API, and gets 200", WITH_FIRST_KEY, runLatest());
        expect("a Sync with nothing to do says so", "accepted, nothing to do", new Sync(projectId, EDITOR));
    }

    private void whatIsRefused() throws Exception {
        narration.chapter("What is refused");
        expect(
                "a secret in use can't be deleted",
                "SECRET_BOUND",
                new DeleteSecret(projectId, MANAGER, followed.secretId()));
        narration.expect("an Editor can't add secrets", "PERMISSION_DENIED", add(EDITOR, Ids.random(), Cast.NEW_NAME));
        narration.expect(
                "a Viewer can't edit them",
                "PERMISSION_DENIED",
                codeOf(system.client()
                        .editSecret(SecretEdit.of(projectId, VIEWER, followed.secretId())
                                .named("x"))
                        .get()));
        expect("… nor synchronize", "PERMISSION_DENIED", new Sync(projectId, VIEWER));
        narration.expect(
                "a node gets only what is bound to it",
                "NOT_BOUND",
                worker.execute(
                        system.resolver().begin(projectId, actionflowId),
                        new Binding("another-node", "Run Code", followed.input(), followed.secretId())));
    }

    private void theValueIsEdited() throws Exception {
        narration.chapter("The weather service hands out a new key; the old one is still good for a while");
        thirdParty.accept(SECOND_KEY, script.secondValue());
        try (PlainValue value = PlainValue.copyOf(script.secondValue())) {
            SecretEdit edit = SecretEdit.of(projectId, MANAGER, followed.secretId());
            narration.expect(
                    "max edits the value",
                    ACCEPTED,
                    codeOf(system.client().editSecret(edit, value).get()));
        }
        narration.expect("until Sync, runs go on with the old value", WITH_FIRST_KEY, runLatest());
        try (Run longRun = system.resolver().begin(projectId, actionflowId).orElseThrow()) {
            narration.say("A long run begins.");
            sync("ed synchronizes the backend");
            narration.expect("a new run uses the new value", WITH_SECOND_KEY, runLatest());
            narration.expect(
                    "the long run keeps the old value to its end", WITH_FIRST_KEY, worker.execute(longRun, followed));
            thirdParty.retire(FIRST_KEY);
            narration.expect(
                    "… also when the weather service has retired that key",
                    "401 no such key",
                    worker.execute(longRun, followed));
        }
        narration.expect("new runs are not concerned", WITH_SECOND_KEY, runLatest());
    }

    private void renamingBreaksNothing() throws Exception {
        narration.chapter("Renaming breaks nothing");
        SecretEdit rename =
                SecretEdit.of(projectId, MANAGER, followed.secretId()).named(Cast.NEW_NAME);
        narration.expect(
                "max renames the secret",
                ACCEPTED,
                codeOf(system.client().editSecret(rename).get()));
        sync("ed synchronizes the backend");
        narration.expect("the binding holds the secret's id, not its name: 200", WITH_SECOND_KEY, runLatest());
    }

    private void theSecretGoes() throws Exception {
        narration.chapter("Unbind, delete, Sync, and it is gone");
        expect("ed saves a version without the binding", ACCEPTED, save(EDITOR, script.withoutFollowed()));
        expect("now max can delete the secret", ACCEPTED, new DeleteSecret(projectId, MANAGER, followed.secretId()));
        narration.expect("until Sync, what is live goes on", WITH_SECOND_KEY, runLatest());
        sync("ed synchronizes the backend");
        narration.expect("the new version has no such binding", "NOT_BOUND", runLatest());
        narration.expect(
                "version 1 can still be called, but its secret is gone",
                "SECRET_DELETED",
                worker.execute(system.resolver().begin(projectId, actionflowId, 1), followed));
    }

    // ------------------------------------------------------------------ doing and checking

    private void expect(String what, String expected, Command command) throws Exception {
        Outcome outcome = system.client().send(command).get();
        narration.expect(what, expected, codeOf(outcome, command));
        if (outcome instanceof Rejected rejected) {
            narration.quote(rejected.message());
        }
    }

    private void sync(String what) throws Exception {
        Outcome outcome = system.client().send(new Sync(projectId, EDITOR)).get();
        narration.expect(what, ACCEPTED, codeOf(outcome));
        if (outcome instanceof Accepted accepted) {
            system.awaitSync(projectId, accepted.sync());
        }
    }

    private String add(String actor, String secretId, String name) throws Exception {
        try (PlainValue value = PlainValue.copyOf(script.firstValue())) {
            return codeOf(system.client()
                    .addSecret(projectId, actor, secretId, name, Cast.DESCRIPTION, value)
                    .get());
        }
    }

    private SaveActionflow save(String actor, List<Binding> bindings) {
        return new SaveActionflow(projectId, actor, actionflowId, bindings);
    }

    private String runLatest() throws Exception {
        return worker.execute(system.resolver().begin(projectId, actionflowId), followed);
    }

    private static String codeOf(Outcome outcome) {
        return outcome instanceof Rejected rejected ? rejected.code().name() : ACCEPTED;
    }

    private static String codeOf(Outcome outcome, Command command) {
        boolean isIdle = command instanceof Sync && outcome instanceof Accepted accepted && accepted.changes() == 0;
        return isIdle ? ACCEPTED + ", nothing to do" : codeOf(outcome);
    }
}
