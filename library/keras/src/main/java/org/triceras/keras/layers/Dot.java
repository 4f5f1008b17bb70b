package org.triceras.keras.layers;

import java.util.Collections;
import java.util.List;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** The dot products of two inputs along an axis of each: {@code dot(1).apply(List.of(a, b))}. */
public final class Dot extends Merge<Dot> {
    private int[] axes;
    private boolean single;
    private boolean normalize;

    Dot() {}

    /** The same axis of both. */
    public Dot(int axis) {
        this.axes = new int[] {axis, axis};
        this.single = true;
    }

    public Dot(int first, int second) {
        this.axes = new int[] {first, second};
    }

    /** Whether vectors are scaled to length 1 first, which gives the cosine. */
    public Dot normalize(boolean normalize) {
        requireUnbuilt("normalize");
        this.normalize = normalize;
        return this;
    }

    @Override
    boolean alignsRanks() {
        return false;
    }

    @Override
    Tensor merge(List<Tensor> xs) {
        if (xs.size() != 2) {
            throw new ShapeException("Expected two inputs. Received " + xs.size() + ".");
        }
        Tensor a = prepared(xs.get(0), axes[0]);
        Tensor b = prepared(xs.get(1), axes[1]);
        if (a.shape().last() != b.shape().last()) {
            throw new ShapeException(
                    "Expected equal lengths along the axes " + axes[0] + " and " + axes[1] + ". Received shapes "
                            + xs.get(0).shape() + " and " + xs.get(1).shape() + ".");
        }
        int batch = a.shape().dim(0);
        int length = a.shape().last();
        Shape left = a.shape().range(1, a.rank() - 1);
        Shape right = b.shape().range(1, b.rank() - 1);
        Tensor product =
                a.reshape(batch, left.size(), length).matmul(b.reshape(batch, right.size(), length), false, true);
        Shape out = Shape.of(batch).concat(left).concat(right);
        return product.reshape(out.rank() == 1 ? Shape.of(batch, 1) : out);
    }

    /** The axis moved to the end, vectors along it scaled if asked for. */
    private Tensor prepared(Tensor x, int axis) {
        int at = x.shape().axis(axis);
        int[] order = new int[x.rank()];
        int k = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (i != at) {
                order[k++] = i;
            }
        }
        order[k] = at;
        Tensor moved = at == x.rank() - 1 ? x : x.transpose(order);
        if (!normalize) {
            return moved;
        }
        return moved.mul(moved.square().sum(-1, true).maximum(1e-12).rsqrt());
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return Collections.singletonList(null);
    }

    @Override
    protected void options(Options o) {
        o.value("axes", () -> single ? (Object) axes[0] : Options.list(axes), v -> {
                    single = v instanceof Number;
                    axes = Options.ints(v, 2);
                })
                .required("an axis, or one of each input")
                .flag("normalize", () -> normalize, v -> normalize = v);
    }
}
