package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

class PooledConvolutionTest {
    private static final ConvGeometry SAME = new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1);
    private static final PoolGeometry HALF = new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0);
    private static final PoolGeometry OVERLAPPING = new PoolGeometry(3, 3, 2, 2, 1, 1, 1, 1);

    @AfterEach
    void allThreads() {
        ThreadTeam.setThreads(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void givesTheBitsOfOneAfterTheOther() {
        for (int threads : new int[] {1, 2, 3}) {
            ThreadTeam.setThreads(threads);
            for (int batch : new int[] {1, 3, 9}) {
                // By taps, by Winograd's way, and in groups; loops that go behind the pooling and loops that don't.
                check(batch, 12, 1, 32, ConvGeometry.DEFAULT, new MaxPool2d(HALF), Tensor::relu);
                check(batch, 13, 24, 40, SAME, new MaxPool2d(OVERLAPPING), Tensor::tanh);
                check(batch, 13, 24, 40, SAME, new AvgPool2d(HALF), x -> x);
                check(batch, 9, 3, 5, ConvGeometry.DEFAULT, new AvgPool2d(OVERLAPPING), Tensor::sigmoid);
            }
        }
    }

    private static void check(
            int batch, int size, int channels, int filters, ConvGeometry g, Op pool, UnaryOperator<Tensor> activation) {
        Tensor x = random(1, batch, size, size, channels);
        Tensor w = random(2, 3, 3, channels, filters);
        Tensor bias = random(3, filters);
        TensorFunction both = TensorFunction.of(in -> {
            Tensor y = Tensor.emit(new Conv2d(g), in.get(0), in.get(1));
            return List.of(Tensor.emit(pool, activation.apply(y.add(in.get(2)))).mul(2));
        });
        // What is an output is not between.
        TensorFunction apart = TensorFunction.of(in -> {
            Tensor y = activation.apply(
                    Tensor.emit(new Conv2d(g), in.get(0), in.get(1)).add(in.get(2)));
            return List.of(Tensor.emit(pool, y).mul(2), y);
        });
        assertThat(both.call(x, w, bias).toFloatArray())
                .as("%d images %dx%d, %d to %d, %s", batch, size, size, channels, filters, pool)
                .containsExactly(apart.callAll(List.of(x, w, bias)).get(0).toFloatArray());
    }

    @Test
    void givesTheBitsOfOneAfterTheOtherWhereFiltersStay() {
        for (int threads : new int[] {1, 2, 3}) {
            ThreadTeam.setThreads(threads);
            for (int batch : new int[] {1, 3}) {
                checkKept(batch, 12, 1, 32, new MaxPool2d(HALF));
                checkKept(batch, 13, 32, 64, new MaxPool2d(HALF));
                checkKept(batch, 13, 24, 90, new MaxPool2d(OVERLAPPING));
                checkKept(batch, 14, 32, 40, new AvgPool2d(HALF));
            }
        }
    }

    /** Filters that a program only reads are packed once, and then few tiles are enough for Winograd's way. */
    private static void checkKept(int batch, int size, int channels, int filters, Op pool) {
        Tensor x = random(1, batch, size, size, channels);
        Variable w = new Variable(random(2, 3, 3, channels, filters), "filters", true);
        Tensor bias = random(3, filters);
        ConvGeometry g = ConvGeometry.DEFAULT;
        for (UnaryOperator<Tensor> activation : List.<UnaryOperator<Tensor>>of(Tensor::relu, Tensor::tanh)) {
            TensorFunction both = TensorFunction.of(in -> {
                Tensor y = Tensor.emit(new Conv2d(g), in.get(0), w.tensor());
                return List.of(Tensor.emit(pool, activation.apply(y.add(in.get(1)))));
            });
            TensorFunction apart = TensorFunction.of(in -> {
                Tensor y = activation.apply(
                        Tensor.emit(new Conv2d(g), in.get(0), w.tensor()).add(in.get(1)));
                return List.of(Tensor.emit(pool, y), y);
            });
            float[] expected = apart.callAll(List.of(x, bias)).get(0).toFloatArray();
            for (int call = 0; call < 6; call++) {
                assertThat(both.call(x, bias).toFloatArray())
                        .as("call %d, %d images %dx%d, %d to %d, %s", call, batch, size, size, channels, filters, pool)
                        .containsExactly(expected);
            }
        }
    }

    private static Tensor random(int seed, int... dims) {
        int n = 1;
        for (int dim : dims) {
            n *= dim;
        }
        return Tensors.of(KernelSets.random(n, seed), dims);
    }
}
