package io.actionflow.secrets.app.cli.remote;

import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Which version the user saw. */
final class VersionOption {

    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Only if this is still its version, as 'show' told; else STALE_VERSION.")
    private Optional<Long> version = Optional.empty();

    OptionalLong expected() {
        return version.stream().mapToLong(Long::longValue).findAny();
    }
}
