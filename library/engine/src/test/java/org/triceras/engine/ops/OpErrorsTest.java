package org.triceras.engine.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.*;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** What operations say when their inputs do not fit: the same when computing at once and when a node is made. */
class OpErrorsTest {
    private static Spec f(int... dims) {
        return new Spec(Shape.of(dims), DType.FLOAT32);
    }

    private static Spec i(int... dims) {
        return new Spec(Shape.of(dims), DType.INT32);
    }

    private static Spec b(int... dims) {
        return new Spec(Shape.of(dims), DType.BOOL);
    }

    private static Arguments shape(Op op, List<Spec> inputs, String... parts) {
        return Arguments.of(op, inputs, ShapeException.class, parts);
    }

    private static Arguments dtype(Op op, List<Spec> inputs, String... parts) {
        return Arguments.of(op, inputs, DTypeException.class, parts);
    }

    static Stream<Arguments> wrong() {
        Axes one = Axes.of(1);
        PoolGeometry pool = new PoolGeometry(3, 3, 1, 1, 0, 0, 0, 0);
        ConvGeometry conv = ConvGeometry.DEFAULT;
        return Stream.of(
                shape(new Binary(BinaryKind.ADD), List.of(f(2, 3), f(2)), "(2, 3)", "(2,)", "broadcast", "axis -1"),
                dtype(new Binary(BinaryKind.ADD), List.of(f(2), i(2)), "float32(2,)", "int32(2,)", "cast"),
                dtype(new Binary(BinaryKind.DIV), List.of(i(2), i(2)), "int32(2,)", "float32"),
                dtype(new Binary(BinaryKind.AND), List.of(f(2), f(2)), "bool", "float32(2,)"),
                dtype(new Unary(UnaryKind.EXP), List.of(i(2)), "EXP", "int32(2,)"),
                dtype(new Unary(UnaryKind.NOT), List.of(f(2)), "bool", "float32(2,)"),
                shape(new Compare(CompareKind.LT), List.of(f(4), f(3)), "(4,)", "(3,)"),
                dtype(new Select(), List.of(f(2), f(2), f(2)), "bool"),
                shape(new Select(), List.of(b(2), f(3), f(3)), "(2,)", "(3,)"),
                shape(new BroadcastTo(Shape.of(2, 3)), List.of(f(3, 2)), "(3, 2)", "(2, 3)"),
                shape(new BroadcastTo(Shape.of(1, 3)), List.of(f(2, 3)), "(2, 3)", "(1, 3)"),
                shape(new Reshape(Shape.of(4)), List.of(f(3)), "(3,)", "(4,)", "3 elements"),
                shape(new Reshape(Shape.of(2, -1)), List.of(f(3)), "(3,)", "2"),
                shape(new Reshape(Shape.of(-1, -1)), List.of(f(3)), "at most one"),
                shape(new Transpose(Axes.of(0, 0)), List.of(f(2, 3)), "permutation", "[0, 0]", "(2, 3)"),
                shape(new Transpose(Axes.of(0)), List.of(f(2, 3)), "permutation", "(2, 3)"),
                shape(new Concat(0), List.of(f(2, 3), f(2, 4)), "(2, 3)", "(2, 4)", "axis 0"),
                shape(new Concat(2), List.of(f(2, 3)), "Axis 2", "(2, 3)"),
                dtype(new Concat(0), List.of(f(2), i(2)), "float32(2,)", "int32(2,)"),
                shape(new Slice(Axes.of(5), Axes.of(6), one), List.of(f(3)), "(3,)", "from 5"),
                shape(new Slice(Axes.of(0), one, Axes.of(0)), List.of(f(3)), "steps of 0"),
                shape(new Slice(Axes.of(0), one, one), List.of(f(3, 3)), "Expected 1", "(3, 3)"),
                shape(new Pad(Axes.of(-1), one, Axes.of(0), 0), List.of(f(3)), "negative"),
                shape(new Pad(one, Axes.of(1, 1), Axes.of(0), 0), List.of(f(3)), "[1, 1]"),
                shape(new Flip(Axes.of(2)), List.of(f(3)), "Axis 2", "(3,)"),
                shape(new Gather(3), List.of(f(3), i(1)), "Axis 3"),
                dtype(new Gather(0), List.of(f(3), f(1)), "indices must be integers"),
                shape(new GatherAlong(1), List.of(f(3, 4), i(2, 4)), "(3, 4)", "(2, 4)"),
                shape(new ScatterAdd(0, 4), List.of(i(3), f(2, 5)), "(3,)", "(2, 5)"),
                shape(new ScatterAddAlong(0, 4), List.of(i(3), f(2)), "(3,)", "(2,)"),
                shape(new Reduce(ReduceKind.SUM, Axes.of(2), false), List.of(f(3, 4)), "Axis 2", "(3, 4)"),
                shape(new Reduce(ReduceKind.MAX, Axes.of(0), false), List.of(f(0, 4)), "no elements", "(0, 4)"),
                dtype(new Reduce(ReduceKind.ANY, Axes.of(0), false), List.of(f(2)), "bool"),
                shape(new ArgReduce(true, 0), List.of(f(0)), "no elements"),
                shape(new ArgSort(1, false), List.of(f(2)), "Axis 1"),
                shape(new Cumulative(CumulativeKind.SUM, 1, false, false), List.of(f(2)), "Axis 1"),
                shape(new MatMul(false, false), List.of(f(2, 3), f(4, 5)), "3 and 4", "(2, 3)", "(4, 5)"),
                shape(new MatMul(false, false), List.of(f(2), f(2, 5)), "matrices", "(2,)"),
                shape(new MatMul(false, false), List.of(f(3, 2, 2), f(2, 2, 2)), "(3,)", "(2,)"),
                dtype(new MatMul(false, false), List.of(i(2, 2), i(2, 2)), "int32(2, 2)"),
                shape(new Conv2d(conv), List.of(f(1, 5, 5, 3), f(3, 3, 4, 8)), "channels", "(1, 5, 5, 3)"),
                shape(new Conv2d(conv), List.of(f(1, 2, 2, 3), f(3, 3, 3, 8)), "larger", "(1, 2, 2, 3)"),
                shape(new Conv2d(conv), List.of(f(5, 5, 3), f(3, 3, 3, 8)), "Expected 4", "(5, 5, 3)"),
                shape(new Conv2dInputGrad(conv, 5, 5), List.of(f(3, 3, 2, 8), f(1, 4, 3, 8)), "(1, 4, 3, 8)"),
                shape(new Conv2dFilterGrad(conv, 3, 3), List.of(f(1, 5, 5, 2), f(1, 4, 3, 8)), "(1, 4, 3, 8)"),
                shape(new MaxPool2d(pool), List.of(f(1, 2, 5, 1)), "window", "(1, 2, 5, 1)"),
                shape(new AvgPool2d(pool), List.of(f(2, 5, 1)), "Expected 4"),
                shape(new AvgPool2dGrad(pool, 5, 5), List.of(f(1, 2, 3, 1)), "(1, 3, 3, 1)", "(1, 2, 3, 1)"),
                dtype(new Softmax(), List.of(i(2)), "int32(2,)"),
                shape(new Softmax(), List.of(f()), "scalar"),
                dtype(new LogSoftmax(), List.of(i(2)), "int32(2,)"),
                shape(new SoftmaxCrossEntropy(), List.of(f(2, 3), f(2, 4)), "(2, 3)", "(2, 4)"),
                shape(new Iota(i(2), 1), List.of(), "Axis 1"),
                dtype(new RandomUniform(Shape.of(2)), List.of(i(2)), "int64(2,)", "int32(2,)"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void errorsNameWhatCame(Op op, List<Spec> inputs, Class<? extends Exception> type, String[] parts) {
        assertThatThrownBy(() -> Node.of(
                        op, inputs.stream().map(s -> Node.of(new Input("x", s))).toList()))
                .isInstanceOf(type)
                .satisfies(e -> Arrays.stream(parts)
                        .forEach(part -> org.assertj.core.api.Assertions.assertThat(e.getMessage())
                                .contains(part)));
        assertThatThrownBy(() ->
                        Tensor.emitAll(op, inputs.stream().map(Tensors::zeros).toList()))
                .isInstanceOf(type);
    }

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void indicesOutOfRangeAreNamed(String backend) {
        Backends.use(backend);
        Tensor x = Tensors.zeros(4, 3);
        for (int index : new int[] {4, -5}) {
            Tensor at = Tensors.of(new int[] {0, index});
            assertThatThrownBy(() -> x.gather(at, 0))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("index " + index)
                    .hasMessageContaining("4");
            Tensor along = Tensors.of(new int[][] {{0, 0, index}});
            assertThatThrownBy(() -> x.gatherAlong(along, 0))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("index " + index);
            assertThatThrownBy(() -> Tensor.emit(new ScatterAdd(0, 4), at, Tensors.ones(2, 3)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("index " + index);
            assertThatThrownBy(() -> Tensor.emit(new ScatterAddAlong(0, 4), along, Tensors.ones(1, 3)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("index " + index);
        }
    }
}
