package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.outcome;
import static io.actionflow.secrets.app.system.Team.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.RemoveMember;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.SetMemberRole;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The life of a secret in texts that stand nowhere else in the world, so that wherever one turns up, it came from here. */
final class Telltale {

    static final String FLOW = "telltale-flow";

    static final String FIRST = "first-value-hunter2-Zq81-\u00fc";
    static final String SECOND = "second-value-swordfish-\"Kx92\"";
    static final String LONG = "long-value-opensesame-Vw37;".repeat(2 * Limits.CHUNK_BYTES / 27 + 1);
    static final String REFUSED = "refused-value-letmein-Jm54-never-stored";

    private static final String NAME = "name-of-telltale-\u00e9-Bn65";
    private static final String NEW_NAME = "new-name-of-telltale-Pf76";
    private static final String DESCRIPTION = "description-of-telltale <Ty87> \u20ac";
    private static final String OWNER = "owner-telltale-Hd98@example.com";
    private static final String MEMBER = "member-telltale-Ls09@example.com";
    private static final String STRANGER = "stranger-telltale-Gc10@example.com";
    private static final String NODE = "node-telltale-Rk21 \ud83d\udd11";
    private static final String NODE_TYPE = "type-telltale-Wb32";
    private static final String INPUT = "input-telltale-Xv43";

    private final SystemFixture system;
    private final String projectId = "project-" + Ids.random();

    Telltale(SystemFixture system) {
        this.system = system;
    }

    /** What nobody but a resolver, and whoever asks one, may ever see. */
    static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("first value", FIRST);
        values.put("second value", SECOND);
        values.put("long value", LONG);
        values.put("refused value", REFUSED);
        return values;
    }

    /** What may be on no disk either. */
    static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>(values());
        texts.put("name", NAME);
        texts.put("new name", NEW_NAME);
        texts.put("description", DESCRIPTION);
        texts.put("owner", OWNER);
        texts.put("member", MEMBER);
        texts.put("stranger", STRANGER);
        texts.put("node", NODE);
        texts.put("node type", NODE_TYPE);
        texts.put("input", INPUT);
        return texts;
    }

    static DiskSearch search(Map<String, String> texts) {
        DiskSearch search = new DiskSearch();
        texts.forEach((label, text) -> search.lookFor(label, text.getBytes(StandardCharsets.UTF_8)));
        return search;
    }

    String projectId() {
        return projectId;
    }

    /** Lives all of it: every command, every refusal that quotes a text, every way to a value. */
    void live() throws Exception {
        CommandClient client = system.client();
        accepted(outcome(client.send(new CreateProject(projectId, OWNER))));
        accepted(outcome(client.send(new SetMemberRole(projectId, OWNER, MEMBER, Role.MANAGER))));
        add("short", NAME, FIRST);
        add("long", NAME + " (long)", LONG);
        save(binding("short", INPUT), binding("long", INPUT + " (long)"));
        sync();
        resolveBoth(FIRST);
        whatIsRefused();
        edit();
        sync();
        resolveBoth(SECOND);
        save();
        accepted(outcome(client.send(new DeleteSecret(projectId, MEMBER, "short"))));
        sync();
        accepted(outcome(client.send(new RemoveMember(projectId, OWNER, MEMBER))));
    }

    private void whatIsRefused() throws Exception {
        CommandClient client = system.client();
        rejected(RejectionCode.SECRET_BOUND, outcome(client.send(new DeleteSecret(projectId, MEMBER, "short"))));
        rejected(RejectionCode.PERMISSION_DENIED, outcome(client.send(new Sync(projectId, STRANGER))));
        rejected(RejectionCode.MEMBER_NOT_FOUND, outcome(client.send(new RemoveMember(projectId, OWNER, STRANGER))));
        try (PlainValue value = PlainValue.copyOf(Team.bytes(REFUSED))) {
            NewSecret sameName = new NewSecret(projectId, MEMBER, "other", NAME, DESCRIPTION);
            rejected(RejectionCode.NAME_TAKEN, outcome(client.addSecret(Ids.random(), sameName, value)));
        }
    }

    private void add(String secretId, String name, String value) throws Exception {
        try (PlainValue plain = PlainValue.copyOf(Team.bytes(value))) {
            NewSecret secret = new NewSecret(projectId, MEMBER, secretId, name, DESCRIPTION);
            accepted(outcome(system.client().addSecret(Ids.random(), secret, plain)));
        }
    }

    private void edit() throws Exception {
        try (PlainValue plain = PlainValue.copyOf(Team.bytes(SECOND))) {
            SecretEdit edit = SecretEdit.of(projectId, MEMBER, "short").named(NEW_NAME);
            accepted(outcome(system.client().editSecret(edit, plain)));
        }
    }

    private static Binding binding(String secretId, String input) {
        return new Binding(NODE, NODE_TYPE, input, secretId);
    }

    private void save(Binding... bindings) throws Exception {
        accepted(outcome(system.client().send(new SaveActionflow(projectId, MEMBER, FLOW, List.of(bindings)))));
    }

    private void sync() throws Exception {
        long sync = accepted(outcome(system.client().send(new Sync(projectId, MEMBER))))
                .sync();
        system.resolver().awaitSync(projectId, sync, SystemFixture.PATIENCE);
    }

    private void resolveBoth(String shortValue) {
        try (Run run = system.resolver().begin(projectId, FLOW).orElseThrow();
                SecretValue value = run.resolve(NODE, INPUT).orElseThrow();
                SecretValue again = run.resolve(NODE, INPUT).orElseThrow();
                SecretValue large = run.resolve(NODE, INPUT + " (long)").orElseThrow()) {
            assertThat(value.matches(Team.bytes(shortValue))).isTrue();
            assertThat(again.matches(Team.bytes(shortValue))).isTrue();
            assertThat(large.matches(Team.bytes(LONG))).isTrue();
        }
    }
}
