package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.activations.StandardActivation;
import org.triceras.keras.layers.Einsum;

/** What the operations compute that may stand in a model, by the class names of Keras's files. */
final class Operations {
    /** Computes all results of one call. */
    interface Body extends Function<Arguments, List<Tensor>> {}

    /** Reduces over axes. */
    private interface Reduction {
        Tensor apply(Tensor x, int[] axes, boolean keepDims);
    }

    private static final Map<String, Body> ALL = new HashMap<>();

    private Operations() {}

    static Map<String, Body> known() {
        return ALL;
    }

    private static void one(String name, Function<Arguments, Tensor> body) {
        ALL.put(name, arguments -> List.of(body.apply(arguments)));
    }

    private static void unary(String name, UnaryOperator<Tensor> body) {
        one(name, arguments -> body.apply(arguments.x()));
    }

    private static void binary(String name, BinaryOperator<Tensor> body) {
        one(name, arguments -> {
            Tensor[] pair = arguments.pair();
            return body.apply(pair[0], pair[1]);
        });
    }

    private static void reduction(String name, Reduction body) {
        one(name, arguments -> {
            Tensor x = arguments.x();
            return body.apply(x, arguments.axes(x.rank()), arguments.keepDims());
        });
    }

    static {
        arithmetic();
        comparisons();
        functions();
        activations();
        reductions();
        ShapeOperations.define(Operations::one, ALL::put);
        types();
    }

    private static void arithmetic() {
        binary("Add", Tensor::add);
        binary("Subtract", Tensor::sub);
        binary("Multiply", Tensor::mul);
        binary("Divide", Tensor::div);
        binary("TrueDivide", Tensor::div);
        binary("FloorDivide", Tensor::floorDiv);
        binary("Mod", Tensor::mod);
        binary("Power", Tensor::pow);
        binary("Maximum", Tensor::maximum);
        binary("Minimum", Tensor::minimum);
        binary("Arctan2", Tensor::atan2);
        binary("Matmul", Tensor::matmul);
        binary("Dot", Tensor::dot);
        one("Einsum", a -> {
            if (!(a.setting("subscripts") instanceof String equation)) {
                throw a.wrong("subscripts", a.setting("subscripts"));
            }
            return Einsum.of(equation, a.tensor(0, "x1"), a.tensor(1, "x2"));
        });
        one("Clip", a -> a.x().clip(a.number("x_min", 0), a.number("x_max", 0)));
    }

    private static void comparisons() {
        binary("Equal", Tensor::eq);
        binary("NotEqual", Tensor::ne);
        binary("Less", Tensor::lt);
        binary("LessEqual", Tensor::le);
        binary("Greater", Tensor::gt);
        binary("GreaterEqual", Tensor::ge);
        binary("LogicalAnd", (a, b) -> a.cast(DType.BOOL).and(b.cast(DType.BOOL)));
        binary("LogicalOr", (a, b) -> a.cast(DType.BOOL).or(b.cast(DType.BOOL)));
        binary("LogicalXor", (a, b) -> a.cast(DType.BOOL).xor(b.cast(DType.BOOL)));
        unary("LogicalNot", x -> x.cast(DType.BOOL).not());
        unary("Isnan", Tensor::isNaN);
        unary("Isinf", Tensor::isInf);
        unary("Isfinite", Tensor::isFinite);
        one("Where", a -> a.tensor(0, "condition").cast(DType.BOOL).where(a.tensor(1, "x1"), a.tensor(2, "x2")));
    }

    private static void functions() {
        unary("Negative", Tensor::neg);
        unary("Abs", Tensor::abs);
        unary("Absolute", Tensor::abs);
        unary("Sign", Tensor::sign);
        unary("Square", Tensor::square);
        unary("Floor", Tensor::floor);
        unary("Ceil", Tensor::ceil);
        unary("Exp", Tensor::exp);
        unary("Expm1", Tensor::expm1);
        unary("Log", Tensor::log);
        unary("Log1p", Tensor::log1p);
        unary("Log2", x -> x.log().mul(1 / Math.log(2)));
        unary("Log10", x -> x.log().mul(1 / Math.log(10)));
        unary("Sqrt", Tensor::sqrt);
        unary("Rsqrt", Tensor::rsqrt);
        unary("Reciprocal", Tensor::reciprocal);
        unary("Sin", Tensor::sin);
        unary("Cos", Tensor::cos);
        unary("Tan", Tensor::tan);
        unary("Arcsin", Tensor::asin);
        unary("Arccos", Tensor::acos);
        unary("Arctan", Tensor::atan);
        unary("Sinh", Tensor::sinh);
        unary("Cosh", Tensor::cosh);
        unary("Arcsinh", Tensor::asinh);
        unary("Arccosh", Tensor::acosh);
        unary("Arctanh", Tensor::atanh);
        unary("Erf", Tensor::erf);
        unary("Erfinv", Tensor::erfinv);
        one("Round", a -> {
            double scale = Math.pow(10, a.integer("decimals", 0));
            return scale == 1 ? a.x().round() : a.x().mul(scale).round().div(scale);
        });
    }

    /** Keras's classes are called as its activations, in camel case; those with parameters follow. */
    private static void activations() {
        for (StandardActivation activation : StandardActivation.values()) {
            unary(camelCase(activation.id()), activation::apply);
        }
        one("Elu", a -> Activations.elu(a.x(), a.number("alpha", 1)));
        one("Celu", a -> Activations.celu(a.x(), a.number("alpha", 1)));
        one("Gelu", a -> Activations.gelu(a.x(), a.flag("approximate", true)));
        one("Glu", a -> Activations.glu(a.x(), a.integer("axis", -1)));
        one("LeakyRelu", a -> Activations.leakyRelu(a.x(), a.number("negative_slope", 0.2)));
        one("HardShrink", a -> Activations.hardShrink(a.x(), a.number("threshold", 0.5)));
        one("SoftShrink", a -> Activations.softShrink(a.x(), a.number("threshold", 0.5)));
        one("Squareplus", a -> Activations.squareplus(a.x(), a.number("b", 4)));
        one("Softmax", a -> a.x().softmax(a.integer("axis", -1)));
        one("LogSoftmax", a -> a.x().logSoftmax(a.integer("axis", -1)));
        one("Normalize", a -> {
            Tensor x = a.x();
            double order = a.number("order", 2);
            int axis = a.integer("axis", -1);
            double epsilon = Math.max(a.number("epsilon", 1e-7), 1e-12);
            Tensor norm = order == 2
                    ? x.square().sum(axis, true).sqrt()
                    : x.abs().pow(order).sum(axis, true).pow(1 / order);
            return x.div(norm.maximum(epsilon));
        });
    }

    private static String camelCase(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("_")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static void reductions() {
        reduction("Sum", Tensor::sum);
        reduction("Mean", Tensor::mean);
        reduction("Max", Tensor::max);
        reduction("Amax", Tensor::max);
        reduction("Min", Tensor::min);
        reduction("Amin", Tensor::min);
        reduction("Var", Tensor::var);
        reduction("Std", (x, axes, keep) -> x.var(axes, keep).sqrt());
        reduction("Any", (x, axes, keep) -> kept(x, axes, keep, x.any(axes)));
        reduction("All", (x, axes, keep) -> kept(x, axes, keep, x.all(axes)));
        reduction("Prod", (x, axes, keep) -> kept(x, axes, keep, x.prod(axes)));
        reduction("CountNonzero", (x, axes, keep) -> x.ne(0).cast(DType.INT32).sum(axes, keep));
        one("Norm", Operations::norm);
        reduction("Logsumexp", (x, axes, keep) -> {
            Tensor top = x.max(axes, true).stopGradient();
            Tensor sum = x.sub(top).exp().sum(axes, true).log().add(top);
            return keep ? sum : sum.sum(axes, false);
        });
        one("Argmax", a -> position(a, true));
        one("Argmin", a -> position(a, false));
        one("Cumsum", a -> a.x().cumsum(a.integer("axis", 0)));
        one("Cumprod", a -> a.x().cumprod(a.integer("axis", 0)));
    }

    /** The norms of vectors, and Frobenius's of matrices. */
    private static Tensor norm(Arguments a) {
        Tensor x = a.x();
        int[] axes = a.axes(x.rank());
        boolean keep = a.keepDims();
        Object given = a.setting("ord");
        if (given == null || given.equals("fro") || axes.length == 1 && given.equals(2)) {
            return x.square().sum(axes, keep).sqrt();
        }
        if (axes.length != 1 || !(given instanceof Number number)) {
            throw a.wrong("for ord none or \"fro\", or a number and one axis", given);
        }
        double order = number.doubleValue();
        if (Double.isInfinite(order)) {
            return order > 0 ? x.abs().max(axes, keep) : x.abs().min(axes, keep);
        }
        return order == 0
                ? x.ne(0).cast(x.dtype()).sum(axes, keep)
                : x.abs().pow(order).sum(axes, keep).pow(1 / order);
    }

    /** A reduced tensor, with its axes back at length 1 where that is asked for. */
    private static Tensor kept(Tensor x, int[] axes, boolean keep, Tensor reduced) {
        if (!keep) {
            return reduced;
        }
        int[] dims = x.shape().dims();
        for (int axis : axes) {
            dims[x.shape().axis(axis)] = 1;
        }
        return reduced.reshape(dims);
    }

    private static Tensor position(Arguments a, boolean greatest) {
        Tensor x = a.setting("axis") == null ? a.x().flatten() : a.x();
        int axis = a.setting("axis") == null ? 0 : a.integer("axis", 0);
        Tensor at = greatest ? x.argmax(axis) : x.argmin(axis);
        return a.keepDims() ? at.expandDims(x.shape().axis(axis)) : at;
    }

    private static void types() {
        one("Cast", a -> a.x().cast(a.dtype()));
        one("ConvertToTensor", a -> a.dtype() == null ? a.x() : a.x().cast(a.dtype()));
        unary("StopGradient", Tensor::stopGradient);
        unary("Copy", x -> x);
        one("ZerosLike", a -> filled(a, 0));
        one("OnesLike", a -> filled(a, 1));
        one("OneHot", a -> {
            Tensor hot = a.x().oneHot(a.integer("num_classes", 0));
            int last = hot.rank() - 1;
            int axis = hot.shape().axis(a.integer("axis", -1));
            if (axis != last) {
                List<Integer> order = new ArrayList<>();
                for (int i = 0; i < last; i++) {
                    order.add(i);
                }
                order.add(axis, last);
                hot = hot.transpose(order.stream().mapToInt(i -> i).toArray());
            }
            return a.dtype() == null ? hot : hot.cast(a.dtype());
        });
    }

    private static Tensor filled(Arguments a, double value) {
        DType type = a.dtype() == null ? a.x().dtype() : a.dtype();
        return Tensors.full(a.x().spec().with(type), value);
    }
}
