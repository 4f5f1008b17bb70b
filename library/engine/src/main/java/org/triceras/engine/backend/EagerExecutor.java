package org.triceras.engine.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.tensor.Tensor;

/** Runs single operations as graphs of one node; the compiled programs of recent ones are kept. */
final class EagerExecutor {
    private static final int CACHE_SIZE = 512;

    private final Backend backend;
    private final Map<Key, Program> programs = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
            return size() > CACHE_SIZE;
        }
    };

    private record Key(Op op, List<Spec> inputs) {}

    EagerExecutor(Backend backend) {
        this.backend = backend;
    }

    List<Tensor> run(Op op, List<Tensor> operands) {
        List<Spec> specs = operands.stream().map(Tensor::spec).toList();
        Program program;
        synchronized (programs) {
            Key key = new Key(op, specs);
            program = programs.get(key);
            if (program == null) {
                program = compile(op, specs);
                programs.put(key, program);
            }
        }
        List<Buffer> feeds = operands.stream().map(Tensor::buffer).toList();
        List<Buffer> results;
        // A program owns its work space, so two threads must not run it at once.
        synchronized (program) {
            results = program.run(feeds);
        }
        List<Spec> outputs = op.inferAll(specs);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            tensors.add(Tensor.concrete(outputs.get(i), results.get(i)));
        }
        return tensors;
    }

    private Program compile(Op op, List<Spec> specs) {
        List<Node> inputs = new ArrayList<>();
        for (Spec spec : specs) {
            inputs.add(Node.of(new Input("x" + inputs.size(), spec)));
        }
        Node node = Node.of(op, inputs);
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
