package org.triceras.engine.ir.op;

/** The elementwise functions of one operand. */
public enum UnaryKind {
    NEG,
    ABS,
    SIGN,
    SQUARE,
    FLOOR,
    CEIL,
    /** To the nearest integer, halves to the even one. */
    ROUND,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    SQRT,
    RSQRT,
    RECIPROCAL,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    SINH,
    COSH,
    TANH,
    ASINH,
    ACOSH,
    ATANH,
    SIGMOID,
    RELU,
    ERF,
    ERFINV,
    /** Logical not of a bool. */
    NOT,
    IS_NAN,
    IS_INF,
    IS_FINITE;

    /** Defined on integers too. */
    public boolean acceptsIntegers() {
        return ordinal() <= ROUND.ordinal() || this == RELU;
    }

    /** Gives a bool. */
    public boolean isPredicate() {
        return ordinal() >= NOT.ordinal();
    }
}
