package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.broker.BrokerException;
import io.actionflow.secrets.app.cli.remote.ApiFailures;
import io.actionflow.secrets.app.client.ApiException;
import io.actionflow.secrets.app.config.ConfigurationException;
import io.actionflow.secrets.commands.processor.TopicsUnfitException;
import io.actionflow.secrets.projections.topology.ProjectionUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Says in one line what went wrong, and gives the exit status. The stack trace is for those who ask for it. */
final class Failures {

    private Failures() {}

    static int onException(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        return report(thrown, command.getErr(), asksForMore(parsed));
    }

    static int onWrongArguments(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return report(
                new CommandFailure(ExitStatus.USAGE, "USAGE", wrongUse(thrown), "See " + help),
                command.getErr(),
                false);
    }

    private static String wrongUse(ParameterException thrown) {
        String sentence = sentence(thrown).replaceAll("is not an? (int|long)$", "is no whole number");
        if (thrown instanceof CommandLine.UnmatchedArgumentException unmatched) {
            // Where nothing is near, the library suggests nothing.
            return unmatched.getSuggestions().stream()
                    .map(it -> sentence + "; perhaps '" + it + "' was meant")
                    .findFirst()
                    .orElse(sentence);
        }
        return sentence;
    }

    static int report(Throwable thrown, PrintWriter err, boolean verbose) {
        CommandFailure failure = failure(thrown);
        err.println(oneLine("secrets: " + failure.code() + ": " + failure.getMessage() + ". " + failure.remedy()));
        if (verbose) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return failure.status().number();
    }

    private static boolean asksForMore(CommandLine.ParseResult parsed) {
        return parsed.hasMatchedOption("--verbose")
                || parsed.subcommands().stream().anyMatch(Failures::asksForMore);
    }

    private static CommandFailure failure(Throwable thrown) {
        if (thrown instanceof CommandFailure known) {
            return known;
        }
        if (thrown instanceof ConfigurationException wrong) {
            return new CommandFailure(
                    ExitStatus.USAGE, "CONFIGURATION", String.join("; ", wrong.mistakes()), "Correct " + wrong.file());
        }
        if (thrown instanceof ApiException api) {
            return ApiFailures.of(api);
        }
        if (thrown instanceof KafkaException kafka) {
            return kafkaFailure(kafka);
        }
        if (thrown instanceof TopicsUnfitException) {
            return topicsDiffer(thrown);
        }
        if (thrown instanceof ProjectionUnavailableException) {
            return projectionFailure(thrown);
        }
        if (thrown instanceof BrokerException) {
            return new CommandFailure(ExitStatus.FAILED, "BROKER", sentence(thrown), "--verbose says more");
        }
        if (thrown instanceof GeneralSecurityException) {
            return new CommandFailure(ExitStatus.FAILED, "KEYS", sentence(thrown), "Check which key file is which");
        }
        if (thrown instanceof FileSystemException file) {
            return new CommandFailure(ExitStatus.FAILED, "FILE", sentence(file), "Check the path");
        }
        if (thrown instanceof BindException || thrown.getCause() instanceof BindException) {
            return new CommandFailure(
                    ExitStatus.FAILED,
                    "ADDRESS_IN_USE",
                    sentence(thrown),
                    "Stop what listens there, or choose another");
        }
        if (thrown instanceof IOException) {
            return new CommandFailure(ExitStatus.FAILED, "FILE", sentence(thrown), "Check the file");
        }
        return new CommandFailure(ExitStatus.FAILED, "INTERNAL", sentence(thrown), "--verbose shows where");
    }

    private static CommandFailure projectionFailure(Throwable thrown) {
        Throwable cause = thrown.getCause() instanceof ExecutionException inner ? inner.getCause() : thrown.getCause();
        // Kafka takes a missing topic for one that will come. Here nobody makes topics but an operator.
        if (cause instanceof UnknownTopicOrPartitionException) {
            return topicsDiffer(thrown);
        }
        return cause instanceof KafkaException kafka
                ? kafkaFailure(kafka)
                : new CommandFailure(ExitStatus.FAILED, "PROJECTION", sentence(thrown), "--verbose shows where");
    }

    private static CommandFailure topicsDiffer(Throwable thrown) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "TOPICS_DIFFER",
                sentence(thrown),
                "Create missing topics with: secrets topics apply; correct others with Kafka's own tools");
    }

    private static CommandFailure kafkaFailure(KafkaException thrown) {
        Throwable cause = thrown.getCause() instanceof ConfigException inner ? inner : thrown;
        if (cause instanceof ConfigException && !sentence(cause).startsWith("No resolvable bootstrap")) {
            return new CommandFailure(
                    ExitStatus.USAGE, "CONFIGURATION", sentence(cause), "Correct the options or the file");
        }
        if (cause instanceof ProcessorStateException) {
            return new CommandFailure(
                    ExitStatus.FAILED,
                    "STATE",
                    sentence(cause),
                    "Delete the state directory: it holds only a copy of what is on the topics, and is read again");
        }
        if (cause instanceof AuthenticationException) {
            return new CommandFailure(
                    ExitStatus.FAILED, "NOT_AUTHENTICATED", sentence(cause), "Check the credentials in the file");
        }
        if (cause instanceof SecurityDisabledException) {
            return new CommandFailure(
                    ExitStatus.FAILED,
                    "NO_AUTHORIZER",
                    "The brokers check nobody's rights (" + sentence(cause) + ")",
                    "Set authorizer.class.name on every broker and controller, or leave out --acls where others look after"
                            + " the rights");
        }
        if (cause instanceof AuthorizationException) {
            return new CommandFailure(
                    ExitStatus.FAILED, "NOT_AUTHORIZED", sentence(cause), "Ask the cluster's operator for the right");
        }
        if (cause instanceof ConfigException || cause instanceof RetriableException) {
            return new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    "UNAVAILABLE",
                    "No broker could be reached (" + sentence(cause) + ")",
                    "Is it running, and is the address right?");
        }
        return new CommandFailure(ExitStatus.FAILED, "KAFKA", sentence(cause), "--verbose shows where");
    }

    private static String sentence(Throwable thrown) {
        String text = Objects.requireNonNullElse(
                thrown.getMessage(), thrown.getClass().getSimpleName());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    // Its own message is the path alone; the class says the rest: NoSuchFileException, AccessDeniedException.
    private static String sentence(FileSystemException thrown) {
        String kind = thrown.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=.)([A-Z])", " $1");
        String reason = Objects.requireNonNullElse(thrown.getReason(), kind.toLowerCase(Locale.ROOT));
        return thrown.getFile() + ": " + reason;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
