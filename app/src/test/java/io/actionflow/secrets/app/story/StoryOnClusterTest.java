package io.actionflow.secrets.app.story;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Where docker-compose.yml has been started: {@code SECRETS_CLUSTER} names its directory, as .ci/run does. */
@EnabledIfEnvironmentVariable(
        named = "SECRETS_CLUSTER",
        matches = ".+",
        disabledReason = "SECRETS_CLUSTER is not set: it names the directory of a docker-compose.yml that is up")
class StoryOnClusterTest extends StorySuite {

    @Override
    Place open(Path directory) throws Exception {
        return new ClusterPlace(Path.of(System.getenv("SECRETS_CLUSTER")));
    }
}
