package org.triceras.engine.tensor;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.ReadVariable;

/** The recording of a computation as a graph: which variables were read, and what they become. One per thread at a time. */
public final class Trace {
    private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

    private final Map<Variable, Tensor> reads = new IdentityHashMap<>();
    private final Map<Variable, Tensor> writes = new LinkedHashMap<>();

    private Trace() {}

    /** The trace that this thread is in, or null. */
    public static Trace current() {
        return CURRENT.get();
    }

    /** Records {@code computation} on symbolic inputs of the given specs. */
    public static Graph record(List<Spec> inputs, Function<List<Tensor>, List<Tensor>> computation) {
        Trace before = CURRENT.get();
        Trace trace = new Trace();
        CURRENT.set(trace);
        try {
            List<Node> nodes = new java.util.ArrayList<>();
            for (Spec spec : inputs) {
                nodes.add(Node.of(new Input("x" + nodes.size(), spec)));
            }
            List<Tensor> outputs =
                    computation.apply(nodes.stream().map(Node::tensor).toList());
            return trace.graph(nodes, outputs);
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Runs {@code action} outside of any trace, so that what it computes is concrete; for initial values. */
    public static <T> T outside(java.util.function.Supplier<T> action) {
        Trace before = CURRENT.get();
        CURRENT.remove();
        try {
            return action.get();
        } finally {
            if (before != null) {
                CURRENT.set(before);
            }
        }
    }

    Tensor read(Variable variable) {
        Tensor written = writes.get(variable);
        if (written != null) {
            return written;
        }
        return reads.computeIfAbsent(variable, v -> Node.of(new ReadVariable(v)).tensor());
    }

    void write(Variable variable, Tensor value) {
        writes.put(variable, value);
    }

    private Graph graph(List<Node> inputs, List<Tensor> outputs) {
        Map<Variable, Node> updates = new LinkedHashMap<>();
        writes.forEach((variable, value) -> updates.put(variable, nodeOf(value)));
        return new Graph(inputs, outputs.stream().map(Trace::nodeOf).toList(), updates);
    }

    private static Node nodeOf(Tensor tensor) {
        return tensor.isConcrete() ? Node.of(new Constant(tensor)) : tensor.node();
    }
}
