package org.triceras.engine.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/**
 * Runs single operations as graphs of one node; the compiled programs of recent ones are kept. Conversions of many bytes to floats wait for
 * the elementwise operation that mostly follows, and are done in its pass.
 */
final class EagerExecutor {
    private static final int CACHE_SIZE = 512;

    /** Elements from which conversions of bytes to floats wait for the operation that reads them. */
    private static final int DEFERRED_SIZE = 1 << 16;

    private final Backend backend;
    private final Map<Key, Program> programs = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
            return size() > CACHE_SIZE;
        }
    };

    /** @param types those to which inputs are converted first */
    private record Key(Op op, List<Spec> inputs, List<DType> types) {}

    EagerExecutor(Backend backend) {
        this.backend = backend;
    }

    List<Tensor> run(Op op, List<Tensor> operands) {
        if (op instanceof Reshape) {
            // Nobody changes a tensor's values, so both may have the same.
            Spec spec = op.inferAll(List.of(operands.get(0).spec())).get(0);
            return List.of(Tensor.concrete(spec, operands.get(0).buffer()));
        }
        if (op instanceof Cast cast && isWorthDeferring(cast, operands.get(0))) {
            Tensor source = operands.get(0);
            Buffer later = new DeferredBuffer(
                    source, cast.to(), () -> compute(op, operands).get(0).host());
            return List.of(Tensor.concrete(source.spec().with(cast.to()), later));
        }
        List<Spec> outputs = op.inferAll(operands.stream().map(Tensor::spec).toList());
        List<Buffer> results = compute(op, operands);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            tensors.add(Tensor.concrete(outputs.get(i), results.get(i)));
        }
        return tensors;
    }

    private static boolean isWorthDeferring(Cast cast, Tensor source) {
        return cast.to() == DType.FLOAT32 && source.dtype() == DType.UINT8 && source.size() >= DEFERRED_SIZE;
    }

    private List<Buffer> compute(Op op, List<Tensor> operands) {
        List<Spec> specs = new ArrayList<>();
        List<DType> types = new ArrayList<>();
        List<Buffer> feeds = new ArrayList<>();
        for (Tensor operand : operands) {
            Tensor read = isElementwise(op) ? withoutConversion(operand) : operand;
            specs.add(read.spec());
            types.add(operand.dtype());
            feeds.add(read.buffer());
        }
        Program program;
        synchronized (programs) {
            Key key = new Key(op, specs, types);
            program = programs.get(key);
            if (program == null) {
                program = compile(op, specs, types);
                programs.put(key, program);
            }
        }
        // A program owns its work space, so two threads must not run it at once.
        synchronized (program) {
            return program.run(feeds);
        }
    }

    private static boolean isElementwise(Op op) {
        return op instanceof Binary || op instanceof Unary || op instanceof Compare;
    }

    private static Tensor withoutConversion(Tensor operand) {
        return operand.buffer() instanceof DeferredBuffer deferred && !deferred.isComputed()
                ? deferred.source()
                : operand;
    }

    private Program compile(Op op, List<Spec> specs, List<DType> types) {
        List<Node> inputs = new ArrayList<>();
        List<Node> operands = new ArrayList<>();
        for (Spec spec : specs) {
            Node input = Node.of(new Input("x" + inputs.size(), spec));
            DType type = types.get(inputs.size());
            inputs.add(input);
            operands.add(spec.dtype() == type ? input : Node.of(new Cast(type), input));
        }
        Node node = Node.of(op, operands);
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < node.specs().size(); i++) {
            outputs.add(
                    node.specs().size() == 1
                            ? node
                            : Node.of(new Result(i, node.specs().get(i)), node));
        }
        return backend.compile(Graph.of(inputs, outputs));
    }
}
