package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.projections.topology.Projection;
import java.net.URI;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Decides where a question about a project is answered: here, where its partition is held and was read to its end since it
 * came; else by a peer that says so of itself. A question that was sent on once is not sent on again: two instances that
 * are wrong about each other would send it to and fro.
 *
 * @param peers partition → the other instances that hold it, the freshest first
 */
record Routing(Projection projection, IntFunction<List<URI>> peers) {

    Place of(String projectId, boolean wasSentHere) {
        int partition = projection.partitionOf(projectId);
        if (projection.hosted().contains(partition)) {
            return new Place.Here();
        }
        List<URI> others = wasSentHere ? List.of() : peers.apply(partition);
        return others.isEmpty() ? new Place.Nowhere() : new Place.Elsewhere(List.copyOf(others));
    }
}
