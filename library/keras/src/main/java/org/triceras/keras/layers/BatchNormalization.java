package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.initializers.Ones;
import org.triceras.keras.initializers.Zeros;

/**
 * Shifts and scales each channel to mean 0 and variance 1, by the batch's own statistics in training and by their running means in
 * inference (also when the layer is frozen): {@code batchNormalization()}. Ioffe and Szegedy 2015.
 */
public final class BatchNormalization extends ScaledLayer<BatchNormalization> {
    private static final double MASK_EPSILON = 1e-7;

    private int axis = -1;
    private double momentum = 0.99;
    private Initializer movingMeanInitializer = new Zeros();
    private Initializer movingVarianceInitializer = new Ones();
    private Variable movingMean;
    private Variable movingVariance;
    private int[] others;

    /** The channels axis; -1, the last, by default. */
    public BatchNormalization axis(int axis) {
        requireUnbuilt("axis");
        this.axis = axis;
        return this;
    }

    /** How much of the running statistics each step keeps; 0.99 by default. */
    public BatchNormalization momentum(double momentum) {
        requireUnbuilt("momentum");
        this.momentum = momentum;
        return this;
    }

    public BatchNormalization movingMeanInitializer(String name) {
        this.movingMeanInitializer = Initializers.get(name);
        return this;
    }

    public BatchNormalization movingVarianceInitializer(String name) {
        this.movingVarianceInitializer = Initializers.get(name);
        return this;
    }

    @Override
    public void build(Shape input) {
        int at = input.axis(axis);
        int channels = input.dim(at);
        addGammaAndBeta(Shape.of(channels));
        movingMean = addWeight("moving_mean", Shape.of(channels), movingMeanInitializer, false);
        movingVariance = addWeight("moving_variance", Shape.of(channels), movingVarianceInitializer, false);
        others = new int[input.rank() - 1];
        for (int i = 0, k = 0; i < input.rank(); i++) {
            if (i != at) {
                others[k++] = i;
            }
        }
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        boolean last = x.shape().axis(axis) == x.rank() - 1;
        if (!context.training() || !isTrainable()) {
            Tensor scale = scaled(movingVariance.tensor().add(epsilon()).rsqrt());
            Tensor shift = shifted(movingMean.tensor().mul(scale).neg());
            return x.mul(along(scale, x, last)).add(along(shift, x, last));
        }
        Tensor[] moments = moments(x, context.mask());
        int channels = movingMean.shape().dim(0);
        Tensor mean = moments[0].reshape(channels);
        Tensor variance = moments[1].reshape(channels);
        track(movingMean, mean);
        track(movingVariance, variance);
        Tensor scale = scaled(variance.add(epsilon()).rsqrt());
        Tensor y = x.sub(moments[0]).mul(along(scale, x, last));
        return beta() == null ? y : y.add(along(beta().tensor(), x, last));
    }

    private void track(Variable running, Tensor now) {
        running.assign(running.tensor().mul(momentum).add(now.stopGradient().mul(1 - momentum)));
    }

    private Tensor[] moments(Tensor x, Tensor mask) {
        if (mask == null) {
            Tensor mean = x.mean(others, true);
            return new Tensor[] {mean, x.sub(mean).square().mean(others, true)};
        }
        Tensor counts = mask.cast(x.dtype());
        while (counts.rank() < x.rank()) {
            counts = counts.expandDims(-1);
        }
        Tensor all = counts.broadcastTo(x.shape());
        Tensor sum = all.sum(others, true).add(MASK_EPSILON);
        Tensor mean = x.mul(all).sum(others, true).div(sum);
        Tensor variance = x.sub(mean).mul(all).square().sum(others, true).div(sum);
        return new Tensor[] {mean, variance};
    }

    private Tensor along(Tensor channels, Tensor x, boolean last) {
        if (last) {
            return channels;
        }
        int[] dims = new int[x.rank()];
        java.util.Arrays.fill(dims, 1);
        dims[x.shape().axis(axis)] = channels.size();
        return channels.reshape(dims);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.integer("axis", () -> axis, v -> axis = v).number("momentum", () -> momentum, v -> momentum = v);
        scaleOptions(o);
        o.initializer("moving_mean_initializer", () -> movingMeanInitializer, v -> movingMeanInitializer = v)
                .initializer(
                        "moving_variance_initializer",
                        () -> movingVarianceInitializer,
                        v -> movingVarianceInitializer = v);
    }
}
