package org.triceras.engine.ir.op;

/** The running combinations along an axis. */
public enum CumulativeKind {
    SUM,
    PROD
}
