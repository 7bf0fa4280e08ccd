package io.actionflow.secrets.commands.decide;

import io.actionflow.secrets.schemas.record.Binding;

/** Nodes whose inputs are shown to whoever called the Actionflow: no secret may be bound there. */
public final class OutputNodes {

    private static final String TYPE = "Output";

    private OutputNodes() {}

    /** Whether the binding is in an Output node. Case and outer spaces of the node's type don't count. */
    public static boolean include(Binding binding) {
        return binding.nodeType().strip().equalsIgnoreCase(TYPE);
    }
}
