package io.actionflow.secrets.app.examples;

import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.Rejected;
import java.nio.file.Path;
import java.util.Map;

/** A publisher: what stands between the two marks stands in the README as well. */
final class PublisherExample {

    private PublisherExample() {}

    static void publish(Map<String, Object> kafka, MetadataCipher metadata, ValueSealer sealer, Path file)
            throws Exception {
        // begin
        try (CommandClient client = CommandClient.connect(ClientSettings.of(kafka), metadata, sealer);
                PlainValue value = PlainValue.ofFile(file)) {
            Outcome outcome = client.addSecret("weather", "olga", "weather-api-key", "Weather API key", "", value)
                    .get();
            if (outcome instanceof Rejected rejected) {
                throw new IllegalStateException(rejected.code() + ": " + rejected.message());
            }
        }
        // end
    }
}
