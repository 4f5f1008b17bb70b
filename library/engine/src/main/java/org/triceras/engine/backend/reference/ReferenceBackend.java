package org.triceras.engine.backend.reference;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.pass.ExpandComposites;
import org.triceras.engine.tensor.Variable;

/**
 * The definition of every operation: plain loops over doubles (longs for integers), node by node, without vectors, threads or
 * fusion. Slow on purpose; all other backends are tested against it.
 */
public final class ReferenceBackend implements Backend {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Program compile(Graph graph) {
        Graph primitives = new ExpandComposites(op -> false).apply(graph);
        List<Node> order = primitives.order();
        return feeds -> run(primitives, order, feeds);
    }

    @Override
    public Buffer adopt(Buffer buffer) {
        return buffer.host();
    }

    @Override
    public String describe() {
        return "plain loops, the definition of every operation";
    }

    private static List<Buffer> run(Graph graph, List<Node> order, List<Buffer> feeds) {
        Map<Node, HostBuffer[]> values = new IdentityHashMap<>();
        for (int i = 0; i < feeds.size(); i++) {
            values.put(graph.inputs().get(i), new HostBuffer[] {feeds.get(i).host()});
        }
        for (Node node : order) {
            if (!(node.op() instanceof Input)) {
                values.put(node, evaluate(node, values));
            }
        }
        List<Buffer> outputs = new ArrayList<>();
        graph.outputs().forEach(node -> outputs.add(values.get(node)[0].copy()));
        Map<Variable, HostBuffer> updates = new LinkedHashMap<>();
        graph.updates().forEach((variable, node) -> updates.put(variable, values.get(node)[0].copy()));
        updates.forEach(Variable::setBuffer);
        return outputs;
    }

    private static HostBuffer[] evaluate(Node node, Map<Node, HostBuffer[]> values) {
        List<HostBuffer> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(values.get(input)[0]));
        if (node.op() instanceof Constant constant) {
            return new HostBuffer[] {constant.value().buffer().host()};
        } else if (node.op() instanceof ReadVariable read) {
            return new HostBuffer[] {read.variable().buffer().host()};
        } else if (node.op() instanceof Result result) {
            return new HostBuffer[] {values.get(node.input(0))[result.index()]};
        } else if (node.op() instanceof Scan scan) {
            return loop(scan, node, inputs);
        }
        return new HostBuffer[] {Definitions.evaluate(node, inputs)};
    }

    private static HostBuffer[] loop(Scan scan, Node node, List<HostBuffer> inputs) {
        int carries = scan.carries();
        HostBuffer[] results = new HostBuffer[node.specs().size()];
        for (int i = carries; i < results.length; i++) {
            results[i] = HostBuffer.allocate(
                    node.specs().get(i).dtype(), node.specs().get(i).size());
        }
        List<Node> order = scan.body().order();
        List<Buffer> feeds = new ArrayList<>(inputs);
        for (int step = 0; step < scan.length(); step++) {
            int t = scan.reverse() ? scan.length() - 1 - step : step;
            for (int i = carries; i < carries + scan.sequences(); i++) {
                int size = scan.body().inputs().get(i).spec().size();
                HostBuffer slice = HostBuffer.allocate(inputs.get(i).dtype(), size);
                System.arraycopy(inputs.get(i).array(), t * size, slice.array(), 0, size);
                feeds.set(i, slice);
            }
            List<Buffer> outputs = run(scan.body(), order, feeds);
            for (int i = 0; i < outputs.size(); i++) {
                if (i < carries) {
                    feeds.set(i, outputs.get(i));
                } else {
                    int size = outputs.get(i).size();
                    System.arraycopy(outputs.get(i).host().array(), 0, results[i].array(), t * size, size);
                }
            }
        }
        for (int i = 0; i < carries; i++) {
            results[i] = feeds.get(i).host().copy();
        }
        return results;
    }
}
