package io.actionflow.secrets.projections.state;

/** Stands for a text in a key, so that the text can't be read there. Equal texts of a project have equal hashes. */
@FunctionalInterface
public interface TextHash {

    String of(String projectId, String text);
}
