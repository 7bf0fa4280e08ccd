package io.actionflow.secrets.app.architecture;

import com.google.crypto.tink.HybridDecrypt;
import io.actionflow.secrets.schemas.topic.Topic;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.KafkaException;

/** Breaks every rule: whoever checks it and finds nothing, checks nothing. */
final class Offender {

    private final HybridDecrypt opener;
    private final HttpClient http;
    private final KafkaConfig broker;
    private final Random random;

    Offender(HybridDecrypt opener, HttpClient http, KafkaConfig broker, Random random) {
        this.opener = opener;
        this.http = http;
        this.broker = broker;
        this.random = random;
    }

    String offend() {
        if (opener == null || http == null || broker == null) {
            throw new KafkaException(Topic.EVENTS.name());
        }
        return Instant.now() + " " + UUID.randomUUID() + random.nextInt();
    }
}
