package io.actionflow.secrets.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** A JSON array on its way out, one item a line. It ends only where all of it was there. */
final class JsonArray {

    private final PrintWriter out;
    private boolean isEmpty = true;

    JsonArray(PrintWriter out) {
        this.out = out;
    }

    void add(JsonNode item) {
        out.print(isEmpty ? "[" : ",\n ");
        out.print(JsonOutput.line(item));
        isEmpty = false;
    }

    void end() {
        out.println(isEmpty ? "[]" : "]");
    }
}
