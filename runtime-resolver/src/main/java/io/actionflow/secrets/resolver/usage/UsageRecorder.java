package io.actionflow.secrets.resolver.usage;

/** Hears of every value that a Run was given. It is on the hot path: it must not block, and must not throw. */
@FunctionalInterface
public interface UsageRecorder {

    /** For those who don't count. */
    UsageRecorder NONE = (projectId, secretId, actionflowId, version, nodeId) -> {};

    void resolved(String projectId, String secretId, String actionflowId, long version, String nodeId);
}
