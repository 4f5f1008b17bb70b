package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;

/** Operations on arrays so large that they are cut where cache lines and pages begin: no element is left out, none is taken twice. */
class LargeArraysTest {
    private static final int SIZE = 300_007;

    private final Tensor x = RandomTensors.uniform(RandomTensors.seed(7, 0), Shape.of(SIZE), -1, 1);
    private final int threads = ThreadTeam.current().threads();

    @AfterEach
    void resetThreads() {
        ThreadTeam.setThreads(threads);
    }

    private static float[] run(Tensor x, UnaryOperator<Tensor> operation) {
        return TensorFunction.of(feeds -> List.of(operation.apply(feeds.get(0))))
                .callAll(List.of(x))
                .get(0)
                .toFloatArray();
    }

    @Test
    void reductionsToOneNumber() {
        double sum = 0;
        float max = Float.NEGATIVE_INFINITY;
        float min = Float.POSITIVE_INFINITY;
        for (float v : x.toFloatArray()) {
            sum += v;
            max = Math.max(max, v);
            min = Math.min(min, v);
        }
        float[] first = run(x, Tensor::sum);
        assertThat((double) first[0]).isCloseTo(sum, within(1e-2));
        for (int n = 1; n <= 3; n++) {
            ThreadTeam.setThreads(n);
            assertThat(run(x, Tensor::sum)).isEqualTo(first);
            assertThat(run(x, Tensor::max)).containsExactly(max);
            assertThat(run(x, Tensor::min)).containsExactly(min);
        }
    }

    @Test
    void theExtremeMayBeAnywhere() {
        for (int at : new int[] {0, 11, 12, 65_547, 65_548, SIZE - 1}) {
            float[] values = x.toFloatArray();
            values[at] = 5;
            assertThat(run(Tensors.of(values, SIZE), Tensor::max)).containsExactly(5);
            values[at] = Float.NaN;
            assertThat(run(Tensors.of(values, SIZE), Tensor::max)[0]).isNaN();
        }
    }

    @Test
    void loopsOfOneOperationAndOfMore() {
        float[] values = x.toFloatArray();
        float[] relu = run(x, Tensor::relu);
        float[] more = run(x, t -> t.relu().mul(2f).add(t));
        float[] twice = run(x, t -> t.add(t));
        for (int i = 0; i < SIZE; i++) {
            float expected = Math.max(values[i], 0);
            if (relu[i] != expected || more[i] != expected * 2 + values[i] || twice[i] != 2 * values[i]) {
                throw new AssertionError("element " + i);
            }
        }
    }
}
