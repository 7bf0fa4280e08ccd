package io.actionflow.secrets.schemas.result;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;

/** One place where the latest version of an Actionflow uses a secret. */
public record Usage(String actionflowId, long version, String nodeId, String input) {

    static Usage read(Fields f) {
        return new Usage(f.text("actionflowId"), f.number("version"), f.text("nodeId"), f.text("input"));
    }

    static void write(FieldWriter f, Usage usage) {
        f.text("actionflowId", usage.actionflowId)
                .number("version", usage.version)
                .text("nodeId", usage.nodeId)
                .text("input", usage.input);
    }
}
