package org.triceras.engine.backend.reference;

import java.util.Optional;
import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.BackendProvider;

/** The reference backend is always there, and never the default. */
public final class ReferenceBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public Backend create() {
        return new ReferenceBackend();
    }
}
