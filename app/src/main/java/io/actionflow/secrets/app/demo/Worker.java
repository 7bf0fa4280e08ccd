package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Resolved;
import io.actionflow.secrets.resolver.run.Resolved.Granted;
import io.actionflow.secrets.resolver.run.Resolved.Refused;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.record.Binding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/** Runs the Call API node of an Actionflow: resolves the node's secret and calls the API with it. */
final class Worker {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Worker(URI api) {
        this.api = api;
    }

    /** What came of a node's execution: {@code 200 first key}, {@code 401 no such key}, or why there was no call. */
    String execute(Resolved<Run> begun, Binding binding) throws IOException, InterruptedException {
        if (begun instanceof Refused<Run> refused) {
            return refused.code().name();
        }
        try (Run run = begun.orElseThrow()) {
            return execute(run, binding);
        }
    }

    /** As above, in a Run that goes on afterwards. */
    String execute(Run run, Binding binding) throws IOException, InterruptedException {
        Resolved<SecretValue> resolved = run.resolve(binding.nodeId(), binding.input());
        if (resolved instanceof Granted<SecretValue> granted) {
            try (SecretValue value = granted.value()) {
                byte[] key = value.copyBytes();
                try {
                    return call(key);
                } finally {
                    Arrays.fill(key, (byte) 0);
                }
            }
        }
        return ((Refused<SecretValue>) resolved).code().name();
    }

    /** Calls the API with a key, or with none. */
    String call(byte[] key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api)
                .POST(BodyPublishers.ofByteArray(key))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
