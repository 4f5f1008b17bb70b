package org.triceras.keras.layers;

import java.util.stream.IntStream;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Shifts and scales groups of channels of each sample to mean 0 and variance 1: {@code groupNormalization(8)}. Wu and He 2018. */
public final class GroupNormalization extends ScaledLayer<GroupNormalization> {
    private int groups = 32;
    private int axis = -1;

    public GroupNormalization() {}

    /** @param groups the number of groups, which divides the channels; -1 for one channel each; 32 when left out */
    public GroupNormalization(int groups) {
        this.groups = groups;
    }

    /** The channels' axis; -1, the last, by default. */
    public GroupNormalization axis(int axis) {
        requireUnbuilt("axis");
        this.axis = axis;
        return this;
    }

    @Override
    public void build(Shape input) {
        int channels = input.dim(axis);
        int count = groups == -1 ? channels : groups;
        if (channels == Shape.UNKNOWN || count <= 0 || channels % count != 0) {
            throw new ShapeException("Expected a number of channels that " + count + " groups divide. Received input "
                    + input + " with " + (channels == Shape.UNKNOWN ? "an unknown number of" : channels)
                    + " channels along axis " + axis + ". Try groups that divide it.");
        }
        addGammaAndBeta(Shape.of(channels));
    }

    @Override
    public Tensor call(Tensor x) {
        int at = x.shape().axis(axis);
        int last = x.rank() - 1;
        Tensor moved = at == last ? x : swap(x, at, last);
        int channels = moved.shape().dim(last);
        int count = groups == -1 ? channels : groups;
        Tensor grouped = moved.reshape(moved.shape().range(0, last).concat(Shape.of(count, channels / count)));
        int[] axes = IntStream.range(1, grouped.rank()).filter(i -> i != last).toArray();
        Tensor mean = grouped.mean(axes, true);
        Tensor centered = grouped.sub(mean);
        Tensor scale = centered.square().mean(axes, true).add(epsilon()).rsqrt();
        Tensor y = shifted(scaled(centered.mul(scale).reshape(moved.shape())));
        return at == last ? y : swap(y, at, last);
    }

    private static Tensor swap(Tensor x, int a, int b) {
        int[] order = IntStream.range(0, x.rank()).toArray();
        order[a] = b;
        order[b] = a;
        return x.transpose(order);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.integer("groups", () -> groups, v -> groups = v).integer("axis", () -> axis, v -> axis = v);
        scaleOptions(o);
    }
}
