package io.actionflow.secrets.resolver.duty;

import io.actionflow.secrets.projections.topology.Projection;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * What a resolver holds, and for which part of it it is the one to act.
 *
 * @param projects visits the ids of all projects that it holds
 * @param acts whether it is the one to act for a partition, as far as is known right now
 */
public record Hosted(Projection projection, Projects projects, IntPredicate acts) {

    /** All projects of an instance. */
    @FunctionalInterface
    public interface Projects {
        void visit(Consumer<String> visitor);
    }

    boolean actsFor(String projectId) {
        int partition = projection.partitionOf(projectId);
        return projection.hosted().contains(partition) && acts.test(partition);
    }
}
