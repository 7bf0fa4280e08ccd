package io.actionflow.secrets.commands.processor;

/** A value that was given up. */
record ErasedValue(String projectId, String valueId) {}
