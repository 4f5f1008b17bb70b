package org.triceras.engine.backend;

import java.util.Optional;

/** Makes a backend when it can run here. Further backends are found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
    /** The backend's name, as in the configuration file. */
    String name();

    /** The highest available rank is the default when nothing is configured. */
    int rank();

    /** Empty when the backend can run here, else the reason why not and what to do. Must be cheap. */
    Optional<String> unavailable();

    Backend create();
}
