package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Shape;

/** One node of the model as it is in each trace. */
record Traced(List<Node> nodes) {
    /** The nodes at the same place of each trace. */
    static List<Traced> zip(List<List<Node>> traces) {
        List<Traced> all = new ArrayList<>();
        for (int i = 0; i < traces.get(0).size(); i++) {
            int place = i;
            all.add(new Traced(traces.stream().map(each -> each.get(place)).toList()));
        }
        return all;
    }

    /** That of the first trace, by which it is known. */
    Node node() {
        return nodes.get(0);
    }

    /** The operations, one for each trace. */
    <T extends Op> List<T> ops(Class<T> type) {
        return each(node -> type.cast(node.op()));
    }

    List<Spec> specs() {
        return each(Node::spec);
    }

    List<Spec> specs(int result) {
        return each(node -> node.specs().get(result));
    }

    List<Shape> shapes() {
        return each(node -> node.spec().shape());
    }

    boolean isAlike(Function<Node, ?> property) {
        return each(property).stream().allMatch(property.apply(node())::equals);
    }

    private <T> List<T> each(Function<Node, T> property) {
        return nodes.stream().map(property).toList();
    }
}
