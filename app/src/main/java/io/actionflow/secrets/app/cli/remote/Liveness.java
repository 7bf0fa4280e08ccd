package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Which resolvers serve a Sync. */
final class Liveness {

    private Liveness() {}

    static void print(JsonNode live, PrintWriter out, Surroundings surroundings) {
        long expected = live.path("expected").asLong();
        out.println("Sync " + live.path("sync").asLong() + ": active on "
                + live.path("active").asLong() + " of " + expected + (expected == 1 ? " resolver" : " resolvers")
                + (live.has("tookMs") ? ", " + live.path("tookMs").asLong() + " ms" : ""));
        for (JsonNode resolver : live.path("resolvers")) {
            if (!resolver.path("state").asText().equals("SERVING")) {
                out.println("  " + sentence(resolver, surroundings));
            }
        }
    }

    private static String sentence(JsonNode resolver, Surroundings surroundings) {
        String name = Shown.text(resolver.path("resolverId").asText());
        String serves =
                resolver.has("sync") ? "serves Sync " + resolver.path("sync").asLong() : "serves none yet";
        String heard = resolver.has("lastReportAt")
                ? "heard of last at " + Shown.time(resolver.path("lastReportAt").asText(), surroundings.zone())
                : "never heard of";
        boolean isGone = resolver.path("state").asText().equals("GONE");
        return name + (isGone ? " is gone: " : " lags: ") + serves + ", " + heard;
    }
}
