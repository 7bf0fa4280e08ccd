package io.actionflow.secrets.projections.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    public static String values(String projectId) {
        return projectId + "/value/";
    }

    static String taken(String projectId, String valueId) {
        return projectId + "/taken/" + valueId;
    }

    /** Questions that wait stand apart from their projects, for the same reason as uploads. */
    static String match(String projectId, long sequence) {
        return matches(projectId) + digits(sequence);
    }

    public static String matches(String projectId) {
        return MATCHES + projectId + "/";
    }

    static String asked(String projectId, String secretId, String memberHash) {
        return projectId + "/asked/" + secretId + "/" + memberHash;
    }

    /** What waits for an answer, of all projects. */
    public static final String MATCHES = "\u007fmatch/";

    /** Uploads stand apart from their projects, because what looks for abandoned ones looks at all of them. */
    public static String upload(String projectId, String valueId) {
        return UPLOADS + projectId + "/" + valueId;
    }

    /**
     * No project id begins with this character, so that the prefix is nobody's. It is greater than those that ids have, so
     * that what looks back from a key of a project never walks over all the uploads that were claimed and deleted.
     */
    public static final String UPLOADS = "\u007fupload/";

    /** Apart and behind, as uploads: what signs checkpoints looks at all projects. */
    public static String unsigned(String projectId) {
        return UNSIGNED + projectId;
    }

    public static final String UNSIGNED = "\u007funsigned/";

    /** That a project is being restored; apart, because it is gone when the project lives. */
    public static String importing(String projectId) {
        return "\u007fimport/" + projectId;
    }

    /** Values of a project being restored that an event named and that were not there. */
    public static String missing(String projectId, String valueId) {
        return missing(projectId) + valueId;
    }

    public static String missing(String projectId) {
        return "\u007fmissing/" + projectId + "/";
    }

    /** Keys of projects stand apart, too: they are not made by events, and only the write side has them. */
    public static String key(String projectId, int generation) {
        return keys(projectId) + digits(generation);
    }

    public static String keys(String projectId) {
        return BEHIND_PROJECTS + "key/" + projectId + "/";
    }

    /** Deletions that have values left to give up, of all projects: what continues them looks at all. */
    public static String deletion(String projectId) {
        return DELETIONS + projectId;
    }

    public static final String DELETIONS = "\u007fdeletion/";

    /** The project under whose key the entry stands; null for what must be readable without: where a project's history
     * stands, and whatever stands outside of projects. */
    static @Nullable String encryptedFor(String key) {
        int slash = key.indexOf('/');
        boolean isOutside = slash < 0
                || key.startsWith(BEHIND_PROJECTS)
                || key.startsWith("/project", slash) && key.length() == slash + 8;
        return isOutside ? null : key.substring(0, slash);
    }

    /** Values on their way out stand apart as well, because what is due is looked for in all projects. */
    public static final String RETIRED = "\u007fretired/";

    /** Values that were given up, of all projects. */
    public static final String ERASING = "\u007ferasing/";

    /** What a reader has still to get rid of, of all projects. */
    public static final String LEFTOVERS = "\u007fleftover/";

    /** No key of a project begins with this or with what is greater. */
    public static final String BEHIND_PROJECTS = "\u007f";

    /** At which place of the table a retired value stands. One that was never used is due at once, and so stands first. */
    static String retired(Instant at, boolean used, String projectId, String valueId) {
        return retiredAt(used ? at : Instant.EPOCH) + projectId + "/" + valueId;
    }

    /** What the keys of the values begin with that were retired at the time. */
    public static String retiredAt(Instant at) {
        return RETIRED + digits(Math.max(0, at.toEpochMilli())) + "/";
    }

    static String erasing(String projectId, String valueId) {
        return ERASING + projectId + "/" + valueId;
    }

    public static String leftover(String projectId, String valueId) {
        return LEFTOVERS + projectId + "/" + valueId;
    }

    /** The project in a key of one of the tables that stand apart. */
    public static String projectOf(String apart) {
        int end = apart.lastIndexOf('/');
        return apart.substring(apart.lastIndexOf('/', end - 1) + 1, end);
    }

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
