package org.triceras.formats.onnx;

import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.StopGradient;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;

/** Operations on each element by itself. */
final class ElementRules {
    private ElementRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Unary.class, ElementRules::unary);
        rules.put(Binary.class, ElementRules::binary);
        rules.put(Compare.class, ElementRules::compare);
        rules.put(Select.class, ElementRules::select);
        rules.put(Cast.class, step -> step.same("Cast", Attribute.of("to", OnnxType.code(step.dtype()))));
        rules.put(StopGradient.class, step -> List.of(step.input(0)));
    }

    private static List<Value> unary(Step step) {
        UnaryKind kind = ((Unary) step.op()).kind();
        DType dtype = step.input(0).dtype();
        boolean rounds = kind == UnaryKind.FLOOR || kind == UnaryKind.CEIL || kind == UnaryKind.ROUND;
        if (rounds && !dtype.isFloat()) {
            return List.of(step.input(0));
        }
        return switch (kind) {
            case NEG -> step.same("Neg");
            case ABS -> step.same("Abs");
            case SIGN -> step.same("Sign");
            case FLOOR -> step.same("Floor");
            case CEIL -> step.same("Ceil");
            case ROUND -> step.same("Round");
            case EXP -> step.same("Exp");
            case LOG -> step.same("Log");
            case SQRT -> step.same("Sqrt");
            case RECIPROCAL -> step.same("Reciprocal");
            case SIN -> step.same("Sin");
            case COS -> step.same("Cos");
            case TAN -> step.same("Tan");
            case ASIN -> step.same("Asin");
            case ACOS -> step.same("Acos");
            case ATAN -> step.same("Atan");
            case SINH -> step.same("Sinh");
            case COSH -> step.same("Cosh");
            case TANH -> step.same("Tanh");
            case ASINH -> step.same("Asinh");
            case ACOSH -> step.same("Acosh");
            case ATANH -> step.same("Atanh");
            case SIGMOID -> step.same("Sigmoid");
            case ERF -> step.same("Erf");
            case NOT -> step.same("Not");
            case IS_NAN -> step.same("IsNaN");
            case IS_INF -> step.same("IsInf");
            case RELU ->
                dtype.isFloat() ? step.same("Relu") : step.with(x -> step.add("Max", x, step.scalar(dtype, 0)));
            case SQUARE -> step.with(x -> step.add("Mul", x, x));
            case EXPM1 -> step.with(x -> step.add("Sub", step.add("Exp", x), step.scalar(dtype, 1)));
            case LOG1P -> step.with(x -> step.add("Log", step.add("Add", x, step.scalar(dtype, 1))));
            case RSQRT -> step.with(x -> step.add("Reciprocal", step.add("Sqrt", x)));
            case IS_FINITE ->
                step.with(x -> step.add("Not", step.add("Or", step.add("IsNaN", x), step.add("IsInf", x))));
            case ERFINV -> InverseErf.write(step);
        };
    }

    private static List<Value> binary(Step step) {
        BinaryKind kind = ((Binary) step.op()).kind();
        boolean isFloat = step.dtype().isFloat();
        return switch (kind) {
            case ADD -> step.same("Add");
            case SUB -> step.same("Sub");
            case MUL -> step.same("Mul");
            case DIV -> step.same("Div");
            case POW -> step.same("Pow");
            case MAX -> step.same("Max");
            case MIN -> step.same("Min");
            case AND -> step.same("And");
            case OR -> step.same("Or");
            case XOR -> step.same("Xor");
            case MOD -> isFloat ? step.with((x, y) -> floatMod(step, x, y)) : step.same("Mod");
            // Div of integers cuts; the rest of Mod has the divisor's sign.
            case FLOOR_DIV ->
                step.with((x, y) -> isFloat
                        ? step.add("Floor", step.add("Div", x, y))
                        : step.add("Div", step.add("Sub", x, step.add("Mod", x, y)), y));
            case ATAN2 -> step.with((y, x) -> angle(step, y, x));
        };
    }

    private static String floatMod(Step step, String x, String y) {
        return step.add("Sub", x, step.add("Mul", step.add("Floor", step.add("Div", x, y)), y));
    }

    /** The quotient's angle, turned to the other half of the circle where x is negative. A zero's sign counts in y, not in x. */
    private static String angle(Step step, String y, String x) {
        DType dtype = step.dtype();
        String zero = step.scalar(dtype, 0);
        String below = step.add("Or", step.add("Less", y, zero), step.add("Less", step.add("Reciprocal", y), zero));
        String half = step.add("Where", below, step.scalar(dtype, -Math.PI), step.scalar(dtype, Math.PI));
        String right = step.add("Atan", step.add("Div", y, x));
        String angle = step.add("Where", step.add("Less", x, zero), step.add("Add", right, half), right);
        String upright = step.add("Equal", x, zero);
        String quarter = step.add("Mul", half, step.scalar(dtype, 0.5));
        String atZero = step.add("Where", step.add("Equal", y, zero), y, quarter);
        return step.add("Where", upright, atZero, angle);
    }

    private static List<Value> compare(Step step) {
        CompareKind kind = ((Compare) step.op()).kind();
        return switch (kind) {
            case EQ -> step.same("Equal");
            case NE -> step.with((x, y) -> step.add("Not", step.add("Equal", x, y)));
            case LT -> step.same("Less");
            case LE -> step.same("LessOrEqual");
            case GT -> step.same("Greater");
            case GE -> step.same("GreaterOrEqual");
        };
    }

    private static List<Value> select(Step step) {
        if (step.dtype() != DType.BOOL) {
            return step.same("Where");
        }
        // Where does not take bools everywhere.
        String condition = step.plain(0);
        return step.is(step.add(
                "Or",
                step.add("And", condition, step.plain(1)),
                step.add("And", step.add("Not", condition), step.plain(2))));
    }
}
