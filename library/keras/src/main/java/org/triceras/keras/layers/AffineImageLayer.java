package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** What layers share that move, turn or scale images: each output pixel is looked up at a place in the input. */
public abstract class AffineImageLayer<L extends AffineImageLayer<L>> extends RandomImageLayer<L> {
    private static final List<String> FILLS = List.of("reflect", "wrap", "nearest", "constant");
    private static final List<String> INTERPOLATIONS = List.of("bilinear", "nearest");

    private String fillMode = "reflect";
    private String interpolation = "bilinear";
    private double fillValue;

    /** What lies beyond the border: "reflect" (the default), "wrap", "nearest" or "constant". */
    public L fillMode(String mode) {
        requireUnbuilt("fillMode");
        this.fillMode = known("fillMode", mode, FILLS);
        return self();
    }

    /** "bilinear" (the default) or "nearest". */
    public L interpolation(String interpolation) {
        requireUnbuilt("interpolation");
        this.interpolation = known("interpolation", interpolation, INTERPOLATIONS);
        return self();
    }

    /** What lies beyond the border with "constant"; 0 by default. */
    public L fillValue(double value) {
        requireUnbuilt("fillValue");
        this.fillValue = value;
        return self();
    }

    private static String known(String what, String value, List<String> values) {
        if (!values.contains(value)) {
            throw Names.unknown(what, value, values);
        }
        return value;
    }

    /**
     * Looks pixels up.
     *
     * @param matrix six numbers for each image, each (images, 1): output pixel (x, y) is the input at (m0 x + m1 y + m2, m3 x + m4 y + m5)
     */
    final Tensor moved(Tensor images, Tensor... matrix) {
        int[] d = images.shape().dims();
        Shape grid = Shape.of(1, d[1] * d[2]);
        Tensor all = Tensors.iota(grid, 1, DType.INT32);
        Tensor y = all.floorDiv(d[2]).cast(images.dtype());
        Tensor x = all.mod(d[2]).cast(images.dtype());
        Tensor fromX = x.mul(matrix[0]).add(y.mul(matrix[1])).add(matrix[2]);
        Tensor fromY = x.mul(matrix[3]).add(y.mul(matrix[4])).add(matrix[5]);
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
        if (!fillMode.equals("constant")) {
            return found;
        }
        Tensor there = column.eq(x).and(row.eq(y)).expandDims(-1).broadcastTo(target);
        return there.where(found, fillValue);
    }

    /** Whole coordinates beyond the border as the fill mode sees them. */
    private Tensor inside(Tensor c, int length) {
        switch (fillMode) {
            case "reflect":
                Tensor r = c.mod(2.0 * length);
                return r.minimum(r.neg().add(2.0 * length - 1)).clip(0, length - 1);
            case "wrap":
                return c.mod(length).clip(0, length - 1);
            default:
                return c.clip(0, length - 1);
        }
    }

    final void affineOptions(Options o) {
        o.text("fill_mode", () -> fillMode, v -> fillMode = known("fillMode", v, FILLS))
                .text(
                        "interpolation",
                        () -> interpolation,
                        v -> interpolation = known("interpolation", v, INTERPOLATIONS))
                .number("fill_value", () -> fillValue, v -> fillValue = v);
        seedOption(o);
        imageOptions(o);
    }
}
