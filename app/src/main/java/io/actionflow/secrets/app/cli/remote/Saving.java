package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.app.client.EditorApi;
import io.actionflow.secrets.app.client.ValueUpload;
import io.actionflow.secrets.commands.client.PlainValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;

/** What saving a value has around it: progress, and afterwards what was noticed about the value. */
final class Saving {

    private static final long WORTH_PROGRESS = 4L * 1024 * 1024;
    private static final long MIB = 1024L * 1024;

    private final ApiOptions options;
    private final EditorApi api;

    Saving(ApiOptions options, EditorApi api) {
        this.options = options;
        this.api = api;
    }

    /** Seals the value and sends what need be sent ahead of its command. */
    ObjectNode send(String project, String secretId, ValueOptions from) throws IOException, GeneralSecurityException {
        try (PlainValue value = from.read(options.surroundings())) {
            if (value.size() == 0) {
                throw new CommandFailure(
                        ExitStatus.FAILED, "VALUE_EMPTY", "The value is empty", "Nothing was saved; give a value");
            }
            boolean isShown = options.surroundings().showsProgress() && value.size() >= WORTH_PROGRESS;
            ValueUpload upload = new ValueUpload(api, isShown ? this::progress : (bytes, ofBytes) -> {});
            return upload.send(project, secretId, value);
        }
    }

    /** Says what is odd about the value, and what to do if it isn't meant. */
    void warnOf(JsonNode hints, String secretId) {
        for (JsonNode hint : hints) {
            options.warn(Hints.sentence(hint.asText()) + ". If that is not meant, save it again: secrets secret edit "
                    + Shown.text(secretId) + " --value-prompt");
        }
    }

    private void progress(long bytes, long ofBytes) {
        PrintWriter err = options.err();
        err.print("\rsealed and sent " + bytes / MIB + " of " + ofBytes / MIB + " MiB");
        err.print(bytes == ofBytes ? System.lineSeparator() : "");
        err.flush();
    }
}
