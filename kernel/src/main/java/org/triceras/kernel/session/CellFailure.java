package org.triceras.kernel.session;

/** Ends a magic whose code failed; carries what is to be shown. */
final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CellError error;

    CellFailure(CellError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    CellError error() {
        return error;
    }
}
