package io.actionflow.secrets.app.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A container, reached by the {@code docker} command; how it is, its own health check says. */
public record ContainerVictim(String name, String container) implements Victim {

    @Override
    public void kill() throws IOException, InterruptedException {
        docker("kill", "--signal", "KILL", container);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        docker("start", container);
    }

    @Override
    public boolean isHealthy() throws IOException, InterruptedException {
        return docker("inspect", "--format", "{{.State.Health.Status}}", container)
                .equals("healthy");
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status + ": " + said);
        }
        return said;
    }
}
