package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * What layers share that mix each image of a batch with another one, and its label with that one's. Images alone are one input and one output,
 * images and labels two of each; {@link #mix} makes them work outside of fit.
 */
public abstract class MixingLayer<L extends MixingLayer<L>> extends RandomImageLayer<L> {
    /**
     * Images mixed with others.
     *
     * @param images the result
     * @param order the other image of each, (images,)
     * @param own what share of each is its own, from 0 to 1, (images,)
     */
    record Mixed(Tensor images, Tensor order, Tensor own) {
        Tensor labels(Tensor labels) {
            if (labels.rank() == 0 || labels.shape().dim(0) != own.shape().dim(0)) {
                throw new ShapeException("Expected a label for each of "
                        + own.shape().dim(0) + " images. Received " + labels.shape() + ".");
            }
            if (labels.rank() == 1 && !labels.dtype().isFloat()) {
                throw new ArgumentException("Expected labels that can be mixed: vectors, as toCategorical makes them of"
                        + " numbers of classes. Received " + labels.dtype().id() + " of shape " + labels.shape() + ".");
            }
            Tensor x = labels.cast(images.dtype());
            int[] each = new int[labels.rank()];
            java.util.Arrays.fill(each, 1);
            each[0] = own.shape().dim(0);
            return blend(x, x.gather(order, 0), own.reshape(Shape.of(each)));
        }
    }

    /** The images and the labels as training would see them, (images, ...) both; labels are vectors of classes or numbers that can be mixed. */
    public final List<Tensor> mix(Tensor images, Tensor labels) {
        return CallContext.with(true, () -> applyAll(images, labels));
    }

    @Override
    protected final List<Tensor> call(List<Tensor> xs, CallContext context) {
        if (xs.size() == 1 || (xs.size() == 2 && !context.training())) {
            List<Tensor> result = new ArrayList<>(xs);
            result.set(0, call(xs.get(0), context));
            return result;
        }
        if (xs.size() != 2 || xs.get(0).rank() != 4) {
            throw new ShapeException(
                    "Expected images (batch, height, width, channels), and labels where there are some."
                            + " Received " + xs.size() + " inputs, the first of shape "
                            + xs.get(0).shape() + ".");
        }
        List<Tensor> labels = new ArrayList<>();
        Tensor images = onBatch(xs.get(0), x -> {
            Mixed mixed = mixed(x);
            labels.add(mixed.labels(xs.get(1)));
            return mixed.images();
        });
        return List.of(images, labels.get(0));
    }

    @Override
    final Tensor change(Tensor images) {
        return mixed(images).images();
    }

    /** Mixes images (batch, height, width, channels). */
    abstract Mixed mixed(Tensor images);

    /** {@code own} of the first, the rest of the second. */
    static Tensor blend(Tensor first, Tensor second, Tensor own) {
        return first.mul(own).add(second.mul(own.neg().add(1)));
    }
}
