package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.backend.jvm.Pooling.PoolShape;
import org.triceras.engine.ir.op.PoolGeometry;

class PoolingTest {
    private static final List<PoolShape> SHAPES = List.of(
            new PoolShape(2, 6, 8, 5, new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0)),
            new PoolShape(1, 7, 7, 33, new PoolGeometry(3, 3, 2, 2, 1, 1, 1, 1)),
            new PoolShape(3, 5, 9, 1, new PoolGeometry(3, 2, 1, 1, 1, 0, 0, 1)),
            new PoolShape(40, 26, 26, 32, new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0)),
            new PoolShape(1, 5, 40, 3, new PoolGeometry(2, 2, 2, 2, 1, 1, 1, 1)),
            new PoolShape(2, 9, 11, 17, new PoolGeometry(2, 3, 3, 4, 0, 1, 1, 0)),
            new PoolShape(1, 64, 33, 16, new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0)),
            new PoolShape(2, 3, 3, 2, new PoolGeometry(3, 3, 3, 3, 0, 0, 0, 0)));

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithItsDefinition(Kernels kernels) {
        Pooling pooling = new Pooling(kernels);
        for (PoolShape s : SHAPES) {
            PoolGeometry g = s.geometry();
            int outputs = s.batch() * s.outputHeight() * s.outputWidth() * s.channels();
            int inputs = s.batch() * s.height() * s.width() * s.channels();
            float[] x = KernelSets.random(3 + inputs, 1);
            // Equal values, of which the first must get the gradient.
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.round(x[i] * 2);
            }
            float[] dy = KernelSets.random(2 + outputs, 2);
            float[] max = new float[1 + outputs];
            float[] mean = new float[1 + outputs];
            float[] maxDx = KernelSets.random(4 + inputs, 3);
            float[] meanDx = maxDx.clone();
            pooling.max(s, x, 3, max, 1, null);
            pooling.maxGradient(s, x, 3, dy, 2, maxDx, 4, null);
            pooling.average(s, x, 3, mean, 1, null);
            pooling.averageGradient(s, dy, 2, meanDx, 4, null);
            double[] expectedMaxDx = new double[inputs];
            double[] expectedMeanDx = new double[inputs];
            for (int o = 0; o < outputs; o++) {
                int c = o % s.channels();
                int ox = o / s.channels() % s.outputWidth();
                int oy = o / s.channels() / s.outputWidth() % s.outputHeight();
                int n = o / s.channels() / s.outputWidth() / s.outputHeight();
                int best = -1;
                double sum = 0;
                int count = 0;
                for (int pass = 0; pass < 2; pass++) {
                    for (int i = 0; i < g.height(); i++) {
                        for (int j = 0; j < g.width(); j++) {
                            int iy = oy * g.strideH() - g.padTop() + i;
                            int ix = ox * g.strideW() - g.padLeft() + j;
                            if (iy < 0 || iy >= s.height() || ix < 0 || ix >= s.width()) {
                                continue;
                            }
                            int at = ((n * s.height() + iy) * s.width() + ix) * s.channels() + c;
                            if (pass == 0) {
                                best = best < 0 || x[3 + at] > x[3 + best] ? at : best;
                                sum += x[3 + at];
                                count++;
                            } else {
                                expectedMeanDx[at] += dy[2 + o] / (double) count;
                            }
                        }
                    }
                }
                assertThat(max[1 + o]).isEqualTo(x[3 + best]);
                assertThat((double) mean[1 + o]).isCloseTo(sum / count, within(1e-5));
                expectedMaxDx[best] += dy[2 + o];
            }
            for (int i = 0; i < inputs; i++) {
                assertThat((double) maxDx[4 + i]).as("%s dx[%d]", s, i).isCloseTo(expectedMaxDx[i], within(1e-5));
                assertThat((double) meanDx[4 + i]).isCloseTo(expectedMeanDx[i], within(1e-5));
            }
        }
    }

    @Test
    void handsEachElementToTheEpilogueOnce() {
        Pooling pooling = Pooling.get();
        for (PoolShape s : SHAPES) {
            int inputs = s.batch() * s.height() * s.width() * s.channels();
            int outputs = s.batch() * s.outputHeight() * s.outputWidth() * s.channels();
            float[] x = KernelSets.random(inputs, 1);
            float[] dy = KernelSets.random(outputs, 2);
            float[][] expected = run(pooling, s, x, dy, null);
            for (float[] values : expected) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += i;
                }
            }
            assertThat(run(pooling, s, x, dy, KernelSets.addIndex(s.channels())))
                    .as("%s", s)
                    .isDeepEqualTo(expected);
        }
    }

    private static float[][] run(Pooling pooling, PoolShape s, float[] x, float[] dy, Epilogue epilogue) {
        float[][] got = {new float[dy.length], new float[dy.length], new float[x.length], new float[x.length]};
        pooling.max(s, x, 0, got[0], 0, epilogue);
        pooling.average(s, x, 0, got[1], 0, epilogue);
        pooling.maxGradient(s, x, 0, dy, 0, got[2], 0, epilogue);
        pooling.averageGradient(s, dy, 0, got[3], 0, epilogue);
        return got;
    }
}
