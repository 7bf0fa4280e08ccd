package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Resolved.Granted;
import io.actionflow.secrets.resolver.run.Resolved.Refused;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.record.Binding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Runs the Call API node of an Actionflow: resolves the node's secret and calls the API with it. */
final class Worker {

    private static final int BLOCK_BYTES = 8 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Worker(URI api) {
        this.api = api;
    }

    /** What came of a node's execution: {@code 200 first key}, {@code 401 no such key}, or why there was no call. */
    String execute(Resolved<Run> begun, Binding binding) {
        if (begun instanceof Refused<Run> refused) {
            return refused.code().name();
        }
        try (Run run = begun.orElseThrow()) {
            return execute(run, binding);
        }
    }

    /** As above, in a Run that goes on afterwards. */
    String execute(Run run, Binding binding) {
        Resolved<SecretValue> resolved = run.resolve(binding.nodeId(), binding.input());
        if (resolved instanceof Granted<SecretValue> granted) {
            try (SecretValue value = granted.value()) {
                return value.withBytes(this::call);
            }
        }
        return ((Refused<SecretValue>) resolved).code().name();
    }

    /** Calls the API with a key, or with what is none. */
    String call(ByteBuffer key) {
        HttpRequest request = HttpRequest.newBuilder(api)
                .POST(BodyPublishers.ofByteArrays(() -> blocks(key)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the API was called", e);
        }
    }

    /** The key piece by piece, so that a long one is never there twice. */
    private static Iterator<byte[]> blocks(ByteBuffer key) {
        ByteBuffer rest = key.duplicate();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasRemaining();
            }

            @Override
            public byte[] next() {
                if (!rest.hasRemaining()) {
                    throw new NoSuchElementException();
                }
                byte[] block = new byte[Math.min(BLOCK_BYTES, rest.remaining())];
                rest.get(block);
                return block;
            }
        };
    }
}
