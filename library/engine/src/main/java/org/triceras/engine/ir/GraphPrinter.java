package org.triceras.engine.ir;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a graph as text: {@code %3 = MatMul[...] %0 %2 : float32(128, 512)  # dense}. */
final class GraphPrinter {
    private GraphPrinter() {}

    static String print(Graph graph) {
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node : graph.order()) {
            numbers.put(node, numbers.size());
            text.append('%').append(numbers.get(node)).append(" = ").append(node.op());
            for (Node input : node.inputs()) {
                text.append(" %").append(numbers.get(input));
            }
            text.append(" : ").append(node.specs().stream().map(Spec::toString).collect(Collectors.joining(", ")));
            if (!node.scope().isEmpty()) {
                text.append("  # ").append(node.scope());
            }
            text.append('\n');
        }
        text.append("return")
                .append(graph.outputs().stream().map(n -> " %" + numbers.get(n)).collect(Collectors.joining()))
                .append('\n');
        graph.updates()
                .forEach((variable, node) -> text.append("update ")
                        .append(variable.path())
                        .append(" = %")
                        .append(numbers.get(node))
                        .append('\n'));
        return text.toString();
    }
}
