package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.app.editor.fixture.MemoryProjection;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.event.ActionflowSaved;
import io.actionflow.secrets.schemas.event.EventMeta;
import io.actionflow.secrets.schemas.event.ProjectCreated;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretDeleted;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.event.Synced;
import io.actionflow.secrets.schemas.record.Sha256;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A project to which anything happens that can happen, by chance. */
final class RandomProject {

    private static final List<String> PARTS =
            List.of("a", "A", "b", "Z", "ß", "é", "e\u0301", "\ud83d\ude00", "\uff5e", " ", "0", "key", "KEY");

    private final MemoryProjection projection;
    private final String projectId;
    private final Random random;
    private final List<String> alive = new ArrayList<>();
    private long millis = 1_000;
    private int count;
    private long sync;

    RandomProject(MemoryProjection projection, String projectId, long seed) {
        this.projection = projection;
        this.projectId = projectId;
        this.random = new Random(seed);
        projection.fold(projectId, new ProjectCreated(meta()));
    }

    void steps(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        int dice = random.nextInt(10);
        if (alive.isEmpty() || dice < 4) {
            add();
        } else if (dice < 7) {
            edit(alive.get(random.nextInt(alive.size())));
        } else if (dice < 8) {
            projection.fold(projectId, new SecretDeleted(meta(), alive.remove(random.nextInt(alive.size()))));
        } else if (dice < 9) {
            sync++;
            projection.fold(projectId, new Synced(meta(), sync, 1));
        } else {
            projection.fold(projectId, new ActionflowSaved(meta(), "flow-" + next(), 1, List.of()));
        }
    }

    private void add() {
        String id = "s" + random.nextInt(1000) + "-" + next();
        alive.add(id);
        projection.fold(projectId, new SecretAdded(meta(), id, name(), name(), value()));
    }

    private void edit(String id) {
        SecretEntry before = Objects.requireNonNull(projection.state(projectId).secret(id));
        boolean rename = random.nextBoolean();
        String name = rename ? name() : null;
        String description = random.nextBoolean() ? name() : null;
        ValueRef value = rename ? null : value();
        projection.fold(projectId, new SecretEdited(meta(), id, before.version() + 1, name, description, value));
    }

    /** Some of them share a moment. */
    private EventMeta meta() {
        millis += random.nextInt(2);
        return new EventMeta("c", "olga", Instant.ofEpochMilli(millis));
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(20) == 0 ? 900 : random.nextInt(4) + 1;
        for (int i = 0; i < length; i++) {
            name.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return name.append(next()).toString();
    }

    private ValueRef value() {
        return new ValueRef("v" + next(), 1, ValueSealer.OVERHEAD_BYTES + 1L, Sha256.ZERO);
    }

    private int next() {
        count++;
        return count;
    }
}
