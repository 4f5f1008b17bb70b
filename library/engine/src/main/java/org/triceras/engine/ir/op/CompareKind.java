package org.triceras.engine.ir.op;

/** The comparisons of two operands; all but NE are false where one is NaN. */
public enum CompareKind {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
}
