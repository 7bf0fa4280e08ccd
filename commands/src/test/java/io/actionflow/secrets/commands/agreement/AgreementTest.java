package io.actionflow.secrets.commands.agreement;

import static org.assertj.core.api.Assertions.fail;

import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.result.RejectionCode;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/**
 * Random commands by random members of several projects, interleaved, delivered twice and sent again: after every step
 * the write side, the read side, a replay from the beginning and the oracle agree.
 *
 * <p>A hundred times as much of it: {@code -Dagreement.times=100}. One seed again: {@code -Dagreement.seed=…}. That a
 * command which is sent again changes nothing is, here, the model of a map; the command processor's own tests show
 * that it has one.
 */
final class AgreementTest {

    /**
     * Scripts are of people: what resolvers say, and the questions to them, ResolverCommandsTest looks at. And a project that is
     * being restored asks no decider.
     */
    private static final EnumSet<RejectionCode> IN_NO_SCRIPT = EnumSet.of(
            RejectionCode.PROJECT_IMPORTING,
            RejectionCode.SIGNATURE_INVALID,
            RejectionCode.VALUE_NOT_FOUND,
            RejectionCode.VALUE_RESEALED,
            RejectionCode.SECRET_NOT_ACTIVE,
            RejectionCode.RATE_LIMITED,
            RejectionCode.MATCH_NOT_FOUND);

    private static final @Nullable Long ONLY_SEED = Long.getLong("agreement.seed");
    private static final int TIMES = Integer.getInteger("agreement.times", 1);

    private static final int MOST_STEPS = 60;
    private static final int MOST_SHRINKING = 2_000;

    private final MetadataCipher cipher = newCipher();

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void writeSideReadSideReplayAndOracleAgreeAfterEveryStep(@ForAll long generated) {
        if (ONLY_SEED != null) {
            play(ONLY_SEED);
            return;
        }
        Random seeds = new Random(generated);
        for (int i = 0; i < TIMES; i++) {
            play(seeds.nextLong());
        }
        Statistics.label("answers").coverage(answers -> {
            answers.check("ACCEPTED").percentage(share -> share > 30);
            for (RejectionCode code : EnumSet.complementOf(IN_NO_SCRIPT)) {
                answers.check(code.name()).count(count -> count > 0);
            }
        });
    }

    private void play(long seed) {
        Shrinkable<List<Step>> script =
                Scripts.ofSteps(MOST_STEPS).generator(1000).next(new Random(seed));
        Throwable failure =
                play(script.value(), code -> Statistics.label("answers").collect(code));
        if (failure != null) {
            reportSmallest(seed, script, failure);
        }
    }

    private @Nullable Throwable play(List<Step> script, Consumer<String> onCode) {
        try {
            new Performance(cipher, onCode).play(script);
            return null;
        } catch (AssertionError | Exception failure) {
            return failure;
        }
    }

    private void reportSmallest(long seed, Shrinkable<List<Step>> script, Throwable first) {
        Shrinkable<List<Step>> smallest = script;
        Throwable failure = first;
        int attempts = 0;
        boolean shrunk = true;
        while (shrunk && attempts < MOST_SHRINKING) {
            shrunk = false;
            for (Shrinkable<List<Step>> candidate : smallest.shrink().limit(200).toList()) {
                attempts++;
                Throwable again = play(candidate.value(), code -> {});
                if (again != null) {
                    smallest = candidate;
                    failure = again;
                    shrunk = true;
                    break;
                }
            }
        }
        String steps = smallest.value().stream().map(Step::toString).collect(Collectors.joining("\n  "));
        fail(
                "Seed " + seed + " fails. Run it again with\n  mvn -pl commands -am test -Dtest=AgreementTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dagreement.seed=" + seed
                        + "\nThe smallest script that was found to fail:\n  " + steps + "\n" + failure.getMessage(),
                failure);
    }

    private static MetadataCipher newCipher() {
        try {
            return MetadataCipher.of(KeyTemplates.newAead());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
