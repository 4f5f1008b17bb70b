package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {
    /** Counts runs that took so many nanoseconds. */
    private static void runs(Readiness readiness, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            readiness.end(1, 1 + nanos);
        }
    }

    @Test
    void quickRunsInARowMakeAKernelReady() {
        Readiness readiness = new Readiness();
        runs(readiness, 1, 100_000);
        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.share(1024)).isLessThan(100);
        assertThat(readiness.share(5)).isEqualTo(5);
        runs(readiness, 15, 200);
        assertThat(readiness.isReady()).isFalse();
        runs(readiness, 1, 100_000);
        runs(readiness, 15, 200);
        assertThat(readiness.isReady()).as("begins anew after a slow one").isFalse();
        runs(readiness, 1, 200);
        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.share(1024)).isEqualTo(1024);
        assertThat(readiness.begin(1024)).as("no more clocks").isZero();
    }

    @Test
    void runsOfNothingDoNotCount() {
        Readiness readiness = new Readiness();
        runs(readiness, 1, 100_000);
        for (int i = 0; i < 100; i++) {
            readiness.end(readiness.begin(0));
        }
        assertThat(readiness.isReady()).isFalse();
    }
}
