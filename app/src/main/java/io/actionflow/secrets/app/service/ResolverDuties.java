package io.actionflow.secrets.app.service;

import com.google.crypto.tink.KeysetHandle;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.projections.topology.KafkaProjection;
import io.actionflow.secrets.resolver.duty.Hosted;
import io.actionflow.secrets.resolver.duty.Matcher;
import io.actionflow.secrets.resolver.duty.ResealSettings;
import io.actionflow.secrets.resolver.duty.Resealer;
import io.actionflow.secrets.resolver.duty.ResolverVoice;
import io.actionflow.secrets.resolver.open.ValueOpener;
import io.actionflow.secrets.schemas.command.CommandSigner;
import io.actionflow.secrets.schemas.command.ResolverCommand;
import io.actionflow.secrets.schemas.crypto.LiveKeyset;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.crypto.PublicValueKey;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.ValueChunk;
import io.actionflow.secrets.schemas.result.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What a resolver does in the background, and the client with which it says so. */
final class ResolverDuties implements AutoCloseable {

    private final Stops stops = new Stops();
    private final Resealer resealer;

    /**
     * What they need keys for.
     *
     * @param values whose values it opens; the primary one is what they are sealed anew to
     * @param opener opens them
     * @param signing signs what it says
     */
    record Keys(LiveKeyset values, ValueOpener opener, KeysetHandle signing, MetadataCipher cipher) {}

    private ResolverDuties(
            Map<String, ?> kafka,
            KafkaProjection projection,
            IntFunction<List<String>> hosts,
            Keys keys,
            ResealSettings resealing,
            MeterRegistry meters)
            throws GeneralSecurityException {
        String resolverId = ResolverService.instanceId(kafka);
        LiveKeyset.Derived<List<PublicValueKey>> known =
                keys.values.deriving(it -> PublicValueKey.all(it.getPublicKeysetHandle()));
        // The primary one: a new key is made that when it is announced, once all resolvers have it.
        LiveKeyset.Derived<PublicValueKey> newest =
                keys.values.deriving(it -> PublicValueKey.of(it.getPublicKeysetHandle()));
        Hosted hosted = new Hosted(projection, projection::projects, acts(resolverId, hosts));
        CommandSigner signer = CommandSigner.of(keys.signing);
        try {
            CommandClient client =
                    CommandClient.connect(ClientSettings.of(kafka), keys.cipher, ValueSealer.of(newest.get()));
            stops.started(client, client::close);
            ResolverVoice voice = voice(client, signer);
            Matcher matcher = Matcher.start(hosted, keys.opener, voice, resolverId, meters);
            stops.started(matcher, matcher::close);
            Resealer.Keys targets =
                    new Resealer.Keys(newest::get, key -> known.get().contains(key));
            resealer = Resealer.start(hosted, keys.opener, targets, voice, resolverId, resealing, meters);
            stops.started(resealer, resealer::close);
        } catch (RuntimeException | GeneralSecurityException e) {
            stops.close();
            throw e;
        }
    }

    static ResolverDuties start(
            Map<String, ?> kafka,
            KafkaProjection projection,
            IntFunction<List<String>> hosts,
            Keys keys,
            ResealSettings resealing,
            MeterRegistry meters)
            throws GeneralSecurityException {
        return new ResolverDuties(kafka, projection, hosts, keys, resealing, meters);
    }

    /** How many values are sealed to the key; null where nobody can tell now. */
    @Nullable
    Long valuesSealedTo(int keyId) {
        return resealer.valuesSealedTo(keyId);
    }

    /** Of those that hold a partition the one with the lowest id acts; whoever knows of no other thinks that it is the one. */
    private static IntPredicate acts(String resolverId, IntFunction<List<String>> hosts) {
        return partition -> hosts.apply(partition).stream().noneMatch(it -> it.compareTo(resolverId) < 0);
    }

    private static ResolverVoice voice(CommandClient client, CommandSigner signer) {
        return new ResolverVoice() {
            @Override
            public CompletableFuture<Outcome> say(String commandId, ResolverCommand command) {
                return client.send(commandId, signer.sign(commandId, command));
            }

            @Override
            public CompletableFuture<@Nullable Void> sendChunk(String projectId, ValueChunk chunk) {
                return client.sendChunk(projectId, chunk);
            }
        };
    }

    @Override
    public void close() {
        stops.close();
    }
}
