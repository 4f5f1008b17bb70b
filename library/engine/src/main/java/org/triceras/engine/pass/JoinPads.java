package org.triceras.engine.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Pad;
import org.triceras.engine.tensor.Shape;

/**
 * A sum of tensors padded with zeros to places that do not overlap is those tensors joined. Gradients have this form where slices of one
 * tensor were used, as with the gates of recurrent layers.
 */
public record JoinPads() implements Pass {
    /** The most parts that are looked for. */
    private static final int MOST = 64;

    /** A padded tensor and where it begins along the axis. */
    private record Part(Node tensor, int start) {
        int end(int axis) {
            return start + tensor.spec().shape().dim(axis);
        }
    }

    @Override
    public Graph apply(Graph graph) {
        return Rewriter.rewrite(graph, JoinPads::join);
    }

    private static Node join(Node node) {
        if (!isSum(node)) {
            return node;
        }
        List<Node> pads = new ArrayList<>();
        Shape shape = node.spec().shape();
        if (!collect(node, shape, pads)) {
            return node;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            List<Part> parts = parts(pads, axis);
            if (parts != null && cover(parts, axis, shape.dim(axis))) {
                return Node.of(
                        new Concat(axis), parts.stream().map(Part::tensor).toList());
            }
        }
        return node;
    }

    private static boolean isSum(Node node) {
        return node.op() instanceof Binary binary && binary.kind() == BinaryKind.ADD;
    }

    /** Collects the terms of a sum; false if one of them is no tensor padded to the whole shape. */
    private static boolean collect(Node node, Shape shape, List<Node> pads) {
        if (pads.size() == MOST || !node.spec().shape().equals(shape)) {
            return false;
        }
        if (isSum(node)) {
            // The last term first: in long sums of other things the search ends at once.
            return collect(node.input(1), shape, pads) && collect(node.input(0), shape, pads);
        }
        pads.add(node);
        return node.op() instanceof Pad pad && pad.value() == 0;
    }

    /** The padded tensors in order along the axis, or null if one is padded along another axis or has holes. */
    private static List<Part> parts(List<Node> pads, int axis) {
        List<Part> parts = new ArrayList<>();
        for (Node node : pads) {
            Pad pad = (Pad) node.op();
            for (int i = 0; i < node.spec().shape().rank(); i++) {
                boolean moved = pad.low().get(i) != 0 || pad.high().get(i) != 0;
                if (pad.interior().get(i) != 0
                        || pad.low().get(i) < 0
                        || pad.high().get(i) < 0
                        || moved && i != axis) {
                    return null;
                }
            }
            parts.add(new Part(node.input(0), pad.low().get(axis)));
        }
        parts.sort(Comparator.comparingInt(Part::start));
        return parts;
    }

    private static boolean cover(List<Part> parts, int axis, int length) {
        int end = 0;
        for (Part part : parts) {
            if (part.start() != end) {
                return false;
            }
            end = part.end(axis);
        }
        return end == length;
    }
}
