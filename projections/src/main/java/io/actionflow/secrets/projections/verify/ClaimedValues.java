package io.actionflow.secrets.projections.verify;

/**
 * Which values were claimed, in a fixed 8 MiB however many there are: a Bloom filter. "No" is certain; "yes" may be wrong,
 * and is worth a second look.
 */
final class ClaimedValues {

    private static final int WORDS = 1 << 20;
    private static final long BITS = 64L * WORDS;
    private static final int PROBES = 4;

    private final long[] words = new long[WORDS];

    void add(String projectId, String valueId) {
        long hash = hash(projectId, valueId);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            words[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    boolean maybe(String projectId, String valueId) {
        long hash = hash(projectId, valueId);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long bit(long hash, int probe) {
        return mixed(hash + probe * 0x9E3779B97F4A7C15L) & (BITS - 1);
    }

    private static long hash(String projectId, String valueId) {
        return mixed(projectId.hashCode() * 0x9E3779B97F4A7C15L + wide(valueId));
    }

    private static long wide(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001B3L + text.charAt(i);
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
