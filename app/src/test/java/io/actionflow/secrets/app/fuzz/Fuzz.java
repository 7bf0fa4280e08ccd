package io.actionflow.secrets.app.fuzz;

import io.actionflow.secrets.app.fuzz.ApiDocument.Operation;
import io.actionflow.secrets.app.fuzz.ApiDocument.Parameter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Sends many requests, four in five of them spoiled, over several connections at once, and has every answer judged.
 */
final class Fuzz {

    private static final int CONNECTIONS = 16;

    private final URI server;
    private final ApiDocument document;
    private final Samples samples;
    private final List<String> tokens;
    private final Judge judge;

    /** @param tokens bearer tokens of people who may come in */
    Fuzz(URI server, ApiDocument document, Samples samples, List<String> tokens, Judge judge) {
        this.server = server;
        this.document = document;
        this.samples = samples;
        this.tokens = tokens;
        this.judge = judge;
    }

    /** How many answers there were of each status; fails with the seed and the request at the first that is wrong. */
    Map<Integer, Integer> run(int requests, long seed) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS);
        Map<Integer, Integer> statuses = new TreeMap<>();
        try {
            List<Future<Map<Integer, Integer>>> workers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                long ownSeed = seed * CONNECTIONS + i;
                workers.add(executor.submit(() -> work(requests / CONNECTIONS, ownSeed)));
            }
            for (Future<Map<Integer, Integer>> worker : workers) {
                worker.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "Run again with seed " + seed + ": " + e.getCause().getMessage(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return statuses;
    }

    private Map<Integer, Integer> work(int requests, long seed) throws IOException {
        RandomGenerator random = new Random(seed);
        List<Operation> operations = document.operations();
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (RawConnection connection = new RawConnection(server)) {
            for (int i = 0; i < requests; i++) {
                RawRequest request = request(Samples.pick(operations, random), random);
                for (int spoiled = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(2); spoiled > 0; spoiled--) {
                    request = Mutations.spoil(request, random);
                }
                statuses.merge(judged(connection, request).status(), 1, Integer::sum);
            }
        }
        return statuses;
    }

    private RawRequest request(Operation operation, RandomGenerator random) {
        String target = operation.template();
        List<String> query = new ArrayList<>();
        RawRequest request = new RawRequest(operation.id(), operation.method(), "/", List.of(), new byte[0])
                .plus("Host", server.getAuthority())
                .plus("Authorization", "Bearer " + Samples.pick(tokens, random));
        for (Parameter parameter : operation.parameters()) {
            String value =
                    samples.of(parameter.name(), parameter.schema(), random).asText();
            boolean given = parameter.required() || random.nextInt(4) == 0;
            if (parameter.in().equals("path")) {
                target = target.replace("{" + parameter.name() + "}", encoded(value));
            } else if (parameter.in().equals("query") && given) {
                query.add(encoded(parameter.name()) + "=" + encoded(value));
            } else if (parameter.in().equals("header") && given) {
                request = request.plus(parameter.name(), value);
            }
        }
        request = request.withTarget(query.isEmpty() ? target : target + "?" + String.join("&", query));
        return operation.body().isEmpty()
                ? request
                : withBody(request, operation.body().get(), random);
    }

    private RawRequest withBody(RawRequest request, ApiDocument.Body body, RandomGenerator random) {
        boolean json = body.mediaType().equals("application/json");
        return request.plus("Content-Type", body.mediaType())
                .withBody(
                        json
                                ? Samples.utf8(samples.of("", body.schema(), random))
                                : samples.bytes(body.schema(), random));
    }

    private RawResponse judged(RawConnection connection, RawRequest request) throws IOException {
        try {
            RawResponse response = connection.exchange(request);
            judge.judge(request, response);
            return response;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No answer to " + request.described(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
