package org.triceras.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;

/** Traced functions, the variables in them, and their gradients. */
class TensorFunctionTest {
    private final Variable w = new Variable(Tensors.of(new float[] {1, 2, 3}), "layer/w", true);

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    private static Tensor vector(float... values) {
        return Tensors.of(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void tracedOncePerShapeAndType(String backend) {
        Backends.use(backend);
        AtomicInteger traces = new AtomicInteger();
        TensorFunction f = TensorFunction.of(in -> {
            traces.incrementAndGet();
            return List.of(in.get(0).mul(2), in.get(0).sum());
        });
        assertThat(f.call(vector(1, 2)).toFloatArray()).containsExactly(2, 4);
        assertThat(f.callAll(List.of(vector(5, 6))).get(1).item()).isEqualTo(11);
        assertThat(traces).hasValue(1);
        f.call(vector(1, 2, 3));
        f.call(Tensors.of(new int[] {1, 2}));
        assertThat(traces).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void resultsAreNotOverwrittenByTheNextCall(String backend) {
        Backends.use(backend);
        TensorFunction f = TensorFunction.of(
                in -> List.of(in.get(0).add(1), in.get(0), in.get(0).add(1).reshape(1, 2), w.tensor()));
        Tensor input = vector(1, 2);
        List<Tensor> first = f.callAll(List.of(input));
        w.assign(vector(7, 7, 7));
        f.callAll(List.of(vector(8, 9)));
        assertThat(first.get(0).toFloatArray()).containsExactly(2, 3);
        assertThat(first.get(1).toFloatArray()).containsExactly(1, 2);
        assertThat(first.get(2).toFloatArray()).containsExactly(2, 3);
        assertThat(first.get(3).toFloatArray()).containsExactly(1, 2, 3);
        assertThat(input.toFloatArray()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void variablesAreReadAndUpdated(String backend) {
        Backends.use(backend);
        Variable steps = new Variable(Tensors.scalar(0, DType.INT64), "steps", false);
        TensorFunction step = TensorFunction.of(in -> {
            Tensor loss = w.tensor().sub(in.get(0)).square().sum();
            Tensor gradient = Gradients.of(loss, List.of(w)).get(0);
            w.assignSub(gradient.mul(0.25));
            steps.assignAdd(Tensors.scalar(1, DType.INT64));
            return List.of(loss);
        });
        assertThat(step.call(vector(1, 1, 1)).item()).isEqualTo(5);
        assertThat(w.value().toFloatArray()).containsExactly(1, 1.5f, 2);
        Tensor kept = w.value();
        assertThat(step.call(vector(1, 1, 1)).item()).isEqualTo(1.25);
        assertThat(w.value().toFloatArray()).containsExactly(1, 1.25f, 1.5f);
        assertThat(kept.toFloatArray()).containsExactly(1, 1.5f, 2);
        assertThat(steps.value().item()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void updatesSeeTheOldValuesOfOtherVariables(String backend) {
        Backends.use(backend);
        Variable a = new Variable(vector(1), "a", true);
        Variable b = new Variable(vector(2), "b", true);
        TensorFunction swap = TensorFunction.of(in -> {
            Tensor oldA = a.tensor();
            a.assign(b);
            b.assign(oldA);
            return List.of(a.tensor().mul(10).add(b.tensor()));
        });
        assertThat(swap.callAll(List.of()).get(0).toFloatArray()).containsExactly(21);
        assertThat(a.value().toFloatArray()).containsExactly(2);
        assertThat(b.value().toFloatArray()).containsExactly(1);
        swap.callAll(List.of());
        assertThat(a.value().toFloatArray()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void functionsInFunctions(String backend) {
        Backends.use(backend);
        TensorFunction inner = TensorFunction.of(in -> {
            w.assignAdd(Tensors.ones(3));
            return List.of(w.tensor().mul(in.get(0)));
        });
        // Called with a constant, yet its variable is the one of the trace: each run of outer updates it.
        TensorFunction outer =
                TensorFunction.of(in -> List.of(inner.call(vector(2, 2, 2)).add(in.get(0))));
        assertThat(outer.call(vector(0, 0, 0)).toFloatArray()).containsExactly(4, 6, 8);
        assertThat(outer.call(vector(0, 0, 0)).toFloatArray()).containsExactly(6, 8, 10);
        assertThat(w.value().toFloatArray()).containsExactly(3, 4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void gradients(String backend) {
        Backends.use(backend);
        TensorFunction f = TensorFunction.of(
                in -> List.of(in.get(0).matmul(in.get(1)).tanh().sum()));
        Tensor x = Tensors.of(new double[][] {{0.1, 0.2}});
        Tensor y = Tensors.of(new double[][] {{0.3}, {0.4}});
        List<Tensor> found = f.gradient(x, y);
        double slope = 1 - Math.pow(Math.tanh(0.11), 2);
        assertThat(found.get(0).toDoubleArray())
                .containsExactly(new double[] {0.3 * slope, 0.4 * slope}, within(1e-12));
        assertThat(found.get(1).toDoubleArray())
                .containsExactly(new double[] {0.1 * slope, 0.2 * slope}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void gradientsOfGradientsAndStops(String backend) {
        Backends.use(backend);
        TensorFunction f = TensorFunction.of(in -> List.of(in.get(0).pow(3).sum()));
        TensorFunction slope = TensorFunction.of(in -> List.of(
                Gradients.of(f.call(in.get(0)), List.of(in.get(0))).get(0).sum()));
        assertThat(slope.gradient(Tensors.of(new double[] {2})).get(0).toDoubleArray())
                .containsExactly(new double[] {12}, within(1e-12));
        TensorFunction stopped = TensorFunction.of(
                in -> List.of(in.get(0).mul(in.get(0).stopGradient()).sum()));
        assertThat(stopped.gradient(vector(3, 4)).get(0).toFloatArray()).containsExactly(3, 4);
        TensorFunction independent = TensorFunction.of(in -> List.of(in.get(0).sum()));
        assertThat(independent.gradient(vector(1), vector(5, 6)).get(1).toFloatArray())
                .containsExactly(0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void errorsWhileTracingLeaveNoTrace(String backend) {
        Backends.use(backend);
        TensorFunction wrong = TensorFunction.of(in -> List.of(in.get(0).add(vector(1, 2, 3))));
        assertThatThrownBy(() -> wrong.call(vector(1, 2))).isInstanceOf(ShapeException.class);
        assertThat(Trace.current()).isNull();
        TensorFunction peeks =
                TensorFunction.of(in -> List.of(Tensors.scalar(in.get(0).item())));
        assertThatThrownBy(() -> peeks.call(vector(1)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("traced");
        TensorFunction many = TensorFunction.of(in -> List.of(in.get(0)));
        assertThatThrownBy(() -> many.gradient(vector(1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("scalar");
        assertThatThrownBy(() -> Gradients.of(Tensors.scalar(1), List.of(vector(1))))
                .isInstanceOf(ArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void outsideATraceValuesAreConcrete(String backend) {
        Backends.use(backend);
        TensorFunction f = TensorFunction.of(in -> {
            Tensor now = Trace.outside(w::tensor);
            assertThat(now.isConcrete()).isTrue();
            assertThat(w.tensor().isConcrete()).isFalse();
            return List.of(w.tensor().sub(now));
        });
        assertThat(f.callAll(List.of()).get(0).toFloatArray()).containsExactly(0, 0, 0);
        w.assign(vector(2, 2, 2));
        assertThat(f.callAll(List.of()).get(0).toFloatArray()).containsExactly(1, 0, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void variablesCheckAndConvert(String backend) {
        Backends.use(backend);
        assertThat(w.name()).isEqualTo("w");
        assertThat(w).hasToString("<Variable path=layer/w, shape=(3,), dtype=float32>");
        w.assign(Tensors.of(new int[] {4, 5, 6}));
        assertThat(w.value().toFloatArray()).containsExactly(4, 5, 6);
        assertThatThrownBy(() -> w.assign(vector(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer/w")
                .hasMessageContaining("(3,)")
                .hasMessageContaining("(1,)");
        assertThat(vector(1, 1, 1).add(w).toFloatArray()).containsExactly(5, 6, 7);
    }
}
