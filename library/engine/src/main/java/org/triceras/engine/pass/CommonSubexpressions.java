package org.triceras.engine.pass;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Op;

/** Computes equal operations on equal inputs once. Operations have no side effects, random ones included. */
public record CommonSubexpressions() implements Pass {
    private record Key(Op op, List<Integer> inputs) {}

    @Override
    public Graph apply(Graph graph) {
        Map<Key, Node> first = new HashMap<>();
        Map<Node, Integer> numbers = new java.util.IdentityHashMap<>();
        return Rewriter.rewrite(graph, node -> {
            if (node.op() instanceof Input) {
                numbers.putIfAbsent(node, numbers.size());
                return node;
            }
            Integer[] inputs = new Integer[node.inputs().size()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = numbers.get(node.input(i));
            }
            Node kept = first.computeIfAbsent(new Key(node.op(), Arrays.asList(inputs)), k -> node);
            numbers.putIfAbsent(kept, numbers.size());
            return kept;
        });
    }
}
