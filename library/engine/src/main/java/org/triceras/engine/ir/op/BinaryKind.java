package org.triceras.engine.ir.op;

/** The elementwise functions of two operands. */
public enum BinaryKind {
    ADD,
    SUB,
    MUL,
    /** True division; floats only. */
    DIV,
    /** The quotient rounded towards minus infinity. */
    FLOOR_DIV,
    /** The remainder with the sign of the divisor, as in Python. */
    MOD,
    POW,
    MAX,
    MIN,
    ATAN2,
    AND,
    OR,
    XOR;

    /** Works on bools. */
    public boolean isLogical() {
        return ordinal() >= AND.ordinal();
    }

    /** Order of the operands does not matter. */
    public boolean isCommutative() {
        return this == ADD || this == MUL || this == MAX || this == MIN || isLogical();
    }
}
