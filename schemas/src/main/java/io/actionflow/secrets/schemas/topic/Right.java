package io.actionflow.secrets.schemas.topic;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/** One operation that is allowed on one resource, from any host. */
public record Right(ResourcePattern resource, AclOperation operation) {

    private static final String ANY_HOST = "*";
    private static final Set<AclOperation> SHOW_WHAT_THEY_TOUCH =
            EnumSet.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER);

    /** As Kafka is told, and tells, that a principal has it. */
    public AclBinding of(String principal) {
        return new AclBinding(
                resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    /** In words for people: {@code WRITE on topic secret-commands}. */
    public String text() {
        String kind = resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String every = resource.patternType() == PatternType.PREFIXED ? "*" : "";
        return operation + " on " + kind + " " + resource.name() + every;
    }

    /** Whether who has this right has the other one as well, by Kafka's own rules. */
    boolean implies(Right other) {
        return resource.equals(other.resource) && (operation == other.operation || showsWhat(other.operation));
    }

    private boolean showsWhat(AclOperation wanted) {
        return switch (wanted) {
            case DESCRIBE -> SHOW_WHAT_THEY_TOUCH.contains(operation);
            case DESCRIBE_CONFIGS -> operation == AclOperation.ALTER_CONFIGS;
            default -> false;
        };
    }

    /** Whether there may be something that both patterns stand for. */
    static boolean overlap(ResourcePattern one, ResourcePattern other) {
        return one.resourceType() == other.resourceType() && (covers(one, other) || covers(other, one));
    }

    private static boolean covers(ResourcePattern wide, ResourcePattern narrow) {
        return wide.patternType() == PatternType.PREFIXED
                ? narrow.name().startsWith(wide.name())
                : wide.name().equals(ResourcePattern.WILDCARD_RESOURCE)
                        || wide.name().equals(narrow.name());
    }
}
