package org.triceras.engine.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.autodiff.Gradients;
import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;

/**
 * A computation over tensors, traced once per combination of input shapes and types, compiled by the backend, and differentiable.
 * Variables that it reads and assigns are read and updated by the compiled program.
 *
 * <p>The traced code runs once, not at every call: a Java {@code if} or {@code for} in it is decided while tracing.
 */
public final class TensorFunction {
    /** The computation itself. */
    @FunctionalInterface
    public interface Body {
        List<Tensor> apply(List<Tensor> inputs);
    }

    private record Key(Backend backend, List<Spec> inputs) {}

    /** A program with what its results look like. */
    private record Compiled(Program program, List<Spec> outputs) {}

    private final Body body;
    private final Map<Key, Compiled> compiled = new HashMap<>();
    private TensorFunction gradient;

    private TensorFunction(Body body) {
        this.body = body;
    }

    /** A function of any number of tensors. */
    public static TensorFunction of(Body body) {
        return new TensorFunction(body);
    }

    /** The first result. */
    public Tensor call(Operand... inputs) {
        return callAll(Arrays.asList(inputs)).get(0);
    }

    /** All results; inside another trace the computation becomes part of it. */
    public List<Tensor> callAll(List<? extends Operand> inputs) {
        List<Tensor> tensors = inputs.stream().map(Operand::tensor).toList();
        // Also with concrete inputs: the variables that it reads and assigns are those of the trace.
        if (Trace.current() != null || tensors.stream().anyMatch(t -> !t.isConcrete())) {
            return body.apply(tensors);
        }
        return callBuffers(
                tensors.stream().map(Tensor::spec).toList(),
                tensors.stream().map(Tensor::buffer).toList());
    }

    /** As {@link #callAll} on storage; the feeds are not kept and may be used again for the next call. */
    public List<Tensor> callBuffers(List<Spec> specs, List<Buffer> feeds) {
        Compiled ready = compile(specs);
        List<Buffer> results;
        synchronized (ready) {
            results = ready.program().run(feeds);
        }
        List<Tensor> answer = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            answer.add(Tensor.concrete(ready.outputs().get(i), results.get(i)));
        }
        return answer;
    }

    /** Traces and compiles for inputs of these specs, which the first call would do. */
    public void prepare(List<Spec> specs) {
        compile(specs);
    }

    /** The gradients of the first result, a scalar, with respect to every input. */
    public List<Tensor> gradient(Operand... inputs) {
        synchronized (this) {
            if (gradient == null) {
                gradient = new TensorFunction(xs -> Gradients.of(body.apply(xs).get(0), xs));
            }
        }
        return gradient.callAll(Arrays.asList(inputs));
    }

    /** The traced graph for inputs of the given specs, before any optimization; for people who debug. */
    public Graph trace(List<Spec> inputs) {
        return Trace.record(inputs, body::apply);
    }

    private synchronized Compiled compile(List<Spec> specs) {
        Key key = new Key(Backends.active(), specs);
        Compiled ready = compiled.get(key);
        if (ready == null) {
            Graph graph = trace(specs);
            ready = new Compiled(
                    key.backend().compile(graph),
                    graph.outputs().stream().map(Node::spec).toList());
            compiled.put(key, ready);
        }
        return ready;
    }
}
