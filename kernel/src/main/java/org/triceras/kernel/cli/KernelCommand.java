package org.triceras.kernel.cli;

import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.backend.WarmUp;
import org.triceras.engine.error.ArgumentException;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.server.KernelServer;

/** {@code triceras kernel CONNECTION_FILE}: what Jupyter starts. */
final class KernelCommand {
    private KernelCommand() {}

    static int run(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new ArgumentException("expected a connection file. Jupyter starts this command; see `triceras lab`.");
        }
        WarmUp.allow();
        new KernelServer(ConnectionInfo.read(Path.of(arguments.get(0)))).run();
        return 0;
    }
}
