package io.actionflow.secrets.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a process how it is. */
@Command(
        name = "health",
        description = {
            "Ask a process how it is: exit status 0 when it is well, 1 when it is not, or does not answer.",
            "For health checks of containers, which have no curl."
        },
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            defaultValue = "http://127.0.0.1:9464/healthz/ready",
            description = "What to ask. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            spec.commandLine().getOut().println(answer.body());
            return answer.statusCode() == OK ? ExitStatus.DONE.number() : ExitStatus.FAILED.number();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.FAILED, "UNAVAILABLE", url + " does not answer", "Is the process running?");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "USAGE", url + " is not a URL of HTTP", "Say http://HOST:PORT/healthz/ready");
        }
    }
}
