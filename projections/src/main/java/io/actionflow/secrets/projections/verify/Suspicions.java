package io.actionflow.secrets.projections.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All suspicions, listed up to a limit for each project and in all, and counted beyond. */
final class Suspicions {

    private static final int MOST_OF_A_PROJECT = 100;
    private static final int MOST = 10_000;

    private final List<Suspicion> listed = new ArrayList<>();
    private final Map<String, Integer> ofProject = new HashMap<>();
    private long unlisted;

    /** Notes it; what is beyond the limits is counted only, though whoever noted it may still hold it. */
    Suspicion note(String projectId, Suspicion suspicion) {
        if (listed.size() < MOST && ofProject.merge(projectId, 1, Integer::sum) <= MOST_OF_A_PROJECT) {
            listed.add(suspicion);
        } else {
            unlisted++;
        }
        return suspicion;
    }

    boolean any(int partition, long offset) {
        return listed.stream().anyMatch(it -> it.isAt(partition, offset));
    }

    /** Those at one record. */
    List<Suspicion> at(int partition, long offset) {
        return listed.stream().filter(it -> it.isAt(partition, offset)).toList();
    }

    List<Finding> findings() {
        return listed.stream()
                .filter(it -> !it.cleared())
                .map(Suspicion::finding)
                .sorted(Comparator.comparingInt(Finding::partition).thenComparingLong(Finding::offset))
                .toList();
    }

    long count() {
        return unlisted + listed.stream().filter(it -> !it.cleared()).count();
    }
}
