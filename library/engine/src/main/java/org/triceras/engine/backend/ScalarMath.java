package org.triceras.engine.backend;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.UnaryKind;

/** Element functions for doubles and integers, which have no vector code of their own. */
public final class ScalarMath {
    private ScalarMath() {}

    public static DoubleUnaryOperator unary(UnaryKind kind) {
        return switch (kind) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Math::signum;
            case SQUARE -> x -> x * x;
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case ROUND -> Math::rint;
            case EXP -> Math::exp;
            case EXPM1 -> Math::expm1;
            case LOG -> Math::log;
            case LOG1P -> Math::log1p;
            case SQRT -> Math::sqrt;
            case RSQRT -> x -> 1 / Math.sqrt(x);
            case RECIPROCAL -> x -> 1 / x;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case TAN -> Math::tan;
            case ASIN -> Math::asin;
            case ACOS -> Math::acos;
            case ATAN -> Math::atan;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case TANH -> Math::tanh;
            case ASINH -> SpecialFunctions::asinh;
            case ACOSH -> SpecialFunctions::acosh;
            case ATANH -> SpecialFunctions::atanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case RELU -> x -> x > 0 || x != x ? x : 0;
            case ERF -> SpecialFunctions::erf;
            case ERFINV -> SpecialFunctions::erfinv;
            case NOT -> x -> x == 0 ? 1 : 0;
            case IS_NAN -> x -> Double.isNaN(x) ? 1 : 0;
            case IS_INF -> x -> Double.isInfinite(x) ? 1 : 0;
            case IS_FINITE -> x -> Double.isFinite(x) ? 1 : 0;
        };
    }

    public static DoubleBinaryOperator binary(BinaryKind kind) {
        return switch (kind) {
            case ADD -> (a, b) -> a + b;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case FLOOR_DIV -> (a, b) -> Math.floor(a / b);
            case MOD -> ScalarMath::mod;
            case POW -> Math::pow;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case ATAN2 -> Math::atan2;
            case AND -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
            case OR -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
            case XOR -> (a, b) -> a != 0 ^ b != 0 ? 1 : 0;
        };
    }

    private static double mod(double a, double b) {
        double r = a % b;
        return r != 0 && (r < 0) != (b < 0) ? r + b : r;
    }

    public static LongUnaryOperator longUnary(UnaryKind kind) {
        return switch (kind) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Long::signum;
            case SQUARE -> x -> x * x;
            case RELU -> x -> Math.max(x, 0);
            case FLOOR, CEIL, ROUND -> x -> x;
            default -> throw new AssertionError(kind + " is not defined on integers");
        };
    }

    public static LongBinaryOperator longBinary(BinaryKind kind) {
        return switch (kind) {
            case ADD -> (a, b) -> a + b;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            // As in NumPy, an integer divided by zero is zero.
            case FLOOR_DIV -> (a, b) -> b == 0 ? 0 : Math.floorDiv(a, b);
            case MOD -> (a, b) -> b == 0 ? 0 : Math.floorMod(a, b);
            case POW -> ScalarMath::pow;
            case MAX -> Math::max;
            case MIN -> Math::min;
            default -> throw new AssertionError(kind + " is not defined on integers");
        };
    }

    private static long pow(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long square = base;
        for (long e = exponent; e > 0; e >>= 1) {
            result = (e & 1) == 1 ? result * square : result;
            square *= square;
        }
        return result;
    }
}
