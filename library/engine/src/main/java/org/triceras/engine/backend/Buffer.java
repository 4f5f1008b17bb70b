package org.triceras.engine.backend;

import org.triceras.engine.tensor.DType;

/** Storage of one tensor, row-major and contiguous, owned by a backend. Only the backend that made it looks inside. */
public interface Buffer {
    DType dtype();

    /** Elements. */
    int size();

    /** The content on the host; a backend that computes on the host returns its own storage, not a copy. */
    HostBuffer host();
}
