package io.actionflow.secrets.app.story;

import io.actionflow.secrets.app.auth.TokenMinter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cluster of docker-compose.yml, which somebody has started. */
final class ClusterPlace implements Place {

    private static final List<String> CONTAINERS =
            List.of("processor-1", "processor-2", "resolver-1", "resolver-2", "editor-api-1", "editor-api-2");

    private final Path top;
    private final Path generated;
    private final TokenMinter tokens;

    /** @param top the directory of docker-compose.yml */
    ClusterPlace(Path top) throws Exception {
        this.top = top;
        this.generated = top.resolve("cluster/generated");
        this.tokens = TokenMinter.load(generated.resolve("tokens").resolve(TokenMinter.KEY_FILE));
    }

    @Override
    public List<URI> editors() {
        return List.of(URI.create("https://localhost:8471"), URI.create("https://localhost:8472"));
    }

    @Override
    public List<URI> resolvers() {
        return List.of(URI.create("https://localhost:8481"), URI.create("https://localhost:8482"));
    }

    @Override
    public Optional<Path> ca() {
        return Optional.of(generated.resolve("server-ca.pem"));
    }

    @Override
    public String editorToken(String subject, Duration validity) throws Exception {
        return tokens.mint(TokenMinter.ISSUER, subject, "secret-editor-api", Set.of(), validity);
    }

    @Override
    public String workerToken(Set<String> projects) throws Exception {
        return tokens.mint(TokenMinter.ISSUER, "worker", "secret-resolver", projects, Duration.ofHours(1));
    }

    @Override
    public String said() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String container : CONTAINERS) {
            Process logs = new ProcessBuilder("docker-compose", "logs", "--no-color", container)
                    .directory(top.toFile())
                    .redirectErrorStream(true)
                    .start();
            all.append(new String(logs.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            logs.waitFor();
        }
        return all.toString();
    }

    @Override
    public void close() {
        // Whoever started it stops it.
    }
}
