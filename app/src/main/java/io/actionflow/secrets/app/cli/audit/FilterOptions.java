package io.actionflow.secrets.app.cli.audit;

import io.actionflow.secrets.app.audit.EventFilter;
import io.actionflow.secrets.app.text.NearestWord;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.event.EventTypes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which events are told. */
final class FilterOptions {

    private static final List<String> TYPES =
            EventTypes.ALL.stream().map(RecordType::name).toList();

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "Only what is about this secret: its id, or a name, from when it was given on.")
    private Optional<String> secret = Optional.empty();

    @Option(names = "--actor", paramLabel = "WHO", description = "Only what this person did. May be repeated.")
    private List<String> actors = List.of();

    @Option(
            names = "--type",
            paramLabel = "EVENT",
            split = ",",
            description = "Only events of this type, such as SecretEdited or CommandRefused. May be repeated.")
    private List<String> types = List.of();

    @Option(names = "--since", paramLabel = "TIME", description = "From then on: " + Moments.FORMS + ".")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Before then.")
    private Optional<String> until = Optional.empty();

    EventFilter filter(ZoneId zone, Instant now) {
        return new EventFilter(new EventFilter.Conditions(
                secret,
                Set.copyOf(actors),
                types.stream().map(FilterOptions::type).collect(Collectors.toSet()),
                since.map(it -> Moments.parse("--since", it, zone, now)),
                until.map(it -> Moments.parse("--until", it, zone, now))));
    }

    private static String type(String written) {
        return TYPES.stream()
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> AuditOptions.wrong(
                        "No event is called '" + written + "'; perhaps '" + NearestWord.to(written, TYPES)
                                + "' was meant",
                        "These are: " + String.join(", ", TYPES)));
    }
}
