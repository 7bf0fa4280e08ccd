package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.outcome;
import static io.actionflow.secrets.app.system.Team.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.RejectionCode;
import io.actionflow.secrets.schemas.result.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two clients that want what only one of them can have, in the same moment, many times over. */
final class Races {

    private final SystemFixture system;
    private final CommandClient left;
    private final CommandClient right;
    private final Team team;

    Races(SystemFixture system) throws Exception {
        this.system = system;
        this.left = system.newClient();
        this.right = system.newClient();
        this.team = Team.in(system);
    }

    /** One of the two outcomes of a round. */
    private record Round(Outcome left, Outcome right) {

        boolean leftWon() {
            return left instanceof Accepted;
        }

        Accepted winner() {
            assertThat(List.of(left, right))
                    .as("exactly one wins")
                    .filteredOn(Accepted.class::isInstance)
                    .hasSize(1);
            return (Accepted) (leftWon() ? left : right);
        }

        Outcome loser() {
            return leftWon() ? right : left;
        }
    }

    void addTheSameName(int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            // One name, composed and decomposed.
            String composed = "caf\u00e9 " + i;
            String decomposed = "cafe\u0301 " + i;
            String one = "left-" + i;
            String other = "right-" + i;
            Round round = race(
                    i,
                    () -> team.add(left, MANAGER, one, composed, "l"),
                    () -> team.add(right, MANAGER, other, decomposed, "r"));
            Accepted won = round.winner();
            rejected(RejectionCode.NAME_TAKEN, round.loser());

            ProjectView view = viewAt(won.sequence());
            String winner = round.leftWon() ? one : other;
            assertThat(view.secretNamed(composed)).isEqualTo(winner);
            assertThat(view.secretNamed(decomposed)).isEqualTo(winner);
            assertThat(view.secret(round.leftWon() ? other : one)).isNull();
        }
        replayAgrees();
    }

    void deleteAgainstBind(int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            String secret = "secret-" + i;
            String flow = "flow-" + i;
            accepted(team.add(MANAGER, secret, "name " + i, "v"));
            Round round =
                    race(i, () -> left.send(team.delete(secret)), () -> right.send(team.save(flow, binding(secret))));
            Accepted won = round.winner();
            rejected(round.leftWon() ? RejectionCode.SECRET_NOT_FOUND : RejectionCode.SECRET_BOUND, round.loser());

            ProjectView view = viewAt(won.sequence());
            assertThat(view.secret(secret) == null).isEqualTo(round.leftWon());
            assertThat(view.actionflow(flow) == null).isEqualTo(round.leftWon());
            assertThat(view.usages(secret))
                    .isEqualTo(round.leftWon() ? List.of() : List.of(new Usage(flow, 1, Team.NODE, Team.INPUT)));
        }
        replayAgrees();
    }

    /** Both start at once, on threads of their own; which of them is asked to go first changes from round to round. */
    private Round race(int number, Callable<CompletableFuture<Outcome>> one, Callable<CompletableFuture<Outcome>> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            boolean inOrder = number % 2 == 0;
            Future<Outcome> first = threads.submit(() -> run(start, inOrder ? one : other));
            Future<Outcome> second = threads.submit(() -> run(start, inOrder ? other : one));
            return inOrder ? new Round(first.get(), second.get()) : new Round(second.get(), first.get());
        } finally {
            threads.shutdown();
        }
    }

    private static Outcome run(CyclicBarrier start, Callable<CompletableFuture<Outcome>> send) throws Exception {
        start.await();
        return outcome(send.call());
    }

    private ProjectView viewAt(long sequence) throws Exception {
        system.resolver().awaitSequence(team.projectId(), sequence, SystemFixture.PATIENCE);
        return system.projection().project(team.projectId());
    }

    /** What was served in all rounds is what the log gives from its beginning. */
    private void replayAgrees() {
        ProjectView served = system.projection().project(team.projectId());
        ProjectView replayed = system.replay().project(team.projectId());
        assertThat(replayed.project()).isEqualTo(served.project());
        assertThat(secrets(replayed)).isEqualTo(secrets(served)).isNotEmpty();
    }

    private static List<SecretEntry> secrets(ProjectView view) {
        List<SecretEntry> secrets = new ArrayList<>();
        view.secrets(secrets::add);
        return secrets;
    }
}
