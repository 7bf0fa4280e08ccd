package io.actionflow.secrets.commands.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.commands.agreement.Oracle.Project;
import io.actionflow.secrets.commands.agreement.Oracle.Secret;
import io.actionflow.secrets.commands.agreement.Oracle.Snapshot;
import io.actionflow.secrets.projections.state.ActiveActionflowEntry;
import io.actionflow.secrets.projections.state.ActiveSecretEntry;
import io.actionflow.secrets.projections.state.ActiveVersionEntry;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import io.actionflow.secrets.schemas.record.Binding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares all that can be asked of a project's state with what the oracle knows of it. */
final class Agreement {

    private Agreement() {}

    static void check(ProjectView view, Project oracle) {
        if (oracle == null) {
            assertThat(view.project()).isNull();
            return;
        }
        assertThat(view.project().sequence()).as("sequence").isEqualTo(oracle.sequence);
        assertThat(view.project().sync()).as("Sync").isEqualTo(oracle.sync());
        checkMembers(view, oracle);
        checkSecrets(view, oracle);
        checkActionflows(view, oracle);
        for (int sync = 0; sync < oracle.syncs.size(); sync++) {
            checkActive(view, sync, oracle.syncs.get(sync));
        }
        checkCallableVersions(view, oracle);
    }

    private static void checkMembers(ProjectView view, Project oracle) {
        Map<String, String> listed = new TreeMap<>();
        view.members(entry -> listed.put(entry.member(), entry.role().name()) == null);
        assertThat(listed).as("members").isEqualTo(oracle.roles);
        for (String member : Scripts.MEMBERS) {
            String role = view.role(member) == null ? null : view.role(member).name();
            assertThat(role).as("role of %s", member).isEqualTo(oracle.roles.get(member));
        }
        long owners = oracle.roles.values().stream().filter("OWNER"::equals).count();
        assertThat(view.project().owners()).as("Owners").isEqualTo((int) owners).isPositive();
    }

    private static void checkSecrets(ProjectView view, Project oracle) {
        Map<String, String> listed = new TreeMap<>();
        view.secrets(secret -> listed.put(
                        secret.secretId(),
                        describe(secret.name(), secret.description(), secret.valueId(), secret.version()))
                == null);
        Map<String, String> expected = new TreeMap<>();
        oracle.secrets.forEach((id, secret) ->
                expected.put(id, describe(secret.name, secret.description, secret.valueId, secret.version)));
        assertThat(listed).as("secrets of the draft").isEqualTo(expected);
        checkEver(view, oracle);
        for (String name : Scripts.NAMES) {
            assertThat(view.secretNamed(name)).as("holder of the name %s", name).isEqualTo(holder(oracle, name));
        }
    }

    /** Of deleted secrets only those have texts that a Sync has yet to take away. */
    private static void checkEver(ProjectView view, Project oracle) {
        for (String secretId : Scripts.SECRETS) {
            SecretEntry ever = view.secretEver(secretId);
            assertThat(ever != null)
                    .as("use of the id %s", secretId)
                    .isEqualTo(oracle.usedSecretIds.contains(secretId));
            SecretStatus status = ever == null ? null : view.status(ever);
            assertThat(status == null ? null : status.name())
                    .as("status of %s", secretId)
                    .isEqualTo(OracleRules.status(oracle, secretId));
            if (ever != null && ever.deleted()) {
                Secret leaving = oracle.leaving.getOrDefault(secretId, new Secret());
                assertThat(ever.name() + "|" + ever.description())
                        .as("texts of the deleted %s", secretId)
                        .isEqualTo(leaving.name + "|" + leaving.description);
            }
        }
    }

    private static String describe(String name, String description, String valueId, long version) {
        return version + "|" + valueId + "|" + name + "|" + description;
    }

    private static String holder(Project oracle, String name) {
        for (Map.Entry<String, Secret> secret : oracle.secrets.entrySet()) {
            if (OracleRules.areOneName(secret.getValue().name, name)) {
                return secret.getKey();
            }
        }
        return null;
    }

    private static void checkActionflows(ProjectView view, Project oracle) {
        Map<String, Long> listed = new TreeMap<>();
        view.actionflows(flow -> listed.put(flow.actionflowId(), flow.version()) == null);
        Map<String, Long> expected = new TreeMap<>();
        oracle.actionflows.forEach(flow -> expected.put(flow, oracle.latest(flow)));
        assertThat(listed).as("Actionflows of the draft").isEqualTo(expected);
        oracle.versions.forEach((flow, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                List<Binding> bindings = view.version(flow, i + 1).bindings();
                assertThat(bindings).as("version %d of %s", i + 1, flow).isEqualTo(versions.get(i));
            }
        });
        for (String secretId : Scripts.SECRETS) {
            assertThat(view.usages(secretId).stream()
                            .map(usage -> usage.actionflowId() + "/" + usage.version() + "/" + usage.nodeId() + "/"
                                    + usage.input())
                            .sorted())
                    .as("usages of %s", secretId)
                    .isEqualTo(OracleRules.usages(oracle, secretId));
        }
    }

    private static void checkActive(ProjectView view, long sync, Snapshot snapshot) {
        for (String secretId : Scripts.SECRETS) {
            ActiveSecretEntry active = view.activeSecret(secretId, sync);
            assertThat(active == null ? null : active.valueId())
                    .as("active value of %s at Sync %d", secretId, sync)
                    .isEqualTo(snapshot.values.get(secretId));
        }
        for (String flow : Scripts.ACTIONFLOWS) {
            ActiveActionflowEntry active = view.activeActionflow(flow, sync);
            assertThat(active == null || active.isGone() ? null : active.version())
                    .as("active version of %s at Sync %d", flow, sync)
                    .isEqualTo(snapshot.actionflows.get(flow));
        }
    }

    private static void checkCallableVersions(ProjectView view, Project oracle) {
        for (String flow : Scripts.ACTIONFLOWS) {
            for (long version = 1; version <= oracle.latest(flow) + 1; version++) {
                ActiveVersionEntry active = view.activeVersion(flow, version);
                assertThat(active == null ? -1 : active.sync())
                        .as("the Sync that made version %d of %s callable", version, flow)
                        .isEqualTo(firstSyncWith(oracle, flow, version));
            }
        }
    }

    private static long firstSyncWith(Project oracle, String flow, long version) {
        for (int sync = 0; sync < oracle.syncs.size(); sync++) {
            Long active = oracle.syncs.get(sync).actionflows.get(flow);
            if (active != null && active == version) {
                return sync;
            }
        }
        return -1;
    }
}
