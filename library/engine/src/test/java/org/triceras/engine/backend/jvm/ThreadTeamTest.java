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
