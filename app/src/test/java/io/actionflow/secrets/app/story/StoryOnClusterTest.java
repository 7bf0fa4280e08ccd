package io.actionflow.secrets.app.story;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Where docker-compose.yml has been started: {@code SECRETS_CLUSTER} names its directory, as .ci/run does. */
@EnabledIfEnvironmentVariable(
        named = StoryOnClusterTest.DIRECTORY,
        matches = ".+",
        disabledReason = StoryOnClusterTest.WHY_NOT)
class StoryOnClusterTest extends StorySuite {

    static final String DIRECTORY = "SECRETS_CLUSTER";
    static final String WHY_NOT =
            "SECRETS_CLUSTER is not set: it names the directory of a docker-compose.yml that is up";

    @Override
    Place open(Path directory) throws Exception {
        return new ClusterPlace(Path.of(System.getenv(DIRECTORY)));
    }
}
