package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.projections.state.MemberEntry;
import io.actionflow.secrets.projections.state.ProjectEntry;
import io.actionflow.secrets.projections.topology.Projection;
import io.actionflow.secrets.projections.topology.ProjectionListener;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import io.actionflow.secrets.schemas.event.MemberRemoved;
import io.actionflow.secrets.schemas.event.MemberRoleSet;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.RecordedEvent;
import io.actionflow.secrets.schemas.record.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member of which projects. It hears of events from its beginning on; {@link #load} then takes in what was there
 * before. Each project's events before that are kept, and those that the scan has not seen are applied after it.
 */
public final class Memberships implements ProjectionListener {

    /** Of projects that were taken in: their events count at once. */
    private static final List<RecordedEvent> LOADED = List.of();

    // member → (projectId → role)
    private final Map<String, ConcurrentNavigableMap<String, Role>> byMember = new ConcurrentHashMap<>();

    // projectId → events that wait until the project is taken in
    private final Map<String, List<RecordedEvent>> early = new ConcurrentHashMap<>();

    private final Projection projection;
    private volatile boolean loaded;

    /** Listens to the projection from now on. */
    public static Memberships over(Projection projection) {
        Memberships memberships = new Memberships(projection);
        projection.addListener(memberships);
        return memberships;
    }

    private Memberships(Projection projection) {
        this.projection = projection;
    }

    /** The source of all project ids; what is created meanwhile may be among them or not. */
    public interface ProjectIds {
        void visit(Consumer<String> visitor);
    }

    /** Takes in all projects. To be called once, when the projection can be read. */
    public void load(ProjectIds projects) {
        projects.visit(this::load);
        loaded = true;
    }

    /** Whether all projects were taken in. */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * The member's projects by id, from after an id on.
     *
     * @throws ProjectionUnavailableException where not all projects were taken in yet
     */
    public Map<String, Role> of(String member, String afterProjectId) {
        if (!loaded) {
            throw new ProjectionUnavailableException("Not all projects have been read yet: ask again in a moment");
        }
        ConcurrentNavigableMap<String, Role> projects = byMember.get(member);
        return projects == null ? Map.of() : projects.tailMap(afterProjectId, false);
    }

    private void load(String projectId) {
        List<MemberEntry> members = new ArrayList<>();
        ProjectEntry project = projection.project(projectId).scan().members(members::add);
        if (project == null) {
            return;
        }
        early.compute(projectId, (id, events) -> {
            if (events == LOADED) {
                return LOADED;
            }
            members.forEach(it -> put(it.member(), projectId, it.role()));
            (events == null ? List.<RecordedEvent>of() : events)
                    .stream().filter(it -> it.sequence() > project.sequence()).forEach(this::apply);
            return LOADED;
        });
    }

    @Override
    public void folded(RecordedEvent event, ProjectEntry project, Collection<String> activated) {
        if (project.deleted()) {
            early.compute(event.projectId(), (id, events) -> {
                forget(id);
                return LOADED;
            });
        } else if (isAboutMembers(event)) {
            early.compute(event.projectId(), (id, events) -> keepOrApply(event, events));
        }
    }

    private List<RecordedEvent> keepOrApply(RecordedEvent event, @Nullable List<RecordedEvent> events) {
        if (events == LOADED || event.event() instanceof ProjectCreated) {
            apply(event);
            return LOADED;
        }
        List<RecordedEvent> kept = events == null ? new ArrayList<>() : events;
        kept.add(event);
        return kept;
    }

    /** Looks at everybody: projects are seldom deleted. */
    private void forget(String projectId) {
        byMember.keySet()
                .forEach(member -> byMember.computeIfPresent(member, (id, projects) -> {
                    projects.remove(projectId);
                    return projects.isEmpty() ? null : projects;
                }));
    }

    private static boolean isAboutMembers(RecordedEvent event) {
        return event.event() instanceof ProjectCreated
                || event.event() instanceof MemberRoleSet
                || event.event() instanceof MemberRemoved;
    }

    private void apply(RecordedEvent recorded) {
        if (recorded.event() instanceof ProjectCreated created) {
            put(created.meta().actor(), recorded.projectId(), Role.OWNER);
        } else if (recorded.event() instanceof MemberRoleSet set) {
            put(set.member(), recorded.projectId(), set.role());
        } else if (recorded.event() instanceof MemberRemoved removed) {
            byMember.computeIfPresent(removed.member(), (member, projects) -> {
                projects.remove(recorded.projectId());
                return projects.isEmpty() ? null : projects;
            });
        }
    }

    private void put(String member, String projectId, Role role) {
        byMember.compute(member, (id, projects) -> {
            ConcurrentNavigableMap<String, Role> all = projects == null ? new ConcurrentSkipListMap<>() : projects;
            all.put(projectId, role);
            return all;
        });
    }
}
