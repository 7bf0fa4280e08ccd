package io.actionflow.secrets.resolver.run;

/**
 * All that a Run is made of. A process that has it can take the Run up where another one left it, and sees the very same
 * values. It is a claim and no proof: take one only from somebody who might begin a Run as well.
 */
public record RunRef(String projectId, String actionflowId, long version, long sync) {}
