package io.actionflow.secrets.app.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A container, reached by the {@code docker} command; how it is, its own health check says. */
public record ContainerVictim(String name, String container) implements Victim {

    private static final String LEAVES_WITHIN_SECONDS = "60";
    private static final Path HERE = Path.of(".");

    /**
     * The containers of these services, which have to be up.
     *
     * @param directory that of a docker-compose.yml
     * @throws IOException where one has no container
     */
    public static List<Victim> ofCompose(Path directory, List<String> services)
            throws IOException, InterruptedException {
        List<Victim> found = new ArrayList<>();
        for (String service : services) {
            String container = Shell.run(directory, "docker-compose", "ps", "-q", service);
            if (container.isEmpty()) {
                throw new IOException(service + " has no container");
            }
            found.add(new ContainerVictim(service, container));
        }
        return found;
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        Shell.run(HERE, "docker", "kill", "--signal", "KILL", container);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        Shell.run(HERE, "docker", "stop", "--time", LEAVES_WITHIN_SECONDS, container);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Shell.run(HERE, "docker", "start", container);
    }

    /** One that has ended keeps what its check said last. */
    @Override
    public boolean isHealthy() throws IOException, InterruptedException {
        return Shell.run(
                        HERE, "docker", "inspect", "--format", "{{.State.Running}} {{.State.Health.Status}}", container)
                .equals("true healthy");
    }
}
