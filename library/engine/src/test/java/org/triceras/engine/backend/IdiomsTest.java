package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;

/** What optimizers and gradients do, computed by kernels of their own, has the bits of its operations one by one. */
class IdiomsTest {
    private static final Shape SHAPE = Shape.of(37, 41);

    private static Tensor random(int seed) {
        return RandomTensors.uniform(RandomTensors.seed(seed, 0), SHAPE, -1, 1);
    }

    /** Inputs are w, m, g, v (positive) and a scalar. */
    private static void check(Function<List<Tensor>, List<Tensor>> body) {
        List<Tensor> inputs = List.of(random(1), random(2), random(3), random(4).abs(), Tensors.scalar(0.01));
        List<Tensor> eager = body.apply(inputs);
        List<Tensor> compiled = TensorFunction.of(body::apply).callAll(inputs);
        for (int i = 0; i < eager.size(); i++) {
            assertThat(compiled.get(i).toFloatArray())
                    .as("result %d", i)
                    .isEqualTo(eager.get(i).toFloatArray());
        }
    }

    @Test
    void adam() {
        check(x -> {
            Tensor m = x.get(1).add(x.get(2).sub(x.get(1)).mul(0.1));
            Tensor v = x.get(3).add(x.get(2).square().sub(x.get(3)).mul(0.001));
            return List.of(m, v, x.get(0).sub(m.mul(x.get(4)).div(v.sqrt().add(1e-7))));
        });
    }

    @Test
    void rmsprop() {
        check(x -> {
            Tensor v = x.get(3).mul(0.9).add(x.get(2).square().mul(0.1));
            return List.of(
                    v, x.get(0).sub(x.get(2).mul(x.get(4)).div(v.add(1e-7).sqrt())));
        });
    }

    @Test
    void averageOfTwo() {
        check(x -> List.of(x.get(0).mul(0.75).add(x.get(1).mul(0.25))));
    }

    @Test
    void gradientsOfActivations() {
        check(x -> {
            Tensor y = x.get(1);
            Tensor dy = x.get(2);
            return List.of(
                    dy.mul(y.square().neg().add(1)),
                    dy.mul(y).mul(y.neg().add(1)),
                    dy.mul(y.gt(0).cast(y.dtype())),
                    dy.mul(x.get(3).ge(0.25).cast(y.dtype())).mul(1.25),
                    dy.sum(0).mul(y.square().neg().add(1)),
                    dy.mul(y.sum(0)).mul(y.sum(0).neg().add(1)));
        });
    }

    @Test
    void whatOnlyLooksLikeAGradient() {
        check(x -> {
            Tensor y = x.get(1);
            Tensor dy = x.get(2);
            Tensor rest = y.neg().add(1);
            Tensor mask = y.gt(0.1).cast(y.dtype());
            return List.of(
                    dy.mul(y.square().neg().add(2)),
                    dy.mul(x.get(0)).mul(y.neg().add(1)),
                    dy.mul(y).mul(rest),
                    rest,
                    dy.mul(mask),
                    x.get(0).mul(mask),
                    dy.mul(y.gt(x.get(0)).cast(y.dtype())),
                    dy.mul(y.lt(0.5).cast(y.dtype())),
                    y.gt(0).cast(y.dtype()).mul(dy));
        });
    }

    @Test
    void whatOthersReadIsComputedAsWell() {
        check(x -> {
            Tensor difference = x.get(2).sub(x.get(1));
            Tensor square = x.get(2).square();
            Tensor move = x.get(1).mul(x.get(4));
            Tensor root = x.get(3).sqrt();
            return List.of(
                    x.get(1).add(difference.mul(0.1)),
                    difference,
                    x.get(3).add(square.sub(x.get(3)).mul(0.5)),
                    square.neg(),
                    x.get(0).sub(move.div(root.add(1e-3))),
                    move,
                    root.mul(2));
        });
    }

    @Test
    void ratesOfEachWeight() {
        check(x ->
                List.of(x.get(0).sub(x.get(2).mul(x.get(1)).div(x.get(3).sqrt().add(1e-7)))));
    }

    @Test
    void rowsThatAreRepeated() {
        check(x -> {
            Tensor row = x.get(1).sum(0);
            return List.of(
                    row.add(x.get(2).sub(row).mul(0.1)),
                    x.get(0).sub(row.mul(x.get(4)).div(x.get(3).sqrt().add(1e-7))));
        });
    }
}
