package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThreadTeamTest {
    private ThreadTeam team = new ThreadTeam(3);

    @AfterEach
    void stop() {
        team.stop();
    }

    /** An interrupt of all that a cell has started must not reach the team, whose threads would never rest again. */
    @Test
    void itsThreadsBelongToNobody() throws InterruptedException {
        ThreadGroup group = new ThreadGroup("cell");
        ThreadTeam[] made = new ThreadTeam[1];
        int[] others = new int[1];
        Thread maker = new Thread(group, () -> {
            made[0] = new ThreadTeam(3);
            others[0] = group.activeCount() - 1;
        });
        maker.start();
        maker.join();
        made[0].stop();
        assertThat(others[0]).isZero();
    }

    /** Many short runs in a row, with more parts and with fewer than the run before: late threads must not take parts of the next. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runsEachPartOnce() {
        Random random = new Random(1);
        AtomicIntegerArray runs = new AtomicIntegerArray(64);
        for (int round = 0; round < 100_000; round++) {
            int parts = 2 + random.nextInt(round % 100 == 0 ? 60 : 6);
            team.run(parts, runs::incrementAndGet);
            for (int i = 0; i < parts; i++) {
                if (runs.get(i) != 1) {
                    assertThat(runs.get(i))
                            .as("runs of part %d of %d in round %d", i, parts, round)
                            .isEqualTo(1);
                }
                runs.set(i, 0);
            }
        }
    }

    /** Steps between plain runs: no part of a step may begin before all of the step before have ended. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void runsStepsInOrder() {
        Random random = new Random(2);
        AtomicIntegerArray done = new AtomicIntegerArray(8);
        for (int round = 0; round < 20_000; round++) {
            int parts = 1 + random.nextInt(5);
            int steps = random.nextInt(12);
            team.run(steps, parts, (step, part) -> {
                for (int i = 0; i < parts; i++) {
                    int seen = done.get(i);
                    if (seen != step && (i == part || seen != step + 1)) {
                        throw new IllegalStateException("Part " + i + " has done " + seen + " steps before " + step);
                    }
                }
                done.incrementAndGet(part);
            });
            for (int i = 0; i < 8; i++) {
                if (done.get(i) != (i < parts ? steps : 0)) {
                    assertThat(done.get(i)).as("steps of part %d", i).isEqualTo(i < parts ? steps : 0);
                }
                done.set(i, 0);
            }
            if (round % 3 == 0) {
                team.run(1 + random.nextInt(12), part -> {});
            }
        }
    }

    @Test
    void throwsTheExceptionOfAStepAndGoesOn() {
        for (int round = 0; round < 100; round++) {
            assertThatThrownBy(() -> team.run(9, 3, (step, part) -> {
                        if (step == 4 && part == 2) {
                            throw new IllegalStateException("step 4");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("step 4");
        }
        AtomicIntegerArray runs = new AtomicIntegerArray(3);
        team.run(5, 3, (step, part) -> runs.incrementAndGet(part));
        assertThat(runs.get(0) + runs.get(1) + runs.get(2)).isEqualTo(15);
    }

    @Test
    void wakesThreadsThatFellAsleep() throws InterruptedException {
        AtomicIntegerArray runs = new AtomicIntegerArray(8);
        for (int round = 1; round <= 20; round++) {
            Thread.sleep(2);
            team.run(8, runs::incrementAndGet);
            for (int i = 0; i < 8; i++) {
                assertThat(runs.get(i)).isEqualTo(round);
            }
        }
    }

    @Test
    void rangesCoverEveryIndexOnce() {
        for (int n : new int[] {0, 1, 5, 64, 1000, 1001}) {
            for (int grain : new int[] {1, 7, 64, 5000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(n);
                team.ranges(n, grain, (from, to) -> {
                    assertThat(from % grain).isZero();
                    for (int i = from; i < to; i++) {
                        runs.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < n; i++) {
                    assertThat(runs.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void aRunWithinARunIsDoneInPlace() {
        AtomicIntegerArray runs = new AtomicIntegerArray(16);
        team.run(4, i -> team.run(4, j -> runs.incrementAndGet(4 * i + j)));
        for (int i = 0; i < 16; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void throwsThePartsExceptionAndGoesOn() {
        assertThatThrownBy(() -> team.run(8, i -> {
                    if (i == 5) {
                        throw new IllegalStateException("part 5");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part 5");
        AtomicIntegerArray runs = new AtomicIntegerArray(8);
        team.run(8, runs::incrementAndGet);
        for (int i = 0; i < 8; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void aStoppedTeamRunsOnTheCallersThread() {
        team.stop();
        team.run(4, i -> assertThat(Thread.currentThread().getName()).doesNotStartWith("triceras-"));
    }

    @Test
    void refusesNoThreads() {
        assertThatThrownBy(() -> new ThreadTeam(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
