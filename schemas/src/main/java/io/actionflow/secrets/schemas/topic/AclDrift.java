package io.actionflow.secrets.schemas.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;

/**
 * One thing in which a cluster's access control lists differ from the catalogue. From which hosts a right may be used is an
 * operator's choice, and no drift.
 */
public record AclDrift(Kind kind, String principal, Right right) {

    /** Whoever they are: a right of theirs is everybody's. */
    static final String EVERYBODY = "User:*";

    /** In what it differs. */
    public enum Kind {
        /** Allowed by the catalogue and not by the cluster. */
        MISSING,
        /** Denied by the cluster, and that wins over what it allows. */
        DENIED,
        /** Allowed by the cluster and not by the catalogue. */
        SURPLUS
    }

    /** What differs, in a line for people. */
    public String sentence() {
        return principal + ": " + right.text()
                + switch (kind) {
                    case MISSING -> " should be allowed, found nothing";
                    case DENIED -> " should be allowed, found denied";
                    case SURPLUS -> " should not be allowed, found allowed";
                };
    }

    /**
     * Every difference between the lists and the rights of these principals, and what everybody may do besides, as far as our
     * topics, groups and transactions are concerned.
     *
     * @param found all that the cluster has
     * @param principals as Kafka writes them, {@code User:name}; one may stand for several parties
     */
    public static List<AclDrift> between(Collection<AclBinding> found, Map<Party, Set<String>> principals) {
        Map<String, Set<Right>> wanted = wanted(principals);
        List<AclDrift> drifts = new ArrayList<>();
        wanted.forEach((principal, rights) -> rights.forEach(right -> ofWanted(principal, right, found, drifts)));
        wanted.putIfAbsent(EVERYBODY, Set.of());
        found.stream()
                .filter(it -> it.entry().permissionType() == AclPermissionType.ALLOW && isOurs(it))
                .map(it -> new AclDrift(Kind.SURPLUS, it.entry().principal(), right(it)))
                .filter(it -> wanted.containsKey(it.principal))
                .filter(it -> wanted.getOrDefault(it.principal, Set.of()).stream()
                        .noneMatch(right -> right.implies(it.right)))
                .distinct()
                .sorted(Comparator.comparing(AclDrift::sentence))
                .forEach(drifts::add);
        return drifts;
    }

    private static Map<String, Set<Right>> wanted(Map<Party, Set<String>> principals) {
        Map<String, Set<Right>> wanted = new TreeMap<>();
        principals.forEach((party, names) -> names.forEach(
                name -> wanted.computeIfAbsent(name, it -> new TreeSet<>(Comparator.comparing(Right::text)))
                        .addAll(Rights.of(party))));
        return wanted;
    }

    private static void ofWanted(String principal, Right right, Collection<AclBinding> found, List<AclDrift> drifts) {
        if (found.stream().anyMatch(it -> denies(it, principal, right))) {
            drifts.add(new AclDrift(Kind.DENIED, principal, right));
        }
        if (found.stream().noneMatch(it -> allows(it, principal, right))) {
            drifts.add(new AclDrift(Kind.MISSING, principal, right));
        }
    }

    private static boolean allows(AclBinding found, String principal, Right right) {
        return found.entry().permissionType() == AclPermissionType.ALLOW
                && found.entry().principal().equals(principal)
                && right(found).equals(right);
    }

    private static boolean denies(AclBinding found, String principal, Right right) {
        return found.entry().permissionType() == AclPermissionType.DENY
                && List.of(principal, EVERYBODY).contains(found.entry().principal())
                && List.of(right.operation(), AclOperation.ALL)
                        .contains(found.entry().operation())
                && Right.overlap(found.pattern(), right.resource());
    }

    private static boolean isOurs(AclBinding found) {
        return Arrays.stream(Party.values())
                .flatMap(party -> Rights.of(party).stream())
                .anyMatch(right -> Right.overlap(found.pattern(), right.resource()));
    }

    private static Right right(AclBinding binding) {
        return new Right(binding.pattern(), binding.entry().operation());
    }
}
