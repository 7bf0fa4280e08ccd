package io.actionflow.secrets.app.cli;

import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the versions that matter when something does not fit together. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String ours = Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
        return new String[] {
            "secrets " + ours,
            "Kafka " + AppInfoParser.getVersion(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
