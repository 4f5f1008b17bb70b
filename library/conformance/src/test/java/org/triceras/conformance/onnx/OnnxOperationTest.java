package org.triceras.conformance.onnx;

import static org.triceras.conformance.onnx.ModelCase.function;
import static org.triceras.conformance.onnx.ModelCase.functionOfInts;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layer;

/** Tensor operations in a layer of one's own, and some between layers. */
class OnnxOperationTest extends OnnxZoo {
    /** A layer that is made of one function. */
    static class Lambda extends Layer {
        private final UnaryOperator<Tensor> function;

        Lambda(UnaryOperator<Tensor> function) {
            this.function = function;
        }

        @Override
        public Tensor call(Tensor x) {
            return function.apply(x);
        }
    }

    static Stream<ModelCase> cases() {
        return Stream.of(
                        between(),
                        arithmetic(),
                        functions(),
                        comparisons(),
                        reductions(),
                        shapes(),
                        places(),
                        wholeNumbers())
                .flatMap(s -> s);
    }

    private static ModelCase op(String name, UnaryOperator<Tensor> function) {
        return ModelCase.layer("operation " + name, () -> new Lambda(function), 4, 6);
    }

    private static ModelCase ints(String name, UnaryOperator<Tensor> function) {
        return ModelCase.layerOfInts("operation on ints " + name, () -> new Lambda(function), 4);
    }

    private static Stream<ModelCase> between() {
        return Stream.of(
                function("between mul and add", x -> x.mul(2).add(1), 4, 6),
                function("between slices", x -> x.slice(1, 0, 2).sub(x.slice(1, 2, 4)), 4, 6),
                function(
                        "between reductions",
                        x -> x.sub(x.mean(1, true)).div(x.std(1).expandDims(1)),
                        4,
                        6),
                function("between softmax", x -> x.softmax(), 4, 6),
                function("between argmax", x -> x.argmax(-1), 4, 6),
                function("between cumsum", x -> x.cumsum(1), 4, 6),
                function("between gather", x -> x.gather(Tensors.of(new int[] {1, 0}), 1), 4, 6),
                function("between where", x -> x.gt(0).where(x, x.mul(0.1)), 4, 6),
                functionOfInts("between ints", x -> x.mul(3).add(1), 4));
    }

    private static Stream<ModelCase> arithmetic() {
        return Stream.of(
                op("mul and add", x -> x.mul(2).add(1)),
                op("sub and div", x -> x.sub(1).div(x.abs().add(1))),
                op("with a constant", x -> x.mul(Tensors.arange(6).cast("float32"))),
                op("floorDiv", x -> x.floorDiv(0.3)),
                op("mod", x -> x.mod(0.3)),
                op("pow", x -> x.abs().pow(1.5).add(x.pow(3))),
                op("maximum and minimum", x -> x.maximum(-0.5).minimum(x.neg())),
                op("clip", x -> x.clip(-0.5, 0.5)),
                op("atan2", x -> x.atan2(x.flip(1))),
                op(
                        "atan2 on the axes",
                        x -> x.relu().atan2(x.neg().relu()).add(x.sign().atan2(x.sub(x)))),
                op("matmul", x -> x.matmul(x, false, true)),
                op("matmul transposed", x -> x.matmul(x, true, false)),
                op("matmul with a constant", x -> x.matmul(Tensors.eye(6, 3))),
                op("float64", x -> x.cast("float64").mul(0.1).sum(1)));
    }

    private static Stream<ModelCase> functions() {
        return Stream.of(
                op("neg, abs, sign, square", x -> x.neg().abs().add(x.sign()).mul(x.square())),
                op(
                        "floor, ceil, round",
                        x -> x.floor()
                                .add(x.ceil().mul(10))
                                .add(x.mul(2).round().mul(100))),
                op("exp and expm1", x -> x.exp().sub(x.expm1())),
                op("expm1 near zero", x -> x.mul(1e-4).expm1()),
                op("log and log1p", x -> x.abs().add(0.1).log().add(x.abs().log1p())),
                op("log1p near zero", x -> x.mul(1e-4).log1p()),
                op(
                        "sqrt, rsqrt, reciprocal",
                        x -> x.abs().add(0.1).sqrt().rsqrt().reciprocal()),
                op("sin, cos, tan", x -> x.sin().add(x.cos()).add(x.clip(-1, 1).tan())),
                op("asin, acos, atan", x -> x.tanh().asin().add(x.tanh().acos()).add(x.atan())),
                op("sinh and cosh", x -> x.sinh().add(x.cosh())),
                op(
                                "asinh, acosh, atanh",
                                x -> x.asinh()
                                        .add(x.abs().add(1).acosh())
                                        .add(x.tanh().atanh()))
                        .within(1e-4),
                op("sigmoid and tanh", x -> x.sigmoid().add(x.tanh())),
                op("relu and softplus", x -> x.relu().add(x.softplus())),
                op("softplus of large numbers", x -> x.mul(100).softplus()),
                op("erf", x -> x.erf()),
                op("erfinv", x -> x.tanh().erfinv()),
                op("erfinv near the ends", x -> x.sign().mul(1 - 1e-6).erfinv()).within(1e-4),
                op("softmax", x -> x.softmax()),
                op("softmax along axis 1", x -> x.softmax(1)),
                op("logSoftmax", x -> x.logSoftmax()),
                op("logSumExp", x -> x.logSumExp(1, true)));
    }

    private static Stream<ModelCase> comparisons() {
        return Stream.of(
                op("where", x -> x.gt(0).where(x, x.mul(0.1))),
                op("where with a number", x -> x.lt(0).where(x, 0.5)),
                op("comparisons", x -> x.gt(0).or(x.le(-1)).xor(x.lt(-2)).cast("float32")),
                op("truth values", x -> x.ge(0).and(x.ne(1)).not()),
                op("equal", x -> x.sign().eq(1)),
                op("isNaN, isInf, isFinite", x -> {
                    Tensor y = x.log().div(x.relu());
                    return y.isNaN()
                            .cast("int32")
                            .add(y.isInf().cast("int32").mul(2))
                            .add(y.isFinite().cast("int32").mul(4));
                }));
    }

    private static Stream<ModelCase> reductions() {
        return Stream.of(
                op("sum", x -> x.sum(1)),
                op("sum over two axes", x -> x.sum(1, 2)),
                op("mean kept", x -> x.mean(2, true)),
                op("var and std", x -> x.var(1).add(x.std(1))),
                op("max and min", x -> x.max(1).sub(x.min(1))),
                op("prod", x -> x.prod(2)),
                op(
                        "any and all",
                        x -> x.gt(0).any(1).cast("int32").add(x.gt(-1).all(1).cast("int32"))),
                op("argmax", x -> x.argmax(-1)),
                op("argmin", x -> x.argmin(1)),
                op("cumsum", x -> x.cumsum(1)),
                op("softmax over samples", x -> x.softmax(0)),
                op("sum of everything", x -> x.div(x.abs().sum())));
    }

    private static Stream<ModelCase> shapes() {
        return Stream.of(
                op("reshape", x -> x.reshape(-1, 3, 8)),
                op("reshape across samples", x -> x.reshape(-1, 6).mul(2).reshape(-1, 4, 6)),
                op("transpose", x -> x.transpose(0, 2, 1)),
                op("transpose of samples", x -> x.transpose(1, 0, 2).cumsum(0).transpose(1, 0, 2)),
                op("expandDims and squeeze", x -> x.expandDims(1).mul(2).squeeze(1)),
                op("concat", x -> Tensors.concat(1, x, x.neg())),
                op("stack", x -> Tensors.stack(1, x, x.neg(), x)),
                op(
                        "split",
                        x -> Tensors.concat(
                                2, x.split(3, 2).get(2), x.split(3, 2).get(0))),
                op("pad", x -> x.pad(new int[] {0, 1, 2}, new int[] {0, 2, 0}, 0.5)),
                op("flip", x -> x.flip(1)),
                op("repeat", x -> x.repeat(2, 1)),
                op("tile", x -> x.tile(2, 2)),
                op(
                        "broadcast of weights",
                        x -> Tensors.ones(4, 1).broadcastTo(Shape.of(4, 6)).mul(x)),
                op("first sample", x -> x.sub(x.slice(0, 0, 1))),
                op("samples backwards", x -> x.flip(0)),
                op(
                        "samples repeated",
                        x -> Tensors.concat(0, x, x.neg()).reshape(2, -1, 4, 6).sum(0)),
                op("iota", x -> x.add(Tensors.iota(Shape.of(4, 6), 1, x.dtype()))));
    }

    private static Stream<ModelCase> places() {
        return Stream.of(
                op("slice", x -> x.slice(1, 1, 3)),
                op("slice with steps", x -> x.slice(2, 0, 6, 2)),
                op("slice backwards", x -> x.flip(2).slice(2, 1, 5, 3)),
                op("gather", x -> x.gather(Tensors.of(new int[] {2, 0, 2}), 1)),
                op("gather what is found", x -> Tensors.arange(6).mul(10).gather(x.argmax(-1), 0)),
                op("gatherAlong", x -> x.gatherAlong(x.argsort(2), 2)),
                op("oneHot", x -> x.argmax(-1).oneHot(6)),
                op("sort", x -> x.sort(-1)),
                op("argsort", x -> x.argsort(-1)),
                op("argsort descending", x -> x.argsort(1, true)),
                op("topK", x -> x.topK(3)));
    }

    private static Stream<ModelCase> wholeNumbers() {
        return Stream.of(
                ints("add", x -> x.mul(3).add(1)),
                ints("div", x -> x.div(3)),
                ints("floorDiv", x -> x.sub(2).floorDiv(3)),
                ints("mod", x -> x.sub(2).mod(3)),
                ints("sum", x -> x.sum(1)),
                ints("mean", x -> x.mean(1)),
                ints("max", x -> x.max(1)),
                ints(
                        "abs, sign, square",
                        x -> x.sub(2).abs().add(x.sub(2).sign()).add(x.square())),
                ints("maximum", x -> x.maximum(x.flip(1)).clip(1, 3)),
                ints("cumsum", x -> x.cumsum(1)),
                ints("sort", x -> x.sort(1)),
                ints("cast", x -> x.cast("int64").mul(2)),
                ints("bytes", x -> x.cast("uint8").add(x.cast("uint8"))),
                ints("exp", x -> x.exp().add(x.sqrt())));
    }
}
