package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** What layers share whose output pixels are looked up at places in the input, between its pixels, too. */
public abstract class SampledImageLayer<L extends SampledImageLayer<L>> extends RandomImageLayer<L> {
    static final List<String> INTERPOLATIONS = List.of("bilinear", "nearest");

    private String interpolation = "bilinear";
    private double fillValue;

    /** "bilinear" (the default) or "nearest". */
    public L interpolation(String interpolation) {
        requireUnbuilt("interpolation");
        this.interpolation = known("interpolation", interpolation, INTERPOLATIONS);
        return self();
    }

    /** What lies beyond the border where it is filled with a constant; 0 by default. */
    public L fillValue(double value) {
        requireUnbuilt("fillValue");
        this.fillValue = value;
        return self();
    }

    static String known(String what, String value, List<String> values) {
        if (!values.contains(value)) {
            throw Names.unknown(what, value, values);
        }
        return value;
    }

    /** What lies beyond the border: "reflect", "wrap", "nearest" or "constant". */
    abstract String beyond();

    /** The column of each pixel of a grid as large as the images, row by row: (1, pixels). */
    static Tensor columns(Tensor images) {
        return pixels(images).mod(images.shape().dim(2)).cast(images.dtype());
    }

    /** The row of each pixel. */
    static Tensor rows(Tensor images) {
        return pixels(images).floorDiv(images.shape().dim(2)).cast(images.dtype());
    }

    private static Tensor pixels(Tensor images) {
        return Tensors.iota(Shape.of(1, images.shape().dim(1) * images.shape().dim(2)), 1, DType.INT32);
    }

    /**
     * Looks pixels up.
     *
     * @param fromX the column in the input of each output pixel, (images, pixels)
     * @param fromY the row
     */
    final Tensor sampled(Tensor images, Tensor fromX, Tensor fromY) {
        int[] d = images.shape().dims();
        Tensor flat = images.reshape(d[0], d[1] * d[2], d[3]);
        Tensor result;
        if (interpolation.equals("nearest")) {
            result = at(flat, fromX.round(), fromY.round(), d);
        } else {
            Tensor left = fromX.floor();
            Tensor top = fromY.floor();
            Tensor right = fromX.sub(left).expandDims(-1);
            Tensor low = fromY.sub(top).expandDims(-1);
            Tensor upper = at(flat, left, top, d)
                    .mul(right.neg().add(1))
                    .add(at(flat, left.add(1), top, d).mul(right));
            Tensor lower = at(flat, left, top.add(1), d)
                    .mul(right.neg().add(1))
                    .add(at(flat, left.add(1), top.add(1), d).mul(right));
            result = upper.mul(low.neg().add(1)).add(lower.mul(low));
        }
        return result.reshape(images.shape());
    }

    private Tensor at(Tensor flat, Tensor x, Tensor y, int[] d) {
        Tensor column = inside(x, d[2]);
        Tensor row = inside(y, d[1]);
        Shape target = Shape.of(d[0], d[1] * d[2], d[3]);
        Tensor index =
                row.mul(d[2]).add(column).cast(DType.INT32).expandDims(-1).broadcastTo(target);
        Tensor found = flat.gatherAlong(index, 1);
        if (!beyond().equals("constant")) {
            return found;
        }
        Tensor there = column.eq(x).and(row.eq(y)).expandDims(-1).broadcastTo(target);
        return there.where(found, fillValue);
    }

    /** Whole coordinates beyond the border as the fill mode sees them. */
    private Tensor inside(Tensor c, int length) {
        switch (beyond()) {
            case "reflect":
                Tensor r = c.mod(2.0 * length);
                return r.minimum(r.neg().add(2.0 * length - 1)).clip(0, length - 1);
            case "wrap":
                return c.mod(length).clip(0, length - 1);
            default:
                return c.clip(0, length - 1);
        }
    }

    final void samplingOptions(Options o) {
        o.text("interpolation", () -> interpolation, v -> interpolation = known("interpolation", v, INTERPOLATIONS))
                .number("fill_value", () -> fillValue, v -> fillValue = v);
        seedOption(o);
        imageOptions(o);
    }
}
