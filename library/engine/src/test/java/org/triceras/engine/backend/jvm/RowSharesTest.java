package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

class RowSharesTest {
    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @AfterEach
    void allThreads() {
        ThreadTeam.setThreads(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void givesTheBitsOfAnyOtherProduct(Kernels kernels) {
        int k = 130;
        int n = 4 * 120;
        int[][] starts = {{0, 120, 240, 360}, {64, 184, 304, 424}, {112, 232, 352, 472}};
        int[] lengths = {64, 48, 8};
        float[] a = KernelSets.random(k + 3, 1);
        float[] b = KernelSets.random(n * k + 5, 2);
        for (boolean transposed : new boolean[] {false, true}) {
            float[] expected = new float[n];
            int ldb = transposed ? k : n;
            new Gemm(kernels).multiply(1, n, k, a, 3, k, false, b, 5, ldb, transposed, expected, 0, n, false, null);
            RowShares shares = new RowShares(kernels, n, k, transposed, starts, lengths);
            for (int i = 0; i < 5; i++) {
                shares.keep(7, b, 5);
            }
            for (int call = 0; call < 3; call++) {
                float[] c = new float[n + 2];
                for (int share = 0; share < starts.length; share++) {
                    shares.multiply(share, a, 3, c, 2);
                }
                assertThat(java.util.Arrays.copyOfRange(c, 2, n + 2)).containsExactly(expected);
            }
        }
    }

    /** Gated and plain loops of one sample: the first calls do without kept matrices, one thread does without shares. */
    @Test
    void loopsGiveTheSameBitsOnAnyNumberOfThreads() {
        for (boolean gated : new boolean[] {true, false}) {
            for (boolean reverse : new boolean[] {true, false}) {
                float[] expected = null;
                for (int threads : new int[] {1, 2, 3, 5}) {
                    ThreadTeam.setThreads(threads);
                    TensorFunction loop = loop(gated, reverse);
                    for (int call = 0; call < 6; call++) {
                        List<Tensor> results = loop.callAll(List.of(random(1, 9, 1, gated ? 4 * 144 : 300)));
                        float[] got = Tensors.concat(
                                        0,
                                        results.stream().map(t -> t.reshape(-1)).toList())
                                .toFloatArray();
                        expected = expected == null ? got : expected;
                        assertThat(got)
                                .as("gated %s, reverse %s, %d threads, call %d", gated, reverse, threads, call)
                                .containsExactly(expected);
                    }
                }
            }
        }
    }

    private static TensorFunction loop(boolean gated, boolean reverse) {
        int units = gated ? 144 : 300;
        Variable w = new Variable(random(2, units, gated ? 4 * units : units).mul(0.1), "recurrent", true);
        Tensor zeros = Tensors.zeros(1, units);
        return TensorFunction.of(in -> {
            Tensor kernel = w.tensor();
            List<Tensor> states = gated ? List.of(zeros, zeros) : List.of(zeros);
            Loops.LoopResult result = Loops.scan(states, in, 9, reverse, (at, x) -> {
                Tensor z = x.get(0).add(at.get(0).matmul(kernel));
                if (!gated) {
                    Tensor h = z.tanh();
                    return new Loops.StepResult(List.of(h), List.of(h));
                }
                Tensor[] gates = new Tensor[4];
                for (int i = 0; i < 4; i++) {
                    gates[i] = z.slice(1, i * units, (i + 1) * units);
                }
                Tensor c =
                        gates[1].sigmoid().mul(at.get(1)).add(gates[0].sigmoid().mul(gates[2].tanh()));
                Tensor h = gates[3].sigmoid().mul(c.tanh());
                return new Loops.StepResult(List.of(h, c), List.of(h));
            });
            List<Tensor> all = new java.util.ArrayList<>(result.states());
            all.addAll(result.outputs());
            return all;
        });
    }

    private static Tensor random(int seed, int... dims) {
        int n = 1;
        for (int dim : dims) {
            n *= dim;
        }
        return Tensors.of(KernelSets.random(n, seed), dims);
    }
}
