package io.actionflow.secrets.app.story;

import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.system.ProcessFixture;
import io.actionflow.secrets.app.system.ProcessHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Six processes of ours, two of each service, on an embedded broker. */
final class LocalPlace implements Place {

    private static final int PARTITIONS = 4;

    private final BrokerFixture broker;
    private final ProcessHome home;
    private final TokenMinter tokens;
    private final List<ProcessFixture> processes = new ArrayList<>();
    private final List<URI> editors = new ArrayList<>();
    private final List<URI> resolvers = new ArrayList<>();

    private LocalPlace(Path directory) throws Exception {
        this.broker = BrokerFixture.embedded(Files.createDirectories(directory.resolve("broker")));
        broker.createTopics(PARTITIONS);
        this.home = ProcessHome.in(Files.createDirectories(directory.resolve("home")), broker.bootstrapServers());
        this.tokens = home.tokens();
    }

    /** Returns when everything does its work. */
    static LocalPlace open(Path directory) throws Exception {
        LocalPlace place = new LocalPlace(directory);
        try {
            for (int n = 1; n <= 2; n++) {
                place.start(place.home.processor("processor-" + n, Map.of()));
                place.start(place.home.resolver("resolver-" + n, listening(place.resolvers)));
                place.start(place.home.editorApi("editor-api-" + n, listening(place.editors)));
            }
            for (ProcessFixture process : place.processes) {
                process.awaitReady();
            }
            return place;
        } catch (Exception | AssertionError e) {
            place.close();
            throw e;
        }
    }

    private void start(ProcessFixture process) throws IOException {
        processes.add(process.start());
    }

    private static Map<String, String> listening(List<URI> addresses) throws IOException {
        int port = freePort();
        addresses.add(URI.create("http://127.0.0.1:" + port));
        return Map.of("secrets.http.listen", "127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The processes, two of each kind: processor, resolver, editor API, and the same again. */
    List<ProcessFixture> processes() {
        return processes;
    }

    @Override
    public List<URI> editors() {
        return editors;
    }

    @Override
    public List<URI> resolvers() {
        return resolvers;
    }

    @Override
    public Optional<Path> ca() {
        return Optional.empty();
    }

    @Override
    public String editorToken(String subject, Duration validity) throws Exception {
        return tokens.mint(TokenMinter.ISSUER, subject, ProcessHome.EDITOR_AUDIENCE, Set.of(), validity);
    }

    @Override
    public String workerToken(Set<String> projects) throws Exception {
        return tokens.mint(TokenMinter.ISSUER, "worker", ProcessHome.RESOLVER_AUDIENCE, projects, Duration.ofHours(1));
    }

    @Override
    public String said() throws IOException {
        StringBuilder all = new StringBuilder();
        for (ProcessFixture process : processes) {
            all.append(process.said());
        }
        return all.toString();
    }

    @Override
    public void close() {
        processes.forEach(ProcessFixture::close);
        broker.close();
    }
}
