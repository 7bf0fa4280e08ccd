package io.actionflow.secrets.commands.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.commands.agreement.Step.Ask;
import io.actionflow.secrets.commands.agreement.Step.Resend;
import io.actionflow.secrets.schemas.command.AddSecret;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.EditSecret;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.ValueRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One script played to both sides and to the oracle, with everything compared after every step. */
final class Performance {

    private record Asked(String commandId, Command command) {}

    private final Sides sides;
    private final Oracle oracle = new Oracle();
    private final List<Asked> asked = new ArrayList<>();
    private final Consumer<String> onCode;
    private int step;

    /** {@code onCode} hears the code of every answer. */
    Performance(MetadataCipher cipher, Consumer<String> onCode) {
        this.sides = new Sides(cipher);
        this.onCode = onCode;
    }

    void play(List<Step> script) throws DecryptionException {
        for (Step next : script) {
            step++;
            if (next instanceof Ask ask) {
                ask(ask);
            } else if (!asked.isEmpty()) {
                int back = ((Resend) next).back() % asked.size();
                answer(asked.get(asked.size() - 1 - back));
            }
            sides.assertSame();
            for (String projectId : Scripts.PROJECTS) {
                Agreement.check(sides.readSide(projectId), oracle.project(projectId));
            }
        }
    }

    private void ask(Ask ask) throws DecryptionException {
        Command command = ask.command();
        ValueRef value = valueOf(command);
        if (value != null) {
            sides.arrives(command.projectId(), value, ask.arrival());
            oracle.arrives(command.projectId(), value, ask.arrival());
        }
        asked.add(new Asked("c" + step, command));
        answer(asked.get(asked.size() - 1));
        sides.redeliver(ask.redelivered());
    }

    private void answer(Asked command) throws DecryptionException {
        Answer actual = Answer.of(sides.ask(command.commandId(), Instant.ofEpochSecond(step), command.command()));
        Answer expected = oracle.ask(command.commandId(), command.command());
        assertThat(actual)
                .as("step %d, %s: the answer of the deciders and that of the oracle", step, command)
                .isEqualTo(expected);
        onCode.accept(actual.code());
    }

    private static @Nullable ValueRef valueOf(Command command) {
        if (command instanceof AddSecret add) {
            return add.value();
        }
        return command instanceof EditSecret edit ? edit.value() : null;
    }
}
