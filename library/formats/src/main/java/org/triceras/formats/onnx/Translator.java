package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Conv2dInputGrad;
import org.triceras.engine.ir.op.Cumulative;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.Tensor;

/** Writes the nodes of a traced computation into a graph of ONNX; what depends on constants alone is computed at once. */
final class Translator {
    /** Constants are computed if they do not grow by it, or stay as small as this. */
    private static final int SMALL = 4096;

    /** Operations that hold shapes, which their rules compare themselves. */
    private static final Set<Class<? extends Op>> WITH_SHAPES = Set.of(
            BroadcastTo.class,
            Constant.class,
            Conv2dInputGrad.class,
            Input.class,
            Iota.class,
            RandomUniform.class,
            Reshape.class,
            Result.class,
            Scan.class,
            Slice.class);

    final OnnxGraph graph;
    private final Map<Node, List<Value>> values = new IdentityHashMap<>();

    Translator(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Gives the node's value beforehand, for inputs. */
    void set(Node node, Value value) {
        values.put(node, List.of(value));
    }

    /** The node's only result. */
    Value value(Node node) {
        return values.get(node).get(0);
    }

    /** @param traces all nodes in order, for each trace */
    void translate(List<List<Node>> traces) {
        if (traces.stream().anyMatch(each -> each.size() != traces.get(0).size())) {
            throw dependsOnLengths("", "the number of operations");
        }
        for (Traced each : Traced.zip(traces)) {
            if (!values.containsKey(each.node())) {
                values.put(each.node(), translate(each));
            }
        }
    }

    private List<Value> translate(Traced traced) {
        Node node = traced.node();
        boolean hasShapes = WITH_SHAPES.contains(node.op().getClass());
        if (!traced.isAlike(each -> hasShapes ? each.op().getClass() : each.op())) {
            throw dependsOnLengths(node.scope(), "the operation " + node.op());
        }
        List<Value> inputs = new ArrayList<>();
        node.inputs().forEach(each -> inputs.addAll(values.get(each)));
        Tensor constant = constant(traced, inputs);
        if (constant != null) {
            return List.of(Value.constant(constant, traced.nodes().size(), Step.source(node)));
        }
        try {
            List<Value> results = Rules.of(node.op()).apply(new Step(this, traced, inputs));
            results.forEach(this::learn);
            return results;
        } catch (Unsupported e) {
            throw unsupported(node.scope(), node.op());
        } catch (ArgumentException e) {
            throw dependsOnLengths(node.scope(), e.getMessage());
        }
    }

    private void learn(Value value) {
        if (graph.isModel() && !value.isConstant()) {
            List<Length> all = Length.all(value.shapes());
            graph.lengths.ofValue(
                    value.isImage() ? value.imageName : value.name, value.isImage() ? Step.asImage(all) : all);
        }
    }

    private static Tensor constant(Traced traced, List<Value> inputs) {
        Node node = traced.node();
        if (node.op() instanceof ReadVariable read) {
            return read.variable().value();
        }
        if (node.op() instanceof Constant first) {
            boolean areEqual =
                    traced.ops(Constant.class).stream().allMatch(each -> areEqual(first.value(), each.value()));
            return areEqual ? first.value() : null;
        }
        boolean canBe = traced.isAlike(Node::op)
                && !(node.op() instanceof RandomUniform || node.op() instanceof Scan)
                && (!inputs.isEmpty() || node.op() instanceof Iota)
                && inputs.stream().allMatch(Value::isConstant);
        long size = inputs.stream().mapToLong(each -> each.shape().size()).sum();
        if (!canBe || node.spec().size() > Math.max(SMALL, size)) {
            return null;
        }
        return Tensor.emit(node.op(), inputs.stream().map(each -> each.constant).toArray(Tensor[]::new));
    }

    private static boolean areEqual(Tensor a, Tensor b) {
        return a == b || a.spec().equals(b.spec()) && Arrays.equals(a.toDoubleArray(), b.toDoubleArray());
    }

    private static ArgumentException unsupported(String scope, Op op) {
        return new ArgumentException("export: ONNX has no operation for " + name(op) + ", which " + place(scope)
                + " uses. Try to do it outside of the model.");
    }

    /** As the method of tensors is called, where that can be told. */
    private static String name(Op op) {
        if (op instanceof Unary unary) {
            return unary.kind().name().toLowerCase(Locale.ROOT);
        }
        return op instanceof Cumulative ? "cumprod" : op.toString();
    }

    private static ArgumentException dependsOnLengths(String scope, String what) {
        return new ArgumentException(
                "export: in " + place(scope) + " " + what
                        + " depends on the number of samples, or on another length that is open, in a way that ONNX cannot say."
                        + " Try export(file, e -> e.batchSize(1)), and inputShapes(...) for other lengths; then they are fixed.");
    }

    private static String place(String scope) {
        return scope.isEmpty() ? "the model" : "layer \"" + scope + "\"";
    }
}
