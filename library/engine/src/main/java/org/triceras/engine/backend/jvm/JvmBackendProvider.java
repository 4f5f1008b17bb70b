package org.triceras.engine.backend.jvm;

import java.util.Optional;
import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.BackendProvider;

/** The jvm backend runs wherever Java runs. */
public final class JvmBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public Backend create() {
        return new JvmBackend();
    }
}
