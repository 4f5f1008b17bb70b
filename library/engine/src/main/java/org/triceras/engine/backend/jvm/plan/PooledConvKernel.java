package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.Epilogue;
import org.triceras.engine.backend.jvm.PooledConvolution;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.MaxPool2d;

/** Convolution of float32 images, a loop on its results, and their pooling. */
final class PooledConvKernel implements Kernel {
    private final ConvKernel convolution;
    private final PoolKernel pooling;
    private final int images;
    private final int between;
    private final LoopKernel loop;
    private final boolean max;
    private final int output;
    private final LoopKernel after;

    /**
     * @param images the value that the convolution reads
     * @param between the value that would lie between the two, which is nowhere in the frame
     * @param isFixed the filters are a variable that the program does not change
     * @param loop what to do before pooling, or null
     * @param after what to do with the pooled images, or null
     */
    PooledConvKernel(
            Node convolution,
            int images,
            int filters,
            int between,
            boolean isFixed,
            LoopKernel loop,
            Node pool,
            int output,
            LoopKernel after) {
        this.convolution = new ConvKernel(convolution, images, filters, between, isFixed, loop);
        this.pooling = new PoolKernel(pool, new int[] {between}, output, after);
        this.images = images;
        this.between = between;
        this.loop = loop;
        this.max = pool.op() instanceof MaxPool2d;
        this.output = output;
        this.after = after;
    }

    @Override
    public void run(Frame frame) {
        Epilogue epilogue = loop == null ? null : loop.beginElsewhere(frame, between);
        PooledConvolution.run(
                convolution.convolution(),
                convolution.shape(),
                frame.floats(images),
                frame.offset(images),
                convolution.filters(frame),
                epilogue,
                pooling.shape(),
                max,
                frame.floats(output),
                frame.offset(output),
                after == null ? null : after.begin(frame, output));
    }

    @Override
    public long flops() {
        return convolution.flops();
    }

    @Override
    public String describe() {
        return convolution.describe() + ", " + pooling.describe();
    }
}
