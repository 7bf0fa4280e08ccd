package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.List;

/** One project's state, to change: one method a table, for evolvers alone. */
public final class ProjectState extends ProjectView {

    private final EntryStore entries;

    public ProjectState(String projectId, EntryStore entries, TextHash hash) {
        super(projectId, entries, hash);
        this.entries = entries;
    }

    public void putProject(ProjectEntry project) {
        entries.put(Keys.project(projectId), project);
    }

    public void putMember(String member, Role role) {
        entries.put(memberKey(member), new MemberEntry(member, role));
    }

    public void deleteMember(String member) {
        entries.delete(memberKey(member));
    }

    public void putSecret(SecretEntry secret) {
        entries.put(Keys.secret(projectId, secret.secretId()), secret);
    }

    public void putName(String name, String secretId) {
        entries.put(nameKey(name), new NameEntry(secretId));
    }

    public void deleteName(String name) {
        entries.delete(nameKey(name));
    }

    public void putValue(ValueRef value, String secretId) {
        entries.put(Keys.value(projectId, value.valueId()), new ValueEntry(secretId, value));
    }

    /** The value is found under another sealed copy; its id stays. */
    public void putCopy(String valueId, ValueRef copy, String secretId) {
        entries.put(Keys.value(projectId, valueId), new ValueEntry(secretId, copy));
    }

    public void putTaken(String valueId, String of) {
        entries.put(Keys.taken(projectId, valueId), new TakenEntry(of));
    }

    public void putMatch(MatchEntry match) {
        entries.put(Keys.match(projectId, match.sequence()), match);
    }

    public void deleteMatch(long sequence) {
        entries.delete(Keys.match(projectId, sequence));
    }

    public void putMatches(String secretId, String member, MatchesEntry matches) {
        entries.put(askedKey(secretId, member), matches);
    }

    /** The value is given up for good. */
    public void putErased(String valueId, ValueEntry value, Instant at) {
        entries.put(Keys.value(projectId, valueId), value.erased(at));
    }

    public void putRetired(RetiredEntry retired) {
        entries.put(Keys.retired(retired.at(), retired.used(), projectId, retired.valueId()), retired);
    }

    public void deleteRetired(Instant at, boolean used, String valueId) {
        entries.delete(Keys.retired(at, used, projectId, valueId));
    }

    public void putErasing(String valueId, Instant since) {
        entries.put(Keys.erasing(projectId, valueId), new ErasingEntry(valueId, since));
    }

    public void deleteErasing(String valueId) {
        entries.delete(Keys.erasing(projectId, valueId));
    }

    public void putActionflow(ActionflowEntry actionflow) {
        entries.put(Keys.actionflow(projectId, actionflow.actionflowId()), actionflow);
    }

    public void putVersion(String actionflowId, long version, VersionEntry entry) {
        entries.put(Keys.version(projectId, actionflowId, version), entry);
    }

    public void putUsage(String secretId, String actionflowId, long version, List<Binding> bindings) {
        entries.put(Keys.usage(projectId, secretId, actionflowId), new UsageEntry(actionflowId, version, bindings));
    }

    public void deleteUsage(String secretId, String actionflowId) {
        entries.delete(Keys.usage(projectId, secretId, actionflowId));
    }

    public void putChangedSecret(String secretId, long sequence) {
        entries.put(Keys.changedSecret(projectId, secretId), new ChangeEntry(secretId, sequence));
    }

    public void deleteChangedSecret(String secretId) {
        entries.delete(Keys.changedSecret(projectId, secretId));
    }

    public void putChangedActionflow(String actionflowId, long sequence) {
        entries.put(Keys.changedActionflow(projectId, actionflowId), new ChangeEntry(actionflowId, sequence));
    }

    public void deleteChangedActionflow(String actionflowId) {
        entries.delete(Keys.changedActionflow(projectId, actionflowId));
    }

    public void putActiveSecret(String secretId, long sync, ActiveSecretEntry active) {
        entries.put(Keys.activeSecret(projectId, secretId, sync), active);
    }

    public void putActiveActionflow(String actionflowId, long sync, ActiveActionflowEntry active) {
        entries.put(Keys.activeActionflow(projectId, actionflowId, sync), active);
    }

    public void putActiveVersion(String actionflowId, long version, long sync) {
        entries.put(Keys.activeVersion(projectId, actionflowId, version), new ActiveVersionEntry(sync));
    }
}
