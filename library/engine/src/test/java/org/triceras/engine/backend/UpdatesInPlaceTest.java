package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Variable;

/** Results that go straight to a variable, and those that may not, since its old value is still needed. */
class UpdatesInPlaceTest {
    private static final Shape SHAPE = Shape.of(37, 37);

    private final Tensor x = RandomTensors.uniform(RandomTensors.seed(1, 0), SHAPE, -1, 1);
    private final Tensor y = RandomTensors.uniform(RandomTensors.seed(2, 0), SHAPE, -1, 1);
    private final Variable a = new Variable(x, "a", true);
    private final Variable b = new Variable(y, "b", true);

    private static List<Tensor> run(Runnable body, Tensor... results) {
        return TensorFunction.of(nothing -> {
                    body.run();
                    return List.of(results);
                })
                .callAll(List.of());
    }

    private static void assertSame(Tensor got, Tensor expected) {
        assertThat(got.toFloatArray()).isEqualTo(expected.toFloatArray());
    }

    @Test
    void ofAnotherVariable() {
        run(() -> b.assign(a.tensor().softmax()));
        assertSame(b.value(), x.softmax());
        run(() -> b.assign(a.tensor().matmul(a.tensor())));
        assertSame(b.value(), x.matmul(x));
    }

    @Test
    void ofTheVariableItself() {
        run(() -> a.assign(a.tensor().softmax()));
        assertSame(a.value(), x.softmax());
        run(() -> b.assign(b.tensor().matmul(b.tensor())));
        assertSame(b.value(), y.matmul(y));
    }

    @Test
    void whileAnotherReadsTheOldValue() {
        run(() -> {
            Tensor old = b.tensor();
            b.assign(a.tensor().softmax());
            a.assign(old.transpose().softmax());
        });
        assertSame(b.value(), x.softmax());
        assertSame(a.value(), y.transpose().softmax());
    }

    @Test
    void andIntoAnotherResult() {
        run(() -> {
            Tensor soft = a.tensor().softmax();
            b.assign(soft);
            a.assign(soft.add(a.tensor()));
        });
        assertSame(b.value(), x.softmax());
        assertSame(a.value(), x.softmax().add(x));
    }

    @Test
    void acrossAShape() {
        run(() -> b.assign(a.tensor().reshape(37 * 37).softmax().reshape(37, 37)));
        assertSame(b.value(), x.reshape(37 * 37).softmax().reshape(37, 37));
    }
}
