package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.MatchAnswer;

/**
 * Says whether a candidate is the value of a secret.
 *
 * @param asked the sequence of the event that asked
 */
public record AnswerMatch(String projectId, String actor, long asked, MatchAnswer answer, byte[] signature)
        implements ResolverCommand {

    static final RecordType<AnswerMatch> TYPE =
            RecordType.load("command", AnswerMatch.class, AnswerMatch::read, AnswerMatch::write);

    @Override
    public String subject() {
        return Long.toString(asked);
    }

    @Override
    public AnswerMatch signed(byte[] signature) {
        return new AnswerMatch(projectId, actor, asked, answer, signature);
    }

    private static AnswerMatch read(Fields f) {
        return new AnswerMatch(
                f.text("projectId"),
                f.text("actor"),
                f.number("asked"),
                f.constant("answer", MatchAnswer.class),
                f.bytes("signature"));
    }

    private static void write(FieldWriter f, AnswerMatch it) {
        f.text("projectId", it.projectId)
                .text("actor", it.actor)
                .number("asked", it.asked)
                .constant("answer", it.answer)
                .bytes("signature", it.signature);
    }
}
