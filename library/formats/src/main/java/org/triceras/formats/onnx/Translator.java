package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.tensor.Tensor;

/** Writes the nodes of a traced computation into a graph of ONNX; what depends on constants alone is computed at once. */
final class Translator {
    /** Constants are computed if they do not grow by it, or stay as small as this. */
    private static final int SMALL = 4096;

    final OnnxGraph graph;
    final BatchSize batch;
    private final Map<Node, List<Value>> values = new IdentityHashMap<>();

    Translator(OnnxGraph graph, BatchSize batch) {
        this.graph = graph;
        this.batch = batch;
    }

    /** Gives the node's value beforehand, for inputs. */
    void set(Node node, Value value) {
        values.put(node, List.of(value));
    }

    /** The node's only result. */
    Value value(Node node) {
        return values.get(node).get(0);
    }

    /** @param few all nodes in order, with few samples; {@code many} are the same, with many */
    void translate(List<Node> few, List<Node> many) {
        if (few.size() != many.size()) {
            throw dependsOnBatch("", "the number of operations");
        }
        for (int i = 0; i < few.size(); i++) {
            if (!values.containsKey(few.get(i))) {
                values.put(few.get(i), translate(few.get(i), many.get(i)));
            }
        }
    }

    private List<Value> translate(Node few, Node many) {
        if (few.op().getClass() != many.op().getClass()) {
            throw dependsOnBatch(few.scope(), "an operation, " + few.op() + " or " + many.op() + ",");
        }
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < few.inputs().size(); i++) {
            inputs.addAll(values.get(few.input(i)));
        }
        Tensor constant = constant(few, many, inputs);
        if (constant != null) {
            return List.of(Value.constant(constant, Step.source(few)));
        }
        try {
            return Rules.of(few.op()).apply(new Step(this, few, many, inputs));
        } catch (Unsupported e) {
            throw unsupported(few.scope(), few.op());
        } catch (ArgumentException e) {
            throw dependsOnBatch(few.scope(), e.getMessage());
        }
    }

    private static Tensor constant(Node few, Node many, List<Value> inputs) {
        if (few.op() instanceof ReadVariable read) {
            return read.variable().value();
        }
        if (few.op() instanceof Constant a && many.op() instanceof Constant b) {
            return areEqual(a.value(), b.value()) ? a.value() : null;
        }
        boolean canBe = few.op().equals(many.op())
                && !(few.op() instanceof RandomUniform || few.op() instanceof Scan)
                && (!inputs.isEmpty() || few.op() instanceof Iota)
                && inputs.stream().allMatch(Value::isConstant);
        long size = inputs.stream().mapToLong(each -> each.few.size()).sum();
        if (!canBe || few.spec().size() > Math.max(SMALL, size)) {
            return null;
        }
        return Tensor.emit(few.op(), inputs.stream().map(each -> each.constant).toArray(Tensor[]::new));
    }

    private static boolean areEqual(Tensor a, Tensor b) {
        return a == b || a.spec().equals(b.spec()) && java.util.Arrays.equals(a.toDoubleArray(), b.toDoubleArray());
    }

    private static ArgumentException unsupported(String scope, Op op) {
        return new ArgumentException("export: ONNX has no operation for " + op + ", which "
                + (scope.isEmpty() ? "the model" : "layer \"" + scope + "\"")
                + " uses. Try to do it outside of the model.");
    }

    private static ArgumentException dependsOnBatch(String scope, String what) {
        return new ArgumentException(
                "export: in " + (scope.isEmpty() ? "the model" : "layer \"" + scope + "\"") + " " + what
                        + " depends on the number of samples. Try export(file, e -> e.batchSize(1)) for a file that takes as many as that.");
    }
}
