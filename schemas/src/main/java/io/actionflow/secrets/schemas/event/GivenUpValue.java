package io.actionflow.secrets.schemas.event;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import java.time.Instant;

/**
 * A value that nothing needs any more.
 *
 * @param secretId whose it was
 * @param retiredAt when nothing new could use it any more, to the millisecond
 * @param used whether a Sync ever made it active; flows may have gone on with it after it was retired
 */
public record GivenUpValue(String secretId, String valueId, Instant retiredAt, boolean used) {

    static GivenUpValue read(Fields f) {
        return new GivenUpValue(
                f.text("secretId"), f.text("valueId"), Instant.ofEpochMilli(f.number("retiredAt")), f.flag("used"));
    }

    static void write(FieldWriter f, GivenUpValue it) {
        f.text("secretId", it.secretId)
                .text("valueId", it.valueId)
                .number("retiredAt", it.retiredAt.toEpochMilli())
                .flag("used", it.used);
    }
}
