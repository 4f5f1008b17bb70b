package org.triceras.charts;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** A tensor as a table of numbers, or as pictures when it holds bytes, or floats from 0 to 1, in the shape of pictures. */
public final class TensorView {
    private static final int SMALLEST_PICTURE = 16;
    private static final int LARGEST_PICTURE = 4096;
    private static final int MOST_PICTURES = 20;
    /** Of floats in a plain table of numbers, which may just as well be data, how long the longer side is at most. */
    private static final int MOST_OBLONG = 2;

    private TensorView() {}

    /** Its pictures, or its numbers with shape and dtype below. */
    public static MimeBundle bundle(Tensor tensor) {
        MimeBundle text = MimeBundle.text(tensor.toString());
        if (!tensor.isConcrete()) {
            return text;
        }
        if (Display.sink().isRich() && tensor.size() > 0) {
            Shape shape = tensor.shape();
            if (isPicture(shape, tensor.dtype()) && hasColours(tensor)) {
                return text.with(
                        MimeBundle.SVG,
                        ImageGrids.single(tensor, caption(tensor)).toSvg());
            }
            if (shape.rank() > 2 && isPicture(shape.without(0), tensor.dtype())) {
                Tensor first = tensor.slice(0, Math.min(MOST_PICTURES, shape.dim(0)));
                if (hasColours(first)) {
                    return text.with(
                            MimeBundle.SVG,
                            ImageGrids.of(first, null, caption(tensor)).toSvg());
                }
            }
        }
        return text.with(MimeBundle.HTML, TensorTable.html(tensor));
    }

    private static String caption(Tensor tensor) {
        int count = tensor.shape().dim(0);
        boolean isCut = tensor.rank() > 2 && !isPicture(tensor.shape(), tensor.dtype()) && count > MOST_PICTURES;
        return tensor.dtype() + " " + tensor.shape() + (isCut ? ", the first " + MOST_PICTURES : "");
    }

    /** (height, width), or with one or three channels, and too large to be read as numbers. */
    private static boolean isPicture(Shape shape, DType dtype) {
        boolean hasChannels = shape.rank() == 3 && (shape.last() == 1 || shape.last() == 3);
        if (shape.rank() != 2 && !hasChannels) {
            return false;
        }
        int height = shape.dim(0);
        int width = shape.dim(1);
        boolean isEven = Math.max(height, width) <= MOST_OBLONG * Math.min(height, width);
        return isLength(height)
                && isLength(width)
                && (dtype == DType.UINT8 || dtype.isFloat() && (hasChannels || isEven));
    }

    private static boolean isLength(int length) {
        return length >= SMALLEST_PICTURE && length <= LARGEST_PICTURE;
    }

    /** Bytes are colours whatever they are; floats are when they go from 0 to 1 by more than one step. */
    private static boolean hasColours(Tensor pictures) {
        if (pictures.dtype() == DType.UINT8) {
            return true;
        }
        float[] values = pictures.toFloatArray();
        boolean isShaded = false;
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
            isShaded |= value > 0 && value < 1 && value != values[0];
        }
        return isShaded;
    }
}
