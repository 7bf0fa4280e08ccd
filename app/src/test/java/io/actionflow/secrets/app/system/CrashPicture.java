package io.actionflow.secrets.app.system;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.event.SecretAdded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** All that can be seen of a project, draft and active, deleted things included, so that two views can be compared. */
final class CrashPicture {

    private static final int SYNCS = 8;

    private final ProjectView view;
    private final Map<String, Object> seen = new TreeMap<>();

    private CrashPicture(ProjectView view) {
        this.view = view;
    }

    /** What the view shows of everything that the history names. */
    static Map<String, Object> of(ProjectView view, List<RecordedEvent> history) {
        CrashPicture picture = new CrashPicture(view);
        picture.see("project", view.project());
        picture.project();
        Set<String> secrets = new TreeSet<>();
        Map<String, Long> versions = new TreeMap<>();
        for (RecordedEvent recorded : history) {
            Event event = recorded.event();
            if (event instanceof SecretAdded added) {
                secrets.add(added.secretId());
            } else if (event instanceof ActionflowSaved saved) {
                versions.merge(saved.actionflowId(), 1L, Long::sum);
            }
            if (event.value() != null) {
                picture.see(
                        "value " + event.value().valueId(),
                        view.value(event.value().valueId()));
            }
        }
        List<Long> syncs = picture.syncs();
        secrets.forEach(id -> picture.secret(id, syncs));
        versions.forEach((id, last) -> picture.actionflow(id, last, syncs));
        return picture.seen;
    }

    private void project() {
        Set<Object> members = new HashSet<>();
        view.members(members::add);
        see("members", members);
        List<Object> draft = new ArrayList<>();
        view.secrets(draft::add);
        view.actionflows(draft::add);
        see("draft", draft);
        see("changed secrets", view.changedSecrets());
        see("changed actionflows", view.changedActionflows());
    }

    private void secret(String id, List<Long> syncs) {
        SecretEntry secret = view.secretEver(id);
        see("secret " + id, secret);
        see("usages " + id, view.usages(id));
        if (secret != null) {
            see("name of " + id, view.secretNamed(secret.name()));
        }
        syncs.forEach(sync -> see("active secret " + id + " at " + sync, view.activeSecret(id, sync)));
    }

    private void actionflow(String id, long last, List<Long> syncs) {
        see("actionflow " + id, view.actionflowEver(id));
        for (long version = 1; version <= last; version++) {
            see("version " + id + " " + version, view.version(id, version));
            see("active version " + id + " " + version, view.activeVersion(id, version));
        }
        syncs.forEach(sync -> see("active actionflow " + id + " at " + sync, view.activeActionflow(id, sync)));
    }

    /** The current Sync and some before it. */
    private List<Long> syncs() {
        long current = view.project() == null ? 0 : view.project().sync();
        return LongStream.rangeClosed(1, SYNCS)
                .map(i -> current * i / SYNCS)
                .distinct()
                .boxed()
                .toList();
    }

    private void see(String what, Object entry) {
        seen.put(what, entry);
    }
}
