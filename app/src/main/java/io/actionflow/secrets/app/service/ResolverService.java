package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.projections.topology.ReadTopology;
import io.actionflow.secrets.resolver.Resolver;
import io.actionflow.secrets.schemas.crypto.KeyedHash;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A resolver with its projection. */
public final class ResolverService implements Service {

    private final KafkaProjection projection;
    private final Resolver resolver;

    private ResolverService(KafkaProjection projection, Resolver resolver) {
        this.projection = projection;
        this.resolver = resolver;
    }

    /** Starts with Kafka's settings, {@code bootstrap.servers} and {@code state.dir} among them. */
    public static ResolverService start(Map<String, ?> kafka, KeyFiles keys)
            throws IOException, GeneralSecurityException {
        ReadTopology.Settings reading =
                ReadTopology.Settings.of(MetadataCipher.of(keys.metadata()), KeyedHash.of(keys.lookup()));
        var valueKeys = keys.valuePrivate();
        KafkaProjection projection = KafkaProjection.start(kafka, reading);
        try {
            return new ResolverService(projection, Resolver.of(projection, valueKeys));
        } catch (GeneralSecurityException e) {
            projection.close();
            throw e;
        }
    }

    public Resolver resolver() {
        return resolver;
    }

    @Override
    public void awaitReady(Duration timeout) throws TimeoutException, InterruptedException {
        projection.awaitCaughtUp(timeout);
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(projection.failure());
    }

    @Override
    public Optional<String> unready() {
        return projection.freshness().everCaughtUp()
                ? Optional.empty()
                : Optional.of("the event log has not been read to its end yet");
    }

    @Override
    public void close() {
        resolver.close();
        projection.close();
    }
}
