package org.triceras.engine.ir.op;

/** The reductions over axes. */
public enum ReduceKind {
    SUM,
    PROD,
    MAX,
    MIN,
    ANY,
    ALL;

    /** Works on bools. */
    public boolean isLogical() {
        return this == ANY || this == ALL;
    }
}
