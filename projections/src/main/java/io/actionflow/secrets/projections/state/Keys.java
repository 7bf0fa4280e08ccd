package io.actionflow.secrets.projections.state;

/**
 * The tables of a project's state and their keys. All tables share one ordered store; a project's entries stand
 * together. Keys are made of ids, keyed hashes and 19-digit numbers, never of a name.
 */
public final class Keys {

    private Keys() {}

    public static String project(String projectId) {
        return projectId + "/project";
    }

    static String member(String projectId, String memberHash) {
        return members(projectId) + memberHash;
    }

    static String members(String projectId) {
        return projectId + "/member/";
    }

    static String secret(String projectId, String secretId) {
        return secrets(projectId) + secretId;
    }

    static String secrets(String projectId) {
        return projectId + "/secret/";
    }

    static String name(String projectId, String nameHash) {
        return projectId + "/name/" + nameHash;
    }

    static String value(String projectId, String valueId) {
        return values(projectId) + valueId;
    }

    static String values(String projectId) {
        return projectId + "/value/";
    }

    static String taken(String projectId, String valueId) {
        return projectId + "/taken/" + valueId;
    }

    /** Questions that wait stand apart from their projects, for the same reason as uploads. */
    static String match(String projectId, long sequence) {
        return matches(projectId) + digits(sequence);
    }

    static String matches(String projectId) {
        return MATCHES + projectId + "/";
    }

    /** The project of the key of a question that waits. */
    public static String projectOfMatch(String key) {
        return key.substring(MATCHES.length(), key.lastIndexOf('/'));
    }

    static String asked(String projectId, String secretId, String memberHash) {
        return projectId + "/asked/" + secretId + "/" + memberHash;
    }

    /** What no project id begins with, and everything begins with that stands outside of projects. */
    public static final String SHARED = "\u007f";

    /** What waits for an answer, of all projects. */
    public static final String MATCHES = SHARED + "match/";

    /** Uploads stand apart from their projects, because what looks for abandoned ones looks at all of them. */
    public static String upload(String projectId, String valueId) {
        return UPLOADS + projectId + "/" + valueId;
    }

    /**
     * No project id begins with this character, so that the prefix is nobody's. It is greater than those that ids have, so
     * that what looks back from a key of a project never walks over all the uploads that were claimed and deleted.
     */
    public static final String UPLOADS = "\u007fupload/";

    static String actionflow(String projectId, String actionflowId) {
        return actionflows(projectId) + actionflowId;
    }

    static String actionflows(String projectId) {
        return projectId + "/actionflow/";
    }

    static String version(String projectId, String actionflowId, long version) {
        return projectId + "/version/" + actionflowId + "/" + digits(version);
    }

    static String usage(String projectId, String secretId, String actionflowId) {
        return usages(projectId, secretId) + actionflowId;
    }

    static String usages(String projectId, String secretId) {
        return projectId + "/usage/" + secretId + "/";
    }

    static String changedSecret(String projectId, String secretId) {
        return changedSecrets(projectId) + secretId;
    }

    /** What the two tables of changes have in common. */
    static String changes(String projectId) {
        return projectId + "/change/";
    }

    static String changedSecrets(String projectId) {
        return changes(projectId) + "secret/";
    }

    static String changedActionflow(String projectId, String actionflowId) {
        return changedActionflows(projectId) + actionflowId;
    }

    static String changedActionflows(String projectId) {
        return changes(projectId) + "actionflow/";
    }

    static String activeSecret(String projectId, String secretId, long sync) {
        return activeSecrets(projectId) + secretId + "/" + digits(sync);
    }

    static String activeSecrets(String projectId) {
        return projectId + "/active-secret/";
    }

    static String activeActionflow(String projectId, String actionflowId, long sync) {
        return projectId + "/active-actionflow/" + actionflowId + "/" + digits(sync);
    }

    static String activeVersion(String projectId, String actionflowId, long version) {
        return projectId + "/active-version/" + actionflowId + "/" + digits(version);
    }

    /** Decimal, padded to the width of the largest long, so that keys sort as numbers do. */
    private static String digits(long number) {
        String digits = Long.toString(number); // String.format would print the digits of the default locale
        return "0".repeat(Math.max(0, 19 - digits.length())) + digits;
    }
}
