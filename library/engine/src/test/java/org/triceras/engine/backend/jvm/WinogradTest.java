package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.ir.op.ConvGeometry;

class WinogradTest {
    private static final int OFFSET = ConvolutionTest.OFFSET;
    private static final ConvGeometry SAME = pads(1, 1, 1, 1);

    /** Also those that are too small to be worth it: parts of tiles, borders on each side, channels that do not fill vectors. */
    private static final List<ConvShape> SHAPES = List.of(
            shape(1, 3, 3, 1, 1, ConvGeometry.DEFAULT),
            shape(1, 1, 1, 2, 3, SAME),
            shape(2, 6, 6, 16, 32, ConvGeometry.DEFAULT),
            shape(2, 7, 5, 3, 33, SAME),
            shape(3, 13, 13, 32, 20, ConvGeometry.DEFAULT),
            shape(1, 9, 14, 5, 7, pads(2, 0, 0, 1)),
            shape(2, 5, 11, 17, 4, pads(0, 2, 2, 0)),
            shape(1, 2, 50, 4, 8, pads(2, 2, 2, 2)));

    private static ConvShape shape(int batch, int height, int width, int channels, int filters, ConvGeometry g) {
        return new ConvShape(batch, height, width, channels, filters, 3, 3, g);
    }

    private static ConvGeometry pads(int top, int bottom, int left, int right) {
        return new ConvGeometry(1, 1, top, bottom, left, right, 1, 1, 1);
    }

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @AfterEach
    void resetThreads() {
        ThreadTeam.setThreads(2);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithTheDefinitionAndInEveryBitWithTheScalarKernels(Kernels kernels) {
        Winograd scalar = new Winograd(Simd.kernels(0));
        Winograd winograd = new Winograd(kernels);
        for (ConvShape s : SHAPES) {
            float[] x = KernelSets.random(OFFSET + s.batch() * s.height() * s.width() * s.channels(), 1);
            float[] w = KernelSets.random(OFFSET + s.depth() * s.filters(), 2);
            float[] dy = KernelSets.random(OFFSET + s.positions() * s.filters(), 3);
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            ConvolutionTest.define(s, x, w, dy, y, dx, new double[w.length]);

            float[][] expected = run(scalar, s, x, w, dy);
            float[][] got = run(winograd, s, x, w, dy);
            ConvolutionTest.check(s, kernels, "y", got[0], y);
            ConvolutionTest.check(s, kernels, "dx", got[1], dx);
            if (Simd.hasFma()) {
                assertThat(got).as("%s with %d lanes", s, kernels.lanes()).isDeepEqualTo(expected);
            }
        }
    }

    private static float[][] run(Winograd winograd, ConvShape s, float[] x, float[] w, float[] dy) {
        float[][] results = {new float[dy.length], new float[x.length]};
        float[] filters = new float[winograd.filtersSize(s)];
        winograd.filters(s, w, OFFSET, filters);
        winograd.packed(s, x, OFFSET, filters).all(s.batch(), results[0], OFFSET, null);
        winograd.inputGradient(s, w, OFFSET, dy, OFFSET, results[1], OFFSET, null);
        return results;
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        ConvShape s = shape(9, 14, 15, 24, 40, SAME);
        float[] x = KernelSets.random(OFFSET + s.batch() * s.height() * s.width() * s.channels(), 1);
        float[] w = KernelSets.random(OFFSET + s.depth() * s.filters(), 2);
        float[] dy = KernelSets.random(OFFSET + s.positions() * s.filters(), 3);
        Winograd winograd = new Winograd(Simd.kernels());
        float[][] expected = null;
        for (int threads : new int[] {1, 2, 3, 5}) {
            ThreadTeam.setThreads(threads);
            float[][] got = run(winograd, s, x, w, dy);
            expected = expected == null ? got : expected;
            assertThat(got).as("%d threads", threads).isDeepEqualTo(expected);
        }
    }

    @Test
    void errsLittleMoreThanDirectProducts() {
        Random random = new Random(4);
        ConvShape s = shape(2, 14, 14, 256, 16, SAME);
        float[] w = KernelSets.random(OFFSET + s.depth() * s.filters(), 2);
        float[] dy = KernelSets.random(OFFSET + s.positions() * s.filters(), 3);
        float[] normal = KernelSets.random(OFFSET + s.batch() * s.height() * s.width() * s.channels(), 1);
        float[] grey = new float[normal.length];
        float[] wide = new float[normal.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = random.nextInt(256);
            wide[i] = normal[i] * (float) Math.pow(10, random.nextInt(7) - 3);
        }
        for (float[] x : new float[][] {normal, grey, wide}) {
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            ConvolutionTest.define(s, x, w, dy, y, dx, new double[w.length]);
            float[][] got = run(new Winograd(Simd.kernels()), s, x, w, dy);
            assertThat(largestError(got[0], y)).isLessThan(2e-5);
            assertThat(largestError(got[1], dx)).isLessThan(1e-5);
        }
    }

    /** Relative to the root mean square. */
    private static double largestError(float[] got, double[] expected) {
        double largest = 0;
        double squares = 0;
        for (int i = OFFSET; i < got.length; i++) {
            largest = Math.max(largest, Math.abs(got[i] - expected[i]));
            squares += expected[i] * expected[i];
        }
        return largest / Math.sqrt(squares / (got.length - OFFSET));
    }

    @Test
    void isChosenForManyTilesAndChannelsOnly() {
        assertThat(pays(shape(128, 13, 13, 32, 64, ConvGeometry.DEFAULT))).isTrue();
        assertThat(pays(shape(1, 56, 56, 64, 64, SAME))).isTrue();
        assertThat(pays(shape(128, 28, 28, 1, 32, SAME))).isFalse();
        assertThat(pays(shape(1, 13, 13, 32, 64, ConvGeometry.DEFAULT))).isFalse();
        assertThat(pays(shape(8, 7, 7, 512, 512, SAME))).isFalse();
        assertThat(pays(shape(128, 7, 7, 32, 32, ConvGeometry.DEFAULT))).isFalse();
        assertThat(pays(shape(128, 28, 28, 32, 64, new ConvGeometry(2, 1, 1, 1, 1, 1, 1, 1, 1))))
                .isFalse();
        assertThat(pays(shape(128, 28, 28, 32, 64, new ConvGeometry(1, 1, 2, 2, 2, 2, 2, 2, 1))))
                .isFalse();
        assertThat(pays(shape(128, 28, 28, 32, 64, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 2))))
                .isFalse();
        assertThat(pays(shape(128, 28, 28, 32, 64, pads(3, 3, 3, 3)))).isFalse();
        assertThat(pays(new ConvShape(128, 28, 28, 32, 64, 3, 5, SAME))).isFalse();
    }

    @Test
    void isChosenForFewTilesWhereFiltersStay() {
        assertThat(Winograd.paysKept(shape(1, 13, 13, 32, 64, ConvGeometry.DEFAULT)))
                .isTrue();
        assertThat(Winograd.paysKept(shape(1, 7, 7, 128, 128, SAME))).isTrue();
        assertThat(Winograd.paysKept(shape(1, 4, 4, 128, 128, SAME))).isFalse();
        assertThat(Winograd.paysKept(shape(1, 28, 28, 1, 32, SAME))).isFalse();
    }

    private static boolean pays(ConvShape s) {
        return Winograd.pays(s, s.outputHeight(), s.outputWidth());
    }
}
