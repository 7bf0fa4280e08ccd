package io.actionflow.secrets.projections.verify;

/**
 * What was read.
 *
 * @param chunks sealed pieces of values
 * @param values values that events claim and that are whole
 * @param erased values that are gone, as an event says
 * @param unclaimed uploads that no event claims: on their way, or about to be given up
 * @param unsigned events after the last checkpoint of their project: nothing but the chain speaks for them
 * @param findings all of them, also those beyond the number that is listed
 */
public record Totals(
        long records,
        long projects,
        long events,
        long chunks,
        long values,
        long erased,
        long unclaimed,
        long tombstones,
        long checkpoints,
        long unsigned,
        long findings) {

    Totals withFindings(long count) {
        return new Totals(
                records, projects, events, chunks, values, erased, unclaimed, tombstones, checkpoints, unsigned, count);
    }
}
