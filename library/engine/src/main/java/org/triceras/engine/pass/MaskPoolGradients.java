package org.triceras.engine.pass;

import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.MaxPool2dGrad;

/**
 * The gradient of a rectifier under max pooling, (gradient of pooling) * (images &gt; c), becomes the gradient of pooling of dy * (pooled images
 * &gt; c): where the gradient is not zero, the image is its window's largest. That is a fourth of the work for windows of 2 x 2. Results keep
 * their bits, but for the sign of a zero and windows with NaN.
 */
public record MaskPoolGradients() implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Rewriter.rewrite(graph, MaskPoolGradients::rewrite);
    }

    private static Node rewrite(Node node) {
        if (!(node.op() instanceof Binary binary) || binary.kind() != BinaryKind.MUL) {
            return node;
        }
        Node a = node.input(0);
        Node b = node.input(1);
        return isMaskOf(a, b) ? masked(a, b) : isMaskOf(b, a) ? masked(b, a) : node;
    }

    /** {@code mask} is (x &gt; c) as numbers, where x is what {@code gradient} is the gradient of pooling of. */
    private static boolean isMaskOf(Node gradient, Node mask) {
        return gradient.op() instanceof MaxPool2dGrad
                && mask.op() instanceof Cast
                && mask.input(0).op() instanceof Compare compare
                && compare.kind() == CompareKind.GT
                && mask.input(0).input(0) == gradient.input(0)
                && mask.input(0).input(1).op() instanceof Constant constant
                && constant.value().size() == 1
                && mask.spec().equals(gradient.spec());
    }

    private static Node masked(Node gradient, Node mask) {
        Node compare = mask.input(0);
        Node images = gradient.input(0);
        // The same as the one that the forward pass has; duplicates are removed later.
        Node pooled = Node.of(new MaxPool2d(((MaxPool2dGrad) gradient.op()).geometry()), images);
        Node pooledMask = Node.of(mask.op(), Node.of(compare.op(), pooled, compare.input(1)));
        Node dy = Node.of(new Binary(BinaryKind.MUL), gradient.input(1), pooledMask);
        return Node.of(gradient.op(), images, dy);
    }
}
