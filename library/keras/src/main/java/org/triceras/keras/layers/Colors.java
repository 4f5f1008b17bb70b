package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Colours of images (batch, height, width, channels) in other systems. */
final class Colors {
    // What the eye makes of red, green and blue, with the digits of TensorFlow.
    private static final float[] LUMINANCE = {0.2989f, 0.5870f, 0.1140f};

    private Colors() {}

    /** The brightness that the eye sees, with one channel; images with one channel are grey already. */
    static Tensor gray(Tensor images) {
        if (images.shape().last() == 1) {
            return images;
        }
        requireThree(images);
        return images.mul(Tensors.of(LUMINANCE, 1, 1, 1, 3).cast(images.dtype()))
                .sum(3, true);
    }

    private static void requireThree(Tensor images) {
        if (images.shape().last() != 3) {
            throw new ShapeException(
                    "Expected images with three channels: red, green and blue. Received " + images.shape() + ".");
        }
    }

    /** Hue and saturation, each from 0 to 1, and value, the largest of the three colours; each with one channel. */
    record Hsv(Tensor hue, Tensor saturation, Tensor value) {
        static Hsv of(Tensor images) {
            requireThree(images);
            Tensor red = images.slice(3, 0, 1);
            Tensor green = images.slice(3, 1, 2);
            Tensor blue = images.slice(3, 2, 3);
            Tensor value = images.max(3, true);
            Tensor range = value.sub(images.min(new int[] {3}, true));
            Tensor colored = range.gt(0);
            Tensor sixth = colored.where(range, 1).mul(6).reciprocal();
            Tensor hue = value.eq(green)
                    .where(
                            sixth.mul(blue.sub(red)).add(2.0 / 6),
                            sixth.mul(red.sub(green)).add(4.0 / 6));
            hue = value.eq(red).where(sixth.mul(green.sub(blue)), hue);
            hue = colored.where(hue, 0);
            hue = hue.lt(0).where(hue.add(1), hue);
            Tensor bright = value.gt(0);
            return new Hsv(hue, bright.where(range.div(bright.where(value, 1)), 0), value);
        }

        /** Red, green and blue; a hue beyond 1 or below 0 goes round the circle of colours again. */
        Tensor rgb() {
            Tensor place = hue.sub(hue.floor()).mul(6);
            Tensor red = place.sub(3).abs().sub(1);
            Tensor green = place.sub(2).abs().neg().add(2);
            Tensor blue = place.sub(4).abs().neg().add(2);
            Tensor share = Tensors.concat(3, red, green, blue).clip(0, 1);
            return value.mul(saturation.mul(share).add(saturation.neg().add(1)));
        }
    }

    /** Values from one range in another. */
    static Tensor scaled(Tensor x, double low, double high, double toLow, double toHigh) {
        if (low == toLow && high == toHigh) {
            return x;
        }
        return x.sub(low).div(high - low).mul(toHigh - toLow).add(toLow);
    }

    /** A number without a fraction of zero. */
    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
