package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.topics.AclAdmin;
import io.actionflow.secrets.schemas.topic.Party;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say whether rights are looked at, too, and whose. */
final class AclOptions {

    private static final String LABEL = "TYPE:NAME";

    @Option(
            names = "--acls",
            description = {
                "Also look after who may do what: each party's principal has exactly the rights that its work needs.",
                "The brokers need an authorizer."
            })
    private boolean chosen;

    @Option(
            names = "--principal-processor",
            paramLabel = LABEL,
            description = "As whom command processors come. May be repeated. Default: User:secret-processor.")
    private List<String> processors = List.of();

    @Option(
            names = "--principal-resolver",
            paramLabel = LABEL,
            description = "As whom resolvers come. May be repeated. Default: User:secret-resolver.")
    private List<String> resolvers = List.of();

    @Option(
            names = "--principal-editor",
            paramLabel = LABEL,
            description = "As whom editor backends come. May be repeated. Default: User:secret-editor.")
    private List<String> editors = List.of();

    @Option(
            names = "--principal-auditor",
            paramLabel = LABEL,
            description = "As whom auditors come. May be repeated. Default: User:secret-auditor.")
    private List<String> auditors = List.of();

    @Option(
            names = "--principal-operator",
            paramLabel = LABEL,
            description = "As whom this command comes, where that is no super user. May be repeated. Default: nobody.")
    private List<String> operators = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** What looks after the rights, if that was asked for. */
    Optional<AclAdmin> connect(Admin admin) {
        Map<Party, Set<String>> given = given();
        given.values().forEach(this::requirePrincipals);
        if (!chosen && given.values().stream().anyMatch(names -> !names.isEmpty())) {
            throw wrong("A principal was given without --acls");
        }
        return chosen ? Optional.of(new AclAdmin(admin, completed(given))) : Optional.empty();
    }

    private Map<Party, Set<String>> given() {
        Map<Party, Set<String>> given = new EnumMap<>(Party.class);
        given.put(Party.PROCESSOR, new LinkedHashSet<>(processors));
        given.put(Party.RESOLVER, new LinkedHashSet<>(resolvers));
        given.put(Party.EDITOR, new LinkedHashSet<>(editors));
        given.put(Party.AUDITOR, new LinkedHashSet<>(auditors));
        given.put(Party.OPERATOR, new LinkedHashSet<>(operators));
        return given;
    }

    private static Map<Party, Set<String>> completed(Map<Party, Set<String>> given) {
        Map<Party, Set<String>> usual = Map.of(
                Party.PROCESSOR, Set.of("User:secret-processor"),
                Party.RESOLVER, Set.of("User:secret-resolver"),
                Party.EDITOR, Set.of("User:secret-editor"),
                Party.AUDITOR, Set.of("User:secret-auditor"));
        given.replaceAll((party, names) -> names.isEmpty() ? usual.getOrDefault(party, Set.of()) : names);
        return given;
    }

    // Kafka would take any text, and a right of nobody's is no right.
    private void requirePrincipals(Set<String> names) {
        names.stream().filter(name -> !name.matches("[A-Za-z]+:.+")).findAny().ifPresent(name -> {
            throw wrong("'" + name + "' is no principal; one is written as in User:secret-editor");
        });
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
