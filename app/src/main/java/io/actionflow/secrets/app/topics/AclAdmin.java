package io.actionflow.secrets.app.topics;

import io.actionflow.secrets.schemas.topic.AclDrift;
import io.actionflow.secrets.schemas.topic.AclDrift.Kind;
import io.actionflow.secrets.schemas.topic.KafkaAnswer;
import io.actionflow.secrets.schemas.topic.Party;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * Grants the rights of the catalogue to principals, and checks what they have. Nothing is ever taken away: a right that is
 * one too many is an operator's to judge.
 *
 * <p>Methods throw Kafka's own exceptions: {@link org.apache.kafka.common.errors.SecurityDisabledException} where brokers
 * have no authorizer.
 */
public final class AclAdmin {

    private final Admin admin;
    private final Map<Party, Set<String>> principals;

    /** For principals as Kafka writes them, {@code User:name}. */
    public AclAdmin(Admin admin, Map<Party, Set<String>> principals) {
        this.admin = admin;
        this.principals = Map.copyOf(principals);
    }

    /** Grants what is missing, and returns it once a broker knows it. */
    public List<AclDrift> grant() {
        List<AclDrift> missing = missing();
        KafkaAnswer.await(admin.createAcls(missing.stream()
                        .map(it -> it.right().of(it.principal()))
                        .toList())
                .all());
        // The controller knows of a right some milliseconds before the brokers do.
        Visible.await("The rights of " + principals.values() + " were granted", () -> missing()
                .isEmpty());
        return missing;
    }

    /** Every difference from the catalogue. */
    public List<AclDrift> check() {
        return AclDrift.between(
                KafkaAnswer.await(admin.describeAcls(AclBindingFilter.ANY).values()), principals);
    }

    /** The same, right after rights were granted: a broker that has not heard of one yet is asked again. */
    public List<AclDrift> checkGranted() {
        return Visible.settled(this::check, it -> it.kind() == Kind.MISSING);
    }

    private List<AclDrift> missing() {
        return check().stream().filter(it -> it.kind() == Kind.MISSING).toList();
    }
}
