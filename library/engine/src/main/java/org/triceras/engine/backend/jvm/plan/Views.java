package org.triceras.engine.backend.jvm.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Slice;

/**
 * Slices that loops read where they lie, and parts of joined tensors that loops write where they will lie; neither is copied.
 *
 * <p>A slice is read in place when only loops read it and its rows are contiguous. The result of a loop is written in place when a
 * {@link Concat} is all that reads it from outside the loop.
 */
final class Views {
    private final Set<Node> slices = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Node, Node> joins = new IdentityHashMap<>();

    Views(List<Node> order, Users users, Fusion fusion) {
        for (Node node : order) {
            if (node.op() instanceof Slice && isReadByLoopsOnly(node, users)) {
                slices.add(node);
            } else if (node.op() instanceof Concat) {
                for (Node input : node.inputs()) {
                    if (isWrittenInPlace(input, node, users, fusion)) {
                        joins.put(input, node);
                    }
                }
            }
        }
    }

    private static boolean isReadByLoopsOnly(Node slice, Users users) {
        int[] strides = View.of(slice).strides();
        return !users.isRoot(slice)
                && slice.spec().size() > 1
                && users.of(slice).stream()
                        .allMatch(user -> Fusion.isElementwise(user) && hasContiguousRows(slice, strides, user));
    }

    private static boolean hasContiguousRows(Node slice, int[] strides, Node user) {
        int[] along =
                new View(0, strides).broadcast(slice.spec().shape(), user.spec().shape());
        return View.innermost(along, user.spec().shape()) <= 1;
    }

    private static boolean isWrittenInPlace(Node input, Node concat, Users users, Fusion fusion) {
        if (!Fusion.isElementwise(input)
                || users.isRoot(input)
                || fusion.isInlined(input)
                || input.spec().size() <= 1) {
            return false;
        }
        boolean once = concat.inputs().stream().filter(i -> i == input).count() == 1;
        int[] strides = concat.spec().shape().strides();
        return once
                && View.innermost(strides, input.spec().shape()) == 1
                && users.of(input).stream().allMatch(user -> user == concat || fusion.isSameLoop(user, input));
    }

    /** True if a slice needs no kernel. */
    boolean isSlice(Node node) {
        return slices.contains(node);
    }

    /** The tensor that a loop's result is written into as a part, or null. */
    Node join(Node node) {
        return joins.get(node);
    }

    /** Where a loop finds an operand. */
    View read(Node node) {
        return slices.contains(node)
                ? View.of(node)
                : View.contiguous(node.spec().shape());
    }

    /** Where a loop puts a result. */
    View write(Node node) {
        Node join = joins.get(node);
        if (join == null) {
            return View.contiguous(node.spec().shape());
        }
        int axis = ((Concat) join.op()).axis();
        int start = 0;
        for (Node input : join.inputs()) {
            if (input == node) {
                break;
            }
            start += input.spec().shape().dim(axis);
        }
        return View.part(join.spec().shape(), axis, start);
    }
}
