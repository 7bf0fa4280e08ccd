package io.actionflow.secrets.schemas.record;

import java.nio.charset.StandardCharsets;

/**
 * Where a secret of a project is given.
 *
 * @param nodeId of a long one its beginning and its digest, so that it has room everywhere and stays another's
 */
public record UsagePlace(String secretId, String actionflowId, long version, String nodeId) {

    private static final int LONGEST_NODE_ID = 512;

    public UsagePlace {
        if (nodeId.length() > LONGEST_NODE_ID && !isShortened(nodeId)) {
            nodeId = shortened(nodeId);
        }
    }

    private static boolean isShortened(String nodeId) {
        return nodeId.length() <= LONGEST_NODE_ID + 1 + 2 * Sha256.BYTES && nodeId.indexOf('…') >= LONGEST_NODE_ID - 1;
    }

    private static String shortened(String nodeId) {
        // Not through the middle of a surrogate pair: half of it would be no text.
        boolean splits = Character.isHighSurrogate(nodeId.charAt(LONGEST_NODE_ID - 1));
        Sha256 digest = Sha256.hash(nodeId.getBytes(StandardCharsets.UTF_8));
        return nodeId.substring(0, splits ? LONGEST_NODE_ID - 1 : LONGEST_NODE_ID) + "…" + digest;
    }
}
