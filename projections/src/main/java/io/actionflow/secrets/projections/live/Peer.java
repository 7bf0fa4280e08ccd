package io.actionflow.secrets.projections.live;

/** A resolver that can be asked: its address is what it says of itself, and no proof of who answers there. */
public record Peer(String resolverId, String url) {}
