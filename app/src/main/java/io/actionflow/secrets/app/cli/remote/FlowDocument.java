package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An Actionflow document as it stands in a file. What it means is the API's to say; only whose it is is looked up here. */
record FlowDocument(byte[] bytes) {

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** The content of the file, or of standard input for {@code -}. */
    static FlowDocument read(String file, InputStream standard) throws IOException {
        byte[] bytes;
        try (InputStream named =
                file.equals("-") ? InputStream.nullInputStream() : Files.newInputStream(Path.of(file))) {
            bytes = (file.equals("-") ? standard : named).readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw malformed("An Actionflow document has at most 16 MiB");
        }
        return new FlowDocument(bytes);
    }

    String actionflowId() {
        String id;
        try {
            JsonNode document = new JsonMapper().readTree(bytes);
            id = document.path("actionflowId").asText("");
        } catch (IOException e) {
            // Not the parser's own words: a literal input may be a credential, and they may quote it.
            throw malformed("The Actionflow document is not JSON");
        }
        if (id.isEmpty()) {
            throw malformed("The Actionflow document has no actionflowId");
        }
        return id;
    }

    private static CommandFailure malformed(String why) {
        return new CommandFailure(
                ExitStatus.FAILED,
                "MALFORMED",
                why,
                "docs/actionflow.md says what is read; --id may name the Actionflow");
    }
}
