package io.actionflow.secrets.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AclDriftTest {

    private static final String EVE = "User:eve";
    private static final Map<Party, Set<String>> EVE_EDITS = Map.of(Party.EDITOR, Set.of(EVE));

    @ParameterizedTest
    @EnumSource(Party.class)
    void whatTheCatalogueGrantsIsNoDrift(Party party) {
        assertThat(AclDrift.between(granted(party), Map.of(party, Set.of(EVE)))).isEmpty();
    }

    @Test
    void everyRightThatIsMissingIsNamed() {
        assertThat(AclDrift.between(List.of(), EVE_EDITS))
                .extracting(AclDrift::sentence)
                .containsExactlyInAnyOrder(
                        "User:eve: WRITE on topic secret-commands should be allowed, found nothing",
                        "User:eve: READ on topic secret-command-results should be allowed, found nothing",
                        "User:eve: READ on topic secret-events should be allowed, found nothing",
                        "User:eve: READ on topic secret-resolver-reports should be allowed, found nothing",
                        "User:eve: READ on topic secret-keys should be allowed, found nothing",
                        "User:eve: READ on group secret-editor-api* should be allowed, found nothing");
    }

    @Test
    void aRightTooManyIsNamedWhereverItsPatternReachesOurs() {
        assertThat(surplus(
                        allow(EVE, topic("secret-events"), AclOperation.WRITE),
                        allow(EVE, topic("*"), AclOperation.READ),
                        allow(EVE, prefix(ResourceType.TOPIC, "secret-"), AclOperation.ALL),
                        allow(EVE, prefix(ResourceType.TOPIC, "secret-command-processor-state"), AclOperation.READ),
                        allow(
                                EVE,
                                new ResourcePattern(ResourceType.GROUP, "secret-resolver", PatternType.LITERAL),
                                AclOperation.READ)))
                .containsExactlyInAnyOrder(
                        "User:eve: WRITE on topic secret-events should not be allowed, found allowed",
                        "User:eve: READ on topic * should not be allowed, found allowed",
                        "User:eve: ALL on topic secret-* should not be allowed, found allowed",
                        "User:eve: READ on topic secret-command-processor-state* should not be allowed, found allowed",
                        "User:eve: READ on group secret-resolver should not be allowed, found allowed");
    }

    @Test
    void whatEverybodyMayDoIsOneTooMany() {
        assertThat(surplus(allow("User:*", topic("secret-events"), AclOperation.DESCRIBE)))
                .containsExactly("User:*: DESCRIBE on topic secret-events should not be allowed, found allowed");
    }

    @Test
    void rightsToOthersThingsAndRightsOfOthersAreNotOurs() {
        assertThat(surplus(
                        allow(EVE, topic("orders"), AclOperation.ALL),
                        allow("User:backup", topic("secret-events"), AclOperation.READ)))
                .isEmpty();
    }

    @Test
    void whatKafkaImpliesAnywayIsNotTooMany() {
        assertThat(surplus(allow(EVE, topic("secret-events"), AclOperation.DESCRIBE)))
                .isEmpty();
        assertThat(surplus(allow(EVE, topic("secret-events"), AclOperation.DESCRIBE_CONFIGS)))
                .hasSize(1);
    }

    @Test
    void aRightThatIsDeniedIsNamedAlthoughItIsAllowedToo() {
        List<AclBinding> found = granted(Party.EDITOR);
        found.add(binding("User:*", topic("secret-events"), AclOperation.ALL, AclPermissionType.DENY, "*"));

        assertThat(AclDrift.between(found, EVE_EDITS))
                .extracting(AclDrift::sentence)
                .containsExactly("User:eve: READ on topic secret-events should be allowed, found denied");
    }

    @Test
    void fromWhichHostsARightMayBeUsedIsTheOperatorsChoice() {
        List<AclBinding> found = granted(Party.EDITOR).stream()
                .map(it -> binding(EVE, it.pattern(), it.entry().operation(), AclPermissionType.ALLOW, "192.0.2.1"))
                .collect(Collectors.toList());

        assertThat(AclDrift.between(found, EVE_EDITS)).isEmpty();
    }

    @Test
    void whoIsTwoPartiesHasTheRightsOfBoth() {
        List<AclBinding> found = granted(Party.EDITOR);
        found.addAll(granted(Party.PROCESSOR));

        assertThat(AclDrift.between(found, Map.of(Party.EDITOR, Set.of(EVE), Party.PROCESSOR, Set.of(EVE))))
                .isEmpty();
        assertThat(AclDrift.between(found, EVE_EDITS)).isNotEmpty().allSatisfy(drift -> assertThat(drift.kind())
                .isEqualTo(AclDrift.Kind.SURPLUS));
    }

    @Test
    void theCatalogueNamesEveryTopic() {
        assertThat(Rights.of(Party.OPERATOR))
                .extracting(it -> it.resource().name())
                .containsAll(Topic.ALL.stream().map(Topic::name).toList());
    }

    private static List<String> surplus(AclBinding... more) {
        List<AclBinding> found = granted(Party.EDITOR);
        found.addAll(List.of(more));
        return AclDrift.between(found, EVE_EDITS).stream()
                .map(AclDrift::sentence)
                .toList();
    }

    private static List<AclBinding> granted(Party party) {
        return Rights.of(party).stream().map(it -> it.of(EVE)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    private static ResourcePattern prefix(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.PREFIXED);
    }

    private static AclBinding allow(String principal, ResourcePattern resource, AclOperation operation) {
        return binding(principal, resource, operation, AclPermissionType.ALLOW, "*");
    }

    private static AclBinding binding(
            String principal, ResourcePattern resource, AclOperation operation, AclPermissionType type, String host) {
        return new AclBinding(resource, new AccessControlEntry(principal, host, operation, type));
    }
}
