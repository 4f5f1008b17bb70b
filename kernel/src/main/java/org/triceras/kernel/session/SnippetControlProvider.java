package org.triceras.kernel.session;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Makes {@link SnippetControl}s for JShell. */
final class SnippetControlProvider implements ExecutionControlProvider {
    private final CompileLock lock;

    SnippetControlProvider(CompileLock lock) {
        this.lock = lock;
    }

    @Override
    public String name() {
        return "triceras";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return new SnippetControl(lock);
    }
}
