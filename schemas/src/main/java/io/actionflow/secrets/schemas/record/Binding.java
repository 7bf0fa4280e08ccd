package io.actionflow.secrets.schemas.record;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;

/**
 * A node input that takes its value from a secret. It holds the secret's id, so that renaming a secret breaks nothing.
 *
 * @param nodeId free text, unique among the nodes of an Actionflow
 * @param nodeType the node's type as the editor writes it, such as {@code Call API} or {@code Output}
 * @param input the name of the node's input, free text
 */
public record Binding(String nodeId, String nodeType, String input, String secretId) {

    public static Binding read(Fields f) {
        return new Binding(f.text("nodeId"), f.text("nodeType"), f.text("input"), f.text("secretId"));
    }

    public static void write(FieldWriter f, Binding binding) {
        f.text("nodeId", binding.nodeId)
                .text("nodeType", binding.nodeType)
                .text("input", binding.input)
                .text("secretId", binding.secretId);
    }
}
