package org.triceras.keras.losses;

import java.util.List;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Connectionist temporal classification: -log of the probability of a sequence of labels, however they lie in time. yTrue is (batch,
 * labels), 0 behind the last one; yPred is (batch, steps, classes) of scores before the softmax, class 0 being the blank. Graves 2006.
 */
public final class CTC extends Loss {
    private static final double NEVER = -1e30;

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        if (yTrue.rank() != 2 || yPred.rank() != 3) {
            throw new ShapeException("ctc: expected labels of shape (batch, labels) and scores of shape (batch, steps,"
                    + " classes). Received " + yTrue.shape() + " and " + yPred.shape() + ".");
        }
        int batch = yPred.shape().dim(0);
        int steps = yPred.shape().dim(1);
        int count = yTrue.shape().dim(1);
        int states = 2 * count + 1;
        Tensor labels = yTrue.cast(DType.INT32);
        // A state for each label and blanks before, between and behind them.
        Tensor paired = Tensors.stack(2, labels.zerosLike(), labels).reshape(batch, 2 * count);
        Tensor path = paired.pad(new int[] {0, 0}, new int[] {0, 1}, 0);
        Tensor logs = yPred.logSoftmax();
        Tensor emitted = logs.gatherAlong(path.expandDims(1).broadcastTo(Shape.of(batch, steps, states)), 2)
                .transpose(1, 0, 2);
        // A blank may be left out between different labels.
        Tensor mayLeap = path.ne(0).and(path.ne(shifted(path, 2, 0)));
        Tensor first = Tensors.iota(Shape.of(batch, states), 1, DType.INT32).le(1);
        Tensor alpha = first.where(emitted.at(0), NEVER);
        if (steps > 1) {
            alpha = Loops.scan(List.of(alpha), List.of(emitted.slice(0, 1, steps)), steps - 1, false, (before, now) -> {
                        Tensor a = before.get(0);
                        Tensor leap = mayLeap.where(shifted(a, 2, NEVER), NEVER);
                        Tensor sum = logSum(logSum(a, shifted(a, 1, NEVER)), leap);
                        return new Loops.StepResult(List.of(sum.add(now.get(0))), List.of());
                    })
                    .states()
                    .get(0);
        }
        Tensor last = labels.ne(0).cast(DType.INT32).sum(1).mul(2).reshape(batch, 1);
        Tensor onBlank = alpha.gatherAlong(last, 1);
        Tensor onLabel = last.gt(0).where(alpha.gatherAlong(last.sub(1).maximum(0), 1), NEVER);
        return logSum(onBlank, onLabel).neg().reshape(batch);
    }

    private static Tensor shifted(Tensor x, int by, double fill) {
        int states = x.shape().dim(1);
        return x.pad(new int[] {0, by}, new int[] {0, 0}, fill).slice(1, 0, states);
    }

    private static Tensor logSum(Tensor a, Tensor b) {
        Tensor most = a.maximum(b).stopGradient();
        return a.sub(most).exp().add(b.sub(most).exp()).log().add(most);
    }
}
