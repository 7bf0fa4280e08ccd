package io.actionflow.secrets.schemas.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The catalogue of rights: for each party the least that its work needs, and nothing that anybody else's needs. What creates
 * access control lists and what checks them reads it.
 */
public final class Rights {

    /** The processors' consumer group; their changelogs and transactions begin with it. */
    public static final String PROCESSOR_GROUP = "secret-command-processor";

    /** What the groups of resolvers begin with. */
    public static final String RESOLVER_GROUPS = "secret-resolver";

    /** What the groups of editor backends begin with. */
    public static final String EDITOR_GROUPS = "secret-editor-api";

    private static final String COMMANDS = Topic.COMMANDS.name();
    private static final String RESULTS = Topic.RESULTS.name();
    private static final String EVENTS = Topic.EVENTS.name();
    private static final String REPORTS = Topic.REPORTS.name();
    private static final String KEYS = Topic.KEYS.name();
    private static final String CHECKPOINTS = Topic.CHECKPOINTS.name();
    private static final String USAGE = Topic.USAGE.name();
    private static final List<String> TOPICS =
            Topic.ALL.stream().map(Topic::name).toList();

    private Rights() {}

    public static List<Right> of(Party party) {
        return switch (party) {
            case PROCESSOR -> processor();
            case RESOLVER -> resolver();
            case EDITOR -> editor();
            case AUDITOR -> auditor();
            case OPERATOR -> operator();
        };
    }

    private static List<Right> processor() {
        return joined(List.of(
                on(topic(COMMANDS), AclOperation.READ),
                on(topic(RESULTS), AclOperation.WRITE),
                // What it reads there is whether an erased value is gone.
                on(topic(EVENTS), AclOperation.READ, AclOperation.WRITE),
                on(topic(CHECKPOINTS), AclOperation.WRITE),
                // It refuses to start on topics that are not as they must be: so it has to see all of them.
                Stream.of(REPORTS, KEYS, USAGE).flatMap(it -> on(topic(it), AclOperation.DESCRIBE)),
                TOPICS.stream().flatMap(it -> on(topic(it), AclOperation.DESCRIBE_CONFIGS)),
                on(
                        prefix(ResourceType.TOPIC, PROCESSOR_GROUP + "-"),
                        AclOperation.CREATE,
                        AclOperation.READ,
                        AclOperation.WRITE),
                on(literal(ResourceType.GROUP, PROCESSOR_GROUP), AclOperation.READ),
                on(prefix(ResourceType.TRANSACTIONAL_ID, PROCESSOR_GROUP + "-"), AclOperation.WRITE)));
    }

    private static List<Right> resolver() {
        return joined(List.of(
                on(topic(EVENTS), AclOperation.READ),
                on(topic(REPORTS), AclOperation.READ, AclOperation.WRITE),
                on(topic(KEYS), AclOperation.READ),
                on(topic(USAGE), AclOperation.WRITE),
                // It seals values anew, and answers whether one is what somebody believes.
                on(topic(COMMANDS), AclOperation.WRITE),
                on(topic(RESULTS), AclOperation.READ),
                on(prefix(ResourceType.GROUP, RESOLVER_GROUPS), AclOperation.READ)));
    }

    private static List<Right> editor() {
        return joined(List.of(
                on(topic(COMMANDS), AclOperation.WRITE),
                on(topic(RESULTS), AclOperation.READ),
                on(topic(EVENTS), AclOperation.READ),
                on(topic(REPORTS), AclOperation.READ),
                on(topic(KEYS), AclOperation.READ),
                on(prefix(ResourceType.GROUP, EDITOR_GROUPS), AclOperation.READ)));
    }

    // A reader of the log needs no group: it reads every partition from its beginning.
    private static List<Right> auditor() {
        return Stream.of(EVENTS, CHECKPOINTS, KEYS, USAGE, REPORTS)
                .flatMap(it -> on(topic(it), AclOperation.READ))
                .toList();
    }

    private static List<Right> operator() {
        return joined(List.of(
                TOPICS.stream()
                        .flatMap(it -> on(
                                topic(it), AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)),
                on(topic(KEYS), AclOperation.READ, AclOperation.WRITE),
                on(topic(REPORTS), AclOperation.READ),
                // To grant rights is to be able to grant oneself any: keep this principal for this work.
                on(
                        literal(ResourceType.CLUSTER, Resource.CLUSTER_NAME),
                        AclOperation.ALTER,
                        AclOperation.DESCRIBE_CONFIGS)));
    }

    private static List<Right> joined(List<Stream<Right>> rights) {
        return rights.stream().flatMap(it -> it).toList();
    }

    private static Stream<Right> on(ResourcePattern resource, AclOperation... operations) {
        return Arrays.stream(operations).map(it -> new Right(resource, it));
    }

    private static ResourcePattern topic(String name) {
        return literal(ResourceType.TOPIC, name);
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private static ResourcePattern prefix(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.PREFIXED);
    }
}
