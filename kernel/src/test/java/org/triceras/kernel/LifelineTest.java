package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.StateException;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;

/** A kernel that can no longer hear or speak is one whose process has ended. */
@Timeout(120)
class LifelineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "iothread-2", "shell channel", "iopub"})
    void theProcessEndsWithEachThreadThatSpeaksToJupyter(String name) {
        try (KernelProcess process = KernelProcess.start(folder);
                KernelClient client = new KernelClient(process.connection(), process::isAlive)) {
            client.waitUntilReady();
            String end = "Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals(\"" + name
                    + "\")).forEach(t -> t.getUncaughtExceptionHandler().uncaughtException(t, new OutOfMemoryError()));";
            assertThatThrownBy(() -> client.execute(end, message -> {}, 60_000))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("died");
        }
    }
}
