package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.Role;
import io.actionflow.secrets.schemas.result.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One project's state, to look at: draft and active. Each look-up costs the same in a small and in a large project. */
public class ProjectView {

    protected final String projectId;
    private final EntryReader entries;
    private final TextHash hash;

    public ProjectView(String projectId, EntryReader entries, TextHash hash) {
        this.projectId = projectId;
        this.entries = entries;
        this.hash = hash;
    }

    public final String projectId() {
        return projectId;
    }

    /** Where the project's history stands, or null where there is no such project or it was deleted. */
    public final @Nullable ProjectEntry project() {
        ProjectEntry entry = projectEver();
        return entry == null || entry.deleted() ? null : entry;
    }

    /** Where the project's history stands, also where it was deleted; null where the id was never used. */
    public final @Nullable ProjectEntry projectEver() {
        return entries.get(Keys.project(projectId), ProjectEntry.class);
    }

    /** Whether it is being restored from a backup: nothing else may come between its events. The write side alone knows. */
    public final boolean isImporting() {
        return entries.get(Keys.importing(projectId)) != null;
    }

    /** The member's role, or null for somebody who is no member. */
    public final @Nullable Role role(String member) {
        MemberEntry entry = entries.get(memberKey(member), MemberEntry.class);
        return entry == null ? null : entry.role();
    }

    /** Visits the members, in no order that means anything, until the visitor returns false. */
    public final void members(Predicate<MemberEntry> visitor) {
        entries.scan(Keys.members(projectId), (key, entry) -> visitor.test((MemberEntry) entry));
    }

    /** Looks at many entries of the project as of one moment. */
    public final ProjectScan scan() {
        return new ProjectScan(projectId, entries);
    }

    // ------------------------------------------------------------------ draft

    /** The secret of the draft, or null where there is none or it was deleted. */
    public final @Nullable SecretEntry secret(String secretId) {
        SecretEntry entry = secretEver(secretId);
        return entry == null || entry.deleted() ? null : entry;
    }

    /** The secret of the draft, also where it was deleted; null where the id was never used. */
    public final @Nullable SecretEntry secretEver(String secretId) {
        return entries.get(Keys.secret(projectId, secretId), SecretEntry.class);
    }

    /** Visits the secrets of the draft by id, deleted ones left out, until the visitor returns false. */
    public final void secrets(Predicate<SecretEntry> visitor) {
        entries.scan(
                Keys.secrets(projectId),
                (key, entry) -> ((SecretEntry) entry).deleted() || visitor.test((SecretEntry) entry));
    }

    /** As {@link #secrets}, with those among them that were deleted and are used until the next Sync. */
    public final void secretsAndDeleting(Predicate<SecretEntry> visitor) {
        entries.scan(Keys.secrets(projectId), (key, entry) -> {
            SecretEntry secret = (SecretEntry) entry;
            boolean isGone = secret.deleted() && !isChangedSecret(secret.secretId());
            return isGone || visitor.test(secret);
        });
    }

    /** How the secret's draft stands to what flows use; null for one that was deleted and that nothing uses. */
    public final @Nullable SecretStatus status(SecretEntry secret) {
        boolean changed = isChangedSecret(secret.secretId());
        ActiveSecretEntry active = changed ? activeSecret(secret.secretId(), Long.MAX_VALUE) : null;
        return SecretStatus.of(secret.deleted(), changed, active != null && !active.isGone());
    }

    /** The id of the draft's secret with this name, compared in Unicode form NFC; null where there is none. */
    public final @Nullable String secretNamed(String name) {
        NameEntry entry = entries.get(nameKey(name), NameEntry.class);
        return entry == null ? null : entry.secretId();
    }

    /** The claimed value, or null where no event ever claimed it. */
    public final @Nullable ValueEntry value(String valueId) {
        return entries.get(Keys.value(projectId, valueId), ValueEntry.class);
    }

    /** Visits all claimed values by id, also those that nothing uses any more, until the visitor returns false. */
    public final void values(BiPredicate<String, ValueEntry> visitor) {
        String prefix = Keys.values(projectId);
        entries.scan(prefix, (key, entry) -> visitor.test(key.substring(prefix.length()), (ValueEntry) entry));
    }

    /** Whether chunks with this value id have been claimed, now or ever: by a value, a copy of one, or a candidate. */
    public final boolean isTaken(String valueId) {
        return value(valueId) != null || entries.get(Keys.taken(projectId, valueId)) != null;
    }

    /** The id of the value whose sealed copy stands, or stood, under the id: its own, where it was never sealed anew. */
    public final String valueOf(String copyId) {
        ValueEntry itself = value(copyId);
        boolean isItself = itself != null && itself.value().valueId().equals(copyId);
        TakenEntry taken = isItself ? null : entries.get(Keys.taken(projectId, copyId), TakenEntry.class);
        return taken == null ? copyId : taken.of();
    }

    /** The question that waits for an answer, or null. */
    public final @Nullable MatchEntry match(long sequence) {
        return entries.get(Keys.match(projectId, sequence), MatchEntry.class);
    }

    /** Visits the questions that wait for an answer, the oldest first, until the visitor returns false. */
    public final void matches(Predicate<MatchEntry> visitor) {
        entries.scan(Keys.matches(projectId), (key, entry) -> visitor.test((MatchEntry) entry));
    }

    /** What the member has asked of the secret lately. */
    public final MatchesEntry matches(String secretId, String member) {
        MatchesEntry entry = entries.get(askedKey(secretId, member), MatchesEntry.class);
        return entry == null ? MatchesEntry.NONE : entry;
    }

    /** Visits the values that are retired and not given up yet, of this project alone, until the visitor returns false. */
    public final void retired(Predicate<RetiredEntry> visitor) {
        entries.range(
                Keys.RETIRED,
                Keys.RETIRED + Keys.BEHIND_PROJECTS,
                (key, entry) -> !Keys.projectOf(key).equals(projectId) || visitor.test((RetiredEntry) entry.get()));
    }

    /** The value that was given up and whose receipt is awaited, or null. */
    public final @Nullable ErasingEntry erasing(String valueId) {
        return entries.get(Keys.erasing(projectId, valueId), ErasingEntry.class);
    }

    /** The value that arrives and is not claimed yet, or null. */
    public final @Nullable UploadEntry upload(String valueId) {
        return entries.get(Keys.upload(projectId, valueId), UploadEntry.class);
    }

    /** The Actionflow of the draft, or null where there is none or it was deleted. */
    public final @Nullable ActionflowEntry actionflow(String actionflowId) {
        ActionflowEntry entry = actionflowEver(actionflowId);
        return entry == null || entry.deleted() ? null : entry;
    }

    /** The Actionflow of the draft, also where it was deleted; null where the id was never used. */
    public final @Nullable ActionflowEntry actionflowEver(String actionflowId) {
        return entries.get(Keys.actionflow(projectId, actionflowId), ActionflowEntry.class);
    }

    /** Visits the Actionflows of the draft by id, deleted ones left out, until the visitor returns false. */
    public final void actionflows(Predicate<ActionflowEntry> visitor) {
        entries.scan(
                Keys.actionflows(projectId),
                (key, entry) -> ((ActionflowEntry) entry).deleted() || visitor.test((ActionflowEntry) entry));
    }

    /** What a version binds, or null where it was never saved. */
    public final @Nullable VersionEntry version(String actionflowId, long version) {
        return entries.get(Keys.version(projectId, actionflowId, version), VersionEntry.class);
    }

    /** Every place where a latest Actionflow version binds the secret, by Actionflow: all of them in memory. */
    public final List<Usage> usages(String secretId) {
        List<Usage> usages = new ArrayList<>();
        usages(secretId, usages::add);
        return usages;
    }

    /** Visits the same places one after another: texts of any length may be in each. */
    public final void usages(String secretId, Consumer<Usage> visitor) {
        entries.scan(Keys.usages(projectId, secretId), (key, entry) -> {
            UsageEntry usage = (UsageEntry) entry;
            for (Binding binding : usage.bindings()) {
                visitor.accept(new Usage(usage.actionflowId(), usage.version(), binding.nodeId(), binding.input()));
            }
            return true;
        });
    }

    // ------------------------------------------------------------------ what Sync will do

    /** The ids of the secrets whose draft differs from what is active. */
    public final List<String> changedSecrets() {
        return changes(Keys.changedSecrets(projectId));
    }

    /** The ids of the Actionflows whose draft differs from what is active. */
    public final List<String> changedActionflows() {
        return changes(Keys.changedActionflows(projectId));
    }

    /** Visits the same ids, in order, until the visitor returns false. */
    public final void changedSecrets(Predicate<String> visitor) {
        changes(Keys.changedSecrets(projectId), visitor);
    }

    /** Visits the same ids, in order, until the visitor returns false. */
    public final void changedActionflows(Predicate<String> visitor) {
        changes(Keys.changedActionflows(projectId), visitor);
    }

    /** Whether a Sync would do something about the secret. */
    public final boolean isChangedSecret(String secretId) {
        return entries.get(Keys.changedSecret(projectId, secretId)) != null;
    }

    /** Whether a Sync would do something about the Actionflow. */
    public final boolean isChangedActionflow(String actionflowId) {
        return entries.get(Keys.changedActionflow(projectId, actionflowId)) != null;
    }

    private List<String> changes(String prefix) {
        List<String> ids = new ArrayList<>();
        changes(prefix, ids::add);
        return ids;
    }

    private void changes(String prefix, Predicate<String> visitor) {
        entries.scan(prefix, (key, entry) -> visitor.test(((ChangeEntry) entry).id()));
    }

    // ------------------------------------------------------------------ active, at a Sync

    /** The value in use at a Sync; null where the secret was not active then. */
    public final @Nullable ActiveSecretEntry activeSecret(String secretId, long sync) {
        return (ActiveSecretEntry)
                entries.last(Keys.activeSecret(projectId, secretId, 0), Keys.activeSecret(projectId, secretId, sync));
    }

    /** The latest version at a Sync; null where the Actionflow was not active then. */
    public final @Nullable ActiveActionflowEntry activeActionflow(String actionflowId, long sync) {
        return (ActiveActionflowEntry) entries.last(
                Keys.activeActionflow(projectId, actionflowId, 0),
                Keys.activeActionflow(projectId, actionflowId, sync));
    }

    /** The Sync that made the version active; null where none did. */
    public final @Nullable ActiveVersionEntry activeVersion(String actionflowId, long version) {
        return entries.get(Keys.activeVersion(projectId, actionflowId, version), ActiveVersionEntry.class);
    }

    // ------------------------------------------------------------------ keys made from texts

    protected final String memberKey(String member) {
        return Keys.member(projectId, hash.of(projectId, "member\0" + member));
    }

    protected final String askedKey(String secretId, String member) {
        return Keys.asked(projectId, secretId, hash.of(projectId, "member\0" + member));
    }

    protected final String nameKey(String name) {
        return Keys.name(projectId, hash.of(projectId, "name\0" + Nfc.of(name)));
    }
}
