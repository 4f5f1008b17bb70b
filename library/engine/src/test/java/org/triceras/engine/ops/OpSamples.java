package org.triceras.engine.ops;

import static org.triceras.engine.ops.OpSample.f32;
import static org.triceras.engine.ops.OpSample.of;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.*;
import org.triceras.engine.ops.OpSample.In;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/** At least one line per operation and kind; a test fails when one is missing. */
final class OpSamples {
    private static final List<OpSample> ALL = new ArrayList<>();

    private OpSamples() {}

    static List<OpSample> all() {
        if (ALL.isEmpty()) {
            elementwise();
            movement();
            combination();
            networks();
        }
        return ALL;
    }

    private static void smooth(Op op, In... inputs) {
        ALL.add(new OpSample(name(op, inputs), op, List.of(inputs), true));
    }

    private static void plain(Op op, In... inputs) {
        ALL.add(new OpSample(name(op, inputs), op, List.of(inputs), false));
    }

    private static String name(Op op, In... inputs) {
        return op + " " + Arrays.stream(inputs).map(in -> in.spec().toString()).toList();
    }

    private static void elementwise() {
        for (UnaryKind kind : UnaryKind.values()) {
            Unary op = new Unary(kind);
            switch (kind) {
                case NOT:
                    plain(op, of(DType.BOOL, 0, 1, 3, 11));
                    break;
                case IS_NAN:
                case IS_INF:
                case IS_FINITE:
                case SIGN:
                case FLOOR:
                case CEIL:
                case ROUND:
                    plain(op, f32(-4, 4, 37));
                    break;
                case ACOSH:
                    smooth(op, f32(1.2, 4, 33));
                    break;
                case ASIN:
                case ACOS:
                case ATANH:
                case ERFINV:
                    smooth(op, f32(-0.9, 0.9, 33));
                    break;
                case LOG:
                case SQRT:
                case RSQRT:
                case RECIPROCAL:
                case LOG1P:
                    smooth(op, f32(0.2, 5, 2, 17));
                    break;
                case TAN:
                    smooth(op, f32(-1.2, 1.2, 33));
                    break;
                case ABS:
                case RELU:
                    smooth(op, f32(0.1, 2, 5, 7));
                    smooth(op, f32(-2, -0.1, 5, 7));
                    break;
                default:
                    smooth(op, f32(-3, 3, 1));
                    smooth(op, f32(-3, 3, 7));
                    smooth(op, f32(-3, 3, 3, 1031));
            }
            if (kind.acceptsIntegers()) {
                plain(op, of(DType.INT32, -9, 9, 19));
                plain(op, of(DType.INT64, -9, 9, 3));
                plain(op, of(DType.UINT8, 0, 250, 21));
            }
        }
        for (BinaryKind kind : BinaryKind.values()) {
            Binary op = new Binary(kind);
            if (kind.isLogical()) {
                plain(op, of(DType.BOOL, 0, 1, 4, 9), of(DType.BOOL, 0, 1, 9));
                continue;
            }
            double low = kind == BinaryKind.POW ? 0.3 : -3;
            In b = kind == BinaryKind.POW
                            || kind == BinaryKind.DIV
                            || kind == BinaryKind.MOD
                            || kind == BinaryKind.FLOOR_DIV
                    ? f32(0.7, 2.6, 5, 1, 13)
                    : f32(-3, 3, 5, 1, 13);
            if (kind == BinaryKind.FLOOR_DIV || kind == BinaryKind.MOD) {
                plain(op, f32(low, 3, 1, 4, 13), b);
            } else {
                smooth(op, f32(low, 3, 1, 4, 13), b);
                smooth(op, f32(low, 3, 6, 300), f32(0.5, 2, 300));
                smooth(op, f32(low, 3, 6, 300), f32(0.5, 2, 6, 1));
                smooth(op, f32(low, 3, 40, 10), f32(0.5, 2));
            }
            if (kind != BinaryKind.DIV && kind != BinaryKind.ATAN2) {
                plain(op, of(DType.INT32, -9, 9, 3, 8), of(DType.INT32, 1, 6, 8));
                plain(op, of(DType.UINT8, 0, 250, 33), of(DType.UINT8, 1, 60, 33));
                plain(op, of(DType.INT64, -9, 9, 11), of(DType.INT64, 1, 4, 1));
            }
        }
        for (CompareKind kind : CompareKind.values()) {
            plain(new Compare(kind), f32(-2, 2, 3, 65), f32(-2, 2, 65));
            plain(new Compare(kind), of(DType.INT32, 0, 4, 40), of(DType.INT32, 0, 4, 40));
            plain(new Compare(kind), of(DType.UINT8, 0, 4, 40), of(DType.UINT8, 0, 4, 1));
        }
        smooth(new Select(), of(DType.BOOL, 0, 1, 4, 1), f32(-2, 2, 4, 33), f32(-2, 2, 33));
        plain(new Select(), of(DType.BOOL, 0, 1, 9), of(DType.INT64, -9, 9, 9), of(DType.INT64, -9, 9, 1));
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                plain(new Cast(to), of(from, from == DType.UINT8 ? 0 : -5, 200, 35));
            }
        }
        smooth(new Cast(DType.FLOAT64), f32(-1, 1, 9));
        plain(new StopGradient(), f32(-1, 1, 9));
        plain(new Iota(new Spec(Shape.of(3, 4, 5), DType.INT32), 1));
        plain(new Iota(new Spec(Shape.of(2100), DType.FLOAT32), 0));
        plain(new RandomUniform(Shape.of(3, 1000)), of(DType.INT64, 0, 99, 2));
        smooth(new BroadcastTo(Shape.of(4, 3, 5)), f32(-1, 1, 3, 1));
    }

    private static void movement() {
        smooth(new Reshape(Shape.of(6, -1)), f32(-1, 1, 4, 9));
        smooth(new Transpose(Axes.of(1, 0)), f32(-1, 1, 17, 9));
        smooth(new Transpose(Axes.of(2, 0, 3, 1)), f32(-1, 1, 2, 3, 4, 5));
        plain(new Transpose(Axes.of(1, 0)), of(DType.UINT8, 0, 255, 5, 6));
        smooth(new Concat(1), f32(-1, 1, 3, 2, 4), f32(-1, 1, 3, 5, 4), f32(-1, 1, 3, 1, 4));
        smooth(new Slice(Axes.of(1, 2), Axes.of(5, Slice.END), Axes.of(1, 3)), f32(-1, 1, 6, 11));
        smooth(new Pad(Axes.of(1, 0), Axes.of(0, 2), Axes.of(0, 1), 0.5), f32(-1, 1, 3, 4));
        smooth(new Flip(Axes.of(0, 2)), f32(-1, 1, 3, 2, 5));
        smooth(new Gather(0), f32(-1, 1, 7, 5), of(DType.INT32, 0, 7, 2, 3));
        smooth(new Gather(1), f32(-1, 1, 4, 6, 3), of(DType.INT64, -6, 6, 4));
        smooth(new ScatterAdd(0, 7), of(DType.INT32, 0, 7, 2, 3), f32(-1, 1, 2, 3, 5));
        smooth(new ScatterAdd(1, 4), of(DType.INT32, 0, 4, 6), f32(-1, 1, 3, 6));
        smooth(new GatherAlong(1), f32(-1, 1, 4, 6), of(DType.INT32, 0, 6, 4, 3));
        smooth(new ScatterAddAlong(1, 6), of(DType.INT32, 0, 6, 4, 3), f32(-1, 1, 4, 3));
    }

    private static void combination() {
        for (ReduceKind kind : ReduceKind.values()) {
            if (kind.isLogical()) {
                plain(new Reduce(kind, Axes.of(1), false), of(DType.BOOL, 0, 1, 6, 4));
                continue;
            }
            smooth(new Reduce(kind, Axes.of(1), true), f32(0.5, 2, 5, 37, 3));
            smooth(new Reduce(kind, Axes.of(0), false), f32(0.5, 2, 9, 40));
            smooth(new Reduce(kind, Axes.of(2), false), f32(0.5, 2, 3, 2, 71));
            plain(new Reduce(kind, Axes.of(1), false), of(DType.INT32, -3, 4, 5, 6));
            if (kind != ReduceKind.PROD) {
                smooth(new Reduce(kind, Axes.of(0, 1), false), f32(-2, 2, 11, 13));
                smooth(new Reduce(kind, Axes.of(0, 2), true), f32(-2, 2, 4, 5, 6));
                plain(new Reduce(kind, Axes.of(0), false), f32(-2, 2, 150_001));
            }
        }
        for (boolean max : new boolean[] {true, false}) {
            plain(new ArgReduce(max, 1), f32(-2, 2, 4, 19, 3));
            plain(new ArgReduce(max, 0), of(DType.INT32, -9, 9, 19));
        }
        for (CumulativeKind kind : CumulativeKind.values()) {
            smooth(new Cumulative(kind, 1, false, false), f32(0.5, 1.5, 3, 7, 2));
            smooth(new Cumulative(kind, 0, kind == CumulativeKind.SUM, true), f32(0.5, 1.5, 7));
        }
        plain(new ArgSort(1, false), f32(-2, 2, 3, 12));
        plain(new ArgSort(0, true), of(DType.INT32, -4, 4, 12));
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                smooth(
                        new MatMul(ta, tb),
                        ta ? f32(-1, 1, 5, 7) : f32(-1, 1, 7, 5),
                        tb ? f32(-1, 1, 9, 5) : f32(-1, 1, 5, 9));
                plain(
                        new MatMul(ta, tb),
                        ta ? f32(-1, 1, 70, 65) : f32(-1, 1, 65, 70),
                        tb ? f32(-1, 1, 129, 70) : f32(-1, 1, 70, 129));
                plain(
                        new MatMul(ta, tb),
                        ta ? f32(-1, 1, 33, 1) : f32(-1, 1, 1, 33),
                        tb ? f32(-1, 1, 17, 33) : f32(-1, 1, 33, 17));
            }
        }
        smooth(new MatMul(false, true), f32(-1, 1, 3, 1, 4, 5), f32(-1, 1, 2, 6, 5));
        smooth(new Scan(rnn(), 1, 1, 4, false), f32(-1, 1, 3, 2), f32(-1, 1, 4, 3, 2), f32(-1, 1, 2, 2));
        smooth(new Scan(rnn(), 1, 1, 4, true), f32(-1, 1, 3, 2), f32(-1, 1, 4, 3, 2), f32(-1, 1, 2, 2));
    }

    /** h' = tanh(h w + x); also an output. */
    private static Graph rnn() {
        Node h = Node.of(new Input("h", new Spec(Shape.of(3, 2), DType.FLOAT32)));
        Node x = Node.of(new Input("x", new Spec(Shape.of(3, 2), DType.FLOAT32)));
        Node w = Node.of(new Input("w", new Spec(Shape.of(2, 2), DType.FLOAT32)));
        Node next = h.tensor().matmul(w.tensor()).add(x.tensor()).tanh().node();
        return Graph.of(List.of(h, x, w), List.of(next, next.tensor().square().node()));
    }

    private static void networks() {
        ConvGeometry strided = new ConvGeometry(2, 1, 1, 0, 0, 1, 1, 2, 1);
        ConvGeometry grouped = new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 2);
        for (ConvGeometry g : List.of(ConvGeometry.DEFAULT, strided)) {
            smooth(new Conv2d(g), f32(-1, 1, 2, 6, 7, 3), f32(-1, 1, 3, 2, 3, 4));
            int h = g.outputHeight(6, 3);
            int w = g.outputWidth(7, 2);
            smooth(new Conv2dInputGrad(g, 6, 7), f32(-1, 1, 3, 2, 3, 4), f32(-1, 1, 2, h, w, 4));
            smooth(new Conv2dFilterGrad(g, 3, 2), f32(-1, 1, 2, 6, 7, 3), f32(-1, 1, 2, h, w, 4));
        }
        smooth(new Conv2d(grouped), f32(-1, 1, 2, 5, 5, 4), f32(-1, 1, 3, 3, 2, 6));
        smooth(new Conv2dInputGrad(grouped, 5, 5), f32(-1, 1, 3, 3, 2, 6), f32(-1, 1, 2, 5, 5, 6));
        smooth(new Conv2dFilterGrad(grouped, 3, 3), f32(-1, 1, 2, 5, 5, 4), f32(-1, 1, 2, 5, 5, 6));
        plain(new Conv2d(ConvGeometry.DEFAULT), f32(-1, 1, 3, 28, 28, 1), f32(-1, 1, 3, 3, 1, 33));
        PoolGeometry pool = new PoolGeometry(2, 3, 2, 1, 0, 1, 1, 1);
        int h = pool.outputHeight(7);
        int w = pool.outputWidth(5);
        smooth(new MaxPool2d(pool), f32(-1, 1, 2, 7, 5, 3));
        smooth(new AvgPool2d(pool), f32(-1, 1, 2, 7, 5, 3));
        smooth(new AvgPool2dGrad(pool, 7, 5), f32(-1, 1, 2, h, w, 3));
        plain(new MaxPool2dGrad(pool), f32(-1, 1, 2, 7, 5, 3), f32(-1, 1, 2, h, w, 3));
        smooth(new Softmax(), f32(-3, 3, 4, 10));
        smooth(new LogSoftmax(), f32(-3, 3, 2, 3, 17));
        smooth(new SoftmaxCrossEntropy(), f32(0, 1, 5, 10), f32(-3, 3, 5, 10));
    }
}
