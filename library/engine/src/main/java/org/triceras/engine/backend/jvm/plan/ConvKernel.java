package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.ConvShape;
import org.triceras.engine.backend.jvm.Convolution;
import org.triceras.engine.backend.jvm.Epilogue;
import org.triceras.engine.backend.jvm.KeptCopy;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.Conv2dFilterGrad;
import org.triceras.engine.ir.op.Conv2dInputGrad;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Shape;

/** Convolution of float32 images and its gradients. */
final class ConvKernel implements Kernel {
    /** With more images the time that filters need is little. */
    private static final int FEW_IMAGES = 8;

    /** Floats of filters that are kept. */
    private static final int LARGEST_COPY = 1 << 22;

    private final Op op;
    private final ConvShape shape;
    private final int first;
    private final int second;
    private final int output;
    private final LoopKernel loop;
    /** The filters in the form in which few images are convolved with them, else null. */
    private final KeptCopy<float[]> kept;

    private final Convolution convolution;

    /**
     * @param isFixed the filters are a variable that the program does not change
     * @param loop what to do with the result of a convolution or its gradient of images, or null
     */
    ConvKernel(Node node, int first, int second, int output, boolean isFixed, LoopKernel loop) {
        this.loop = loop;
        this.op = node.op();
        this.first = first;
        this.second = second;
        this.output = output;
        if (op instanceof Conv2d conv) {
            shape = shape(node.input(0).spec().shape(), node.input(1).spec().shape(), conv.geometry());
        } else if (op instanceof Conv2dInputGrad conv) {
            shape = shape(node.spec().shape(), node.input(0).spec().shape(), conv.geometry());
        } else {
            shape = shape(node.input(0).spec().shape(), node.spec().shape(), ((Conv2dFilterGrad) op).geometry());
        }
        boolean isFew = op instanceof Conv2d && shape.batch() <= FEW_IMAGES;
        Convolution forKept = Convolution.forKeptFilters();
        boolean isKept = isFew && isFixed && forKept.filtersSize(shape) <= LARGEST_COPY;
        kept = isKept ? new KeptCopy<>() : null;
        convolution = isKept ? forKept : Convolution.get();
    }

    private static ConvShape shape(Shape x, Shape kernel, ConvGeometry geometry) {
        return new ConvShape(
                x.dim(0), x.dim(1), x.dim(2), x.dim(3), kernel.dim(3), kernel.dim(0), kernel.dim(1), geometry);
    }

    ConvShape shape() {
        return shape;
    }

    /** The way in which images are convolved. */
    Convolution convolution() {
        return convolution;
    }

    @Override
    public void run(Frame frame) {
        float[] a = frame.floats(first);
        int ao = frame.offset(first);
        float[] b = frame.floats(second);
        int bo = frame.offset(second);
        float[] c = frame.floats(output);
        int co = frame.offset(output);
        Epilogue epilogue = loop == null ? null : loop.begin(frame, output);
        if (op instanceof Conv2d) {
            convolution.forward(shape, a, ao, filters(frame), c, co, epilogue);
        } else if (op instanceof Conv2dInputGrad) {
            convolution.inputGradient(shape, a, ao, b, bo, c, co, epilogue);
        } else {
            convolution.filterGradient(shape, a, ao, b, bo, c, co);
        }
    }

    /** The packed filters of a convolution. */
    float[] filters(Frame frame) {
        float[] w = frame.floats(second);
        int wo = frame.offset(second);
        float[] filters = kept == null ? null : kept.get(frame.stamps[second], () -> packed(w, wo));
        return filters != null ? filters : convolution.filters(shape, w, wo);
    }

    private float[] packed(float[] w, int wo) {
        float[] filters = new float[convolution.filtersSize(shape)];
        convolution.pack(shape, w, wo, filters);
        return filters;
    }

    @Override
    public long flops() {
        long depth = (long) shape.kernelHeight()
                * shape.kernelWidth()
                * shape.channels()
                / shape.geometry().groups();
        return 2L * shape.positions() * shape.filters() * depth;
    }

    @Override
    public String describe() {
        return op.getClass().getSimpleName() + " (" + shape.batch() + ", " + shape.height() + ", " + shape.width()
                + ", " + shape.channels() + ") by " + shape.kernelHeight() + "x" + shape.kernelWidth() + " to "
                + shape.filters() + (loop == null ? "" : ", " + loop.describe());
    }
}
