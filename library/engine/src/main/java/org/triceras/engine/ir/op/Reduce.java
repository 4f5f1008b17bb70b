package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Combines all elements along the given axes (sorted, counted from the front), which become length 1 or disappear. */
public record Reduce(ReduceKind kind, Axes axes, boolean keepDims) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        Spec x = inputs.get(0);
        if (kind.isLogical()) {
            Checks.isBool(this, x);
        }
        int[] dims = x.shape().dims();
        for (int axis : axes.toArray()) {
            boolean needsElement = kind == ReduceKind.MAX || kind == ReduceKind.MIN;
            Checks.require(
                    !needsElement || dims[x.shape().axis(axis)] != 0,
                    this,
                    "the maximum or minimum of no elements is not defined. Received shape " + x.shape() + ".");
            dims[x.shape().axis(axis)] = 1;
        }
        Shape kept = Shape.of(dims);
        return x.with(keepDims ? kept : squeeze(kept));
    }

    /** The shape without the reduced axes. */
    private Shape squeeze(Shape kept) {
        Shape shape = kept;
        for (int i = axes.size() - 1; i >= 0; i--) {
            shape = shape.without(axes.get(i));
        }
        return shape;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        Tensor x = node.input(0).tensor();
        int[] dims = x.shape().dims();
        for (int axis : axes.toArray()) {
            dims[axis] = 1;
        }
        Shape kept = Shape.of(dims);
        Tensor spread = dy.reshape(kept);
        return switch (kind) {
            case SUM -> Checks.gradients(spread.broadcastTo(x.shape()));
            case MAX, MIN -> {
                // Ties share the gradient evenly, as in Keras.
                Tensor hit = x.eq(node.tensor().reshape(kept)).cast(x.dtype());
                yield Checks.gradients(hit.mul(spread.div(hit.sum(axes.toArray(), true))));
            }
            case PROD -> Checks.gradients(productOfOthers(x).mul(spread));
            case ANY, ALL -> Checks.noGradient(1);
        };
    }

    /** For each element the product of all others along the only axis; right also where some are zero. */
    private Tensor productOfOthers(Tensor x) {
        Checks.require(axes.size() == 1, this, "the gradient of a product is taken one axis at a time.");
        int axis = axes.get(0);
        Tensor before = Tensor.emit(new Cumulative(CumulativeKind.PROD, axis, true, false), x);
        Tensor after = Tensor.emit(new Cumulative(CumulativeKind.PROD, axis, true, true), x);
        return before.mul(after);
    }
}
