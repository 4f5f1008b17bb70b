package org.triceras.charts;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** A tensor as a table of numbers, or as pictures when it holds bytes in the shape of pictures. */
final class TensorView {
    private static final int SMALLEST_PICTURE = 16;
    private static final int LARGEST_PICTURE = 4096;
    private static final int MOST_PICTURES = 20;

    private TensorView() {}

    static MimeBundle bundle(Tensor tensor) {
        MimeBundle text = MimeBundle.text(tensor.toString());
        if (!tensor.isConcrete()) {
            return text;
        }
        Shape shape = tensor.shape();
        if (Display.sink().isRich() && tensor.dtype() == DType.UINT8 && tensor.size() > 0) {
            if (isPicture(shape)) {
                return text.with(
                        MimeBundle.SVG,
                        ImageGrids.single(tensor, caption(tensor)).toSvg());
            }
            if (shape.rank() > 2 && isPicture(shape.without(0))) {
                Tensor first = tensor.slice(0, Math.min(MOST_PICTURES, shape.dim(0)));
                return text.with(
                        MimeBundle.SVG,
                        ImageGrids.of(first, null, caption(tensor)).toSvg());
            }
        }
        return text.with(MimeBundle.HTML, TensorTable.html(tensor));
    }

    private static String caption(Tensor tensor) {
        return tensor.dtype() + " " + tensor.shape();
    }

    /** (height, width), or with one or three channels, and too large to be read as numbers. */
    private static boolean isPicture(Shape shape) {
        boolean hasChannels = shape.rank() == 3 && (shape.last() == 1 || shape.last() == 3);
        return (shape.rank() == 2 || hasChannels) && isLength(shape.dim(0)) && isLength(shape.dim(1));
    }

    private static boolean isLength(int length) {
        return length >= SMALLEST_PICTURE && length <= LARGEST_PICTURE;
    }
}
