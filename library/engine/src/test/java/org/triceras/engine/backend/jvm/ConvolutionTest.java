package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.ir.op.ConvGeometry;

class ConvolutionTest {
    static final int OFFSET = 3;

    private static final List<ConvShape> SHAPES = List.of(
            new ConvShape(2, 5, 6, 3, 4, 3, 3, ConvGeometry.DEFAULT),
            new ConvShape(1, 1, 1, 1, 1, 1, 1, ConvGeometry.DEFAULT),
            new ConvShape(3, 9, 8, 1, 33, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1)),
            new ConvShape(2, 11, 7, 5, 32, 3, 2, new ConvGeometry(2, 3, 0, 1, 2, 1, 1, 1, 1)),
            new ConvShape(2, 10, 10, 4, 6, 3, 3, new ConvGeometry(1, 1, 2, 2, 2, 2, 2, 2, 1)),
            new ConvShape(2, 7, 9, 6, 9, 2, 3, new ConvGeometry(1, 2, 1, 0, 0, 1, 1, 2, 3)),
            new ConvShape(1, 6, 6, 4, 8, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 4)),
            new ConvShape(1, 4, 4, 2, 3, 2, 2, new ConvGeometry(2, 2, 3, 2, 2, 3, 1, 1, 1)),
            new ConvShape(5, 14, 13, 8, 64, 3, 3, ConvGeometry.DEFAULT),
            new ConvShape(1, 17, 8, 32, 20, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1)),
            new ConvShape(1, 20, 9, 64, 6, 3, 2, new ConvGeometry(2, 3, 2, 1, 0, 3, 2, 1, 2)),
            new ConvShape(1, 40, 80, 32, 9, 2, 2, new ConvGeometry(2, 2, 1, 0, 0, 1, 1, 2, 1)),
            new ConvShape(1, 33, 9, 3, 7, 3, 3, new ConvGeometry(2, 1, 1, 1, 2, 0, 2, 1, 1)),
            new ConvShape(2, 12, 14, 1, 6, 5, 5, new ConvGeometry(1, 1, 2, 2, 2, 2, 1, 1, 1)),
            new ConvShape(40, 3, 3, 20, 5, 3, 3, new ConvGeometry(1, 1, 1, 0, 0, 1, 1, 1, 1)),
            new ConvShape(2, 30, 31, 2, 5, 5, 5, new ConvGeometry(3, 3, 0, 0, 0, 0, 1, 1, 1)),
            new ConvShape(3, 14, 17, 17, 35, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1)),
            new ConvShape(6, 13, 13, 32, 16, 3, 3, ConvGeometry.DEFAULT));

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @AfterEach
    void resetThreads() {
        ThreadTeam.setThreads(2);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void forwardAndGradientsAgreeWithTheirDefinition(Kernels kernels) {
        Convolution convolution = new Convolution(kernels);
        for (ConvShape s : SHAPES) {
            float[] x = KernelSets.random(OFFSET + s.batch() * s.height() * s.width() * s.channels(), 1);
            float[] w = KernelSets.random(OFFSET + s.depth() * s.filters(), 2);
            float[] dy = KernelSets.random(OFFSET + s.positions() * s.filters(), 3);
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            double[] dw = new double[w.length];
            define(s, x, w, dy, y, dx, dw);

            float[] gotY = new float[dy.length];
            convolution.forward(s, x, OFFSET, w, OFFSET, gotY, OFFSET, null);
            check(s, kernels, "y", gotY, y);
            float[] gotDx = new float[x.length];
            convolution.inputGradient(s, w, OFFSET, dy, OFFSET, gotDx, OFFSET, null);
            check(s, kernels, "dx", gotDx, dx);
            float[] gotDw = new float[w.length];
            convolution.filterGradient(s, x, OFFSET, dy, OFFSET, gotDw, OFFSET);
            check(s, kernels, "dw", gotDw, dw);
        }
    }

    static void check(ConvShape s, Kernels kernels, String what, float[] got, double[] expected) {
        for (int i = 0; i < got.length; i++) {
            assertThat((double) got[i])
                    .as("%s[%d] of %s with %d lanes", what, i, s, kernels.lanes())
                    .isEqualTo(expected[i], Offset.offset(2e-4 * (1 + Math.abs(expected[i]))));
        }
    }

    static void define(ConvShape s, float[] x, float[] w, float[] dy, double[] y, double[] dx, double[] dw) {
        ConvGeometry g = s.geometry();
        int position = 0;
        for (int n = 0; n < s.batch(); n++) {
            for (int oy = 0; oy < s.outputHeight(); oy++) {
                for (int ox = 0; ox < s.outputWidth(); ox++) {
                    for (int f = 0; f < s.filters(); f++) {
                        int out = OFFSET + position * s.filters() + f;
                        int group = f / s.groupFilters();
                        for (int i = 0; i < s.kernelHeight(); i++) {
                            for (int j = 0; j < s.kernelWidth(); j++) {
                                int iy = oy * g.strideH() - g.padTop() + i * g.dilationH();
                                int ix = ox * g.strideW() - g.padLeft() + j * g.dilationW();
                                if (iy < 0 || iy >= s.height() || ix < 0 || ix >= s.width()) {
                                    continue;
                                }
                                for (int c = 0; c < s.groupChannels(); c++) {
                                    int at = OFFSET
                                            + ((n * s.height() + iy) * s.width() + ix) * s.channels()
                                            + group * s.groupChannels()
                                            + c;
                                    int weight = OFFSET
                                            + ((i * s.kernelWidth() + j) * s.groupChannels() + c) * s.filters()
                                            + f;
                                    y[out] += (double) x[at] * w[weight];
                                    dx[at] += (double) dy[out] * w[weight];
                                    dw[weight] += (double) dy[out] * x[at];
                                }
                            }
                        }
                    }
                    position++;
                }
            }
        }
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        ConvShape s = new ConvShape(40, 14, 13, 8, 40, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1));
        float[] x = KernelSets.random(s.batch() * s.height() * s.width() * s.channels(), 1);
        float[] w = KernelSets.random(s.depth() * s.filters(), 2);
        float[] dy = KernelSets.random(s.positions() * s.filters(), 3);
        float[][] expected = null;
        for (int threads : new int[] {1, 2, 3, 5}) {
            ThreadTeam.setThreads(threads);
            float[][] got = {new float[dy.length], new float[x.length], new float[w.length]};
            Convolution.get().forward(s, x, 0, w, 0, got[0], 0, null);
            Convolution.get().inputGradient(s, w, 0, dy, 0, got[1], 0, null);
            Convolution.get().filterGradient(s, x, 0, dy, 0, got[2], 0);
            expected = expected == null ? got : expected;
            assertThat(got).as("%d threads", threads).isDeepEqualTo(expected);
        }
    }

    @Test
    void handsEachElementToTheEpilogueOnce() {
        for (ConvShape s : SHAPES) {
            float[] x = KernelSets.random(s.batch() * s.height() * s.width() * s.channels(), 1);
            float[] w = KernelSets.random(s.depth() * s.filters(), 2);
            float[] dy = KernelSets.random(s.positions() * s.filters(), 3);
            Convolution convolution = Convolution.get();
            float[][] expected = {new float[dy.length], new float[x.length]};
            convolution.forward(s, x, 0, w, 0, expected[0], 0, null);
            convolution.inputGradient(s, w, 0, dy, 0, expected[1], 0, null);
            for (float[] values : expected) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += i;
                }
            }
            float[][] got = {new float[dy.length], new float[x.length]};
            convolution.forward(s, x, 0, w, 0, got[0], 0, KernelSets.addIndex(s.filters()));
            convolution.inputGradient(s, w, 0, dy, 0, got[1], 0, KernelSets.addIndex(s.channels()));
            assertThat(got).as("%s", s).isDeepEqualTo(expected);
        }
    }
}
