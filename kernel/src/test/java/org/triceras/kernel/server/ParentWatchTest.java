package org.triceras.kernel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ParentWatchTest {
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theEndOfTheProcessIsNoticed() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        CountDownLatch ended = new CountDownLatch(1);
        assertThat(ParentWatch.start(String.valueOf(parent.pid()), ended::countDown))
                .isTrue();
        assertThat(ended.getCount()).isEqualTo(1);
        parent.destroyForcibly();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsNoProcessIsNotWatched() {
        for (String parent : new String[] {null, "", "1", "0", "-5", "4194999999", "handle"}) {
            assertThat(ParentWatch.start(parent, () -> {})).isFalse();
        }
    }
}
