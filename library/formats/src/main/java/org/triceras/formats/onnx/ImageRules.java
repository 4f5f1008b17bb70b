package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.Conv2dInputGrad;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.tensor.Shape;

/** Convolutions and pools. */
final class ImageRules {
    /** From (height, width, channels / groups, filters) to (filters, channels / groups, height, width), both ways of going through. */
    private static final int[] KERNEL = {3, 2, 0, 1};

    private ImageRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Conv2d.class, ImageRules::conv);
        rules.put(Conv2dInputGrad.class, ImageRules::convTranspose);
        rules.put(MaxPool2d.class, step -> pool(step, "MaxPool", ((MaxPool2d) step.op()).geometry()));
        rules.put(AvgPool2d.class, step -> pool(step, "AveragePool", ((AvgPool2d) step.op()).geometry()));
    }

    private static List<Value> conv(Step step) {
        ConvGeometry geometry = ((Conv2d) step.op()).geometry();
        return step.isImage(step.add("Conv", List.of(step.image(0), step.transposed(1, KERNEL)), attributes(geometry)));
    }

    private static Attribute[] attributes(ConvGeometry geometry) {
        return new Attribute[] {
            Attribute.of("strides", geometry.strideH(), geometry.strideW()),
            Attribute.of("pads", geometry.padTop(), geometry.padLeft(), geometry.padBottom(), geometry.padRight()),
            Attribute.of("dilations", geometry.dilationH(), geometry.dilationW()),
            Attribute.of("group", (long) geometry.groups())
        };
    }

    private static List<Value> convTranspose(Step step) {
        ConvGeometry geometry = ((Conv2dInputGrad) step.op()).geometry();
        List<Integer> rests = new ArrayList<>();
        for (Node node : step.traced.nodes()) {
            Conv2dInputGrad op = (Conv2dInputGrad) node.op();
            Shape kernel = node.input(0).spec().shape();
            Shape dy = node.input(1).spec().shape();
            // Rows that the convolution in the other direction did not reach.
            rests.add(op.height()
                    + geometry.padTop()
                    + geometry.padBottom()
                    - (dy.dim(1) - 1) * geometry.strideH()
                    - (kernel.dim(0) - 1) * geometry.dilationH()
                    - 1);
            rests.add(op.width()
                    + geometry.padLeft()
                    + geometry.padRight()
                    - (dy.dim(2) - 1) * geometry.strideW()
                    - (kernel.dim(1) - 1) * geometry.dilationW()
                    - 1);
        }
        int restH = rests.get(0);
        int restW = rests.get(1);
        for (int i = 0; i < rests.size(); i += 2) {
            if (rests.get(i) != restH || rests.get(i + 1) != restW) {
                throw new ArgumentException("the size of an image");
            }
        }
        Attribute[] same = attributes(geometry);
        return step.isImage(step.add(
                "ConvTranspose",
                List.of(step.image(1), step.transposed(0, KERNEL)),
                same[0],
                same[1],
                same[2],
                same[3],
                Attribute.of("output_padding", restH, restW)));
    }

    private static List<Value> pool(Step step, String type, PoolGeometry geometry) {
        return step.isImage(step.add(
                type,
                List.of(step.image(0)),
                Attribute.of("kernel_shape", geometry.height(), geometry.width()),
                Attribute.of("strides", geometry.strideH(), geometry.strideW()),
                Attribute.of(
                        "pads", geometry.padTop(), geometry.padLeft(), geometry.padBottom(), geometry.padRight())));
    }
}
