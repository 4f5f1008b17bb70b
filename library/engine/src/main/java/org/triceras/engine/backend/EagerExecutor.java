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
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/**
 * Runs single operations as graphs of one node; the compiled programs of recent ones are kept. Conversions of many bytes to floats, and functions of
 * the results, are done on a table of the 256 bytes, see {@link TableBuffer}; an elementwise operation with another tensor converts in its own pass.
 */
final class EagerExecutor {
    private static final int CACHE_SIZE = 512;

    /** Bytes from which their floats are looked up in a table. */
    private static final int TABLE_FROM = 1 << 16;

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
        List<Spec> outputs = op.inferAll(operands.stream().map(Tensor::spec).toList());
        Buffer lookedUp = lookedUp(op, operands);
        if (lookedUp != null) {
            return List.of(Tensor.concrete(outputs.get(0), lookedUp));
        }
        List<Buffer> results = compute(op, operands);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            tensors.add(Tensor.concrete(outputs.get(i), results.get(i)));
        }
        return tensors;
    }

    /** The result as floats in a table, or null where it has to be computed. */
    private Buffer lookedUp(Op op, List<Tensor> operands) {
        if (op instanceof Cast cast) {
            Tensor bytes = operands.get(0);
            return cast.to() == DType.FLOAT32 && bytes.dtype() == DType.UINT8 && bytes.size() >= TABLE_FROM
                    ? TableBuffer.conversion(bytes)
                    : null;
        }
        int at = 0;
        while (at < operands.size() && !isLookedUp(operands.get(at))) {
            at++;
        }
        if (at == operands.size()) {
            return null;
        }
        TableBuffer x = (TableBuffer) operands.get(at).buffer();
        if (op instanceof Slice) {
            Buffer some = new TableBuffer(run(op, List.of(x.bytes())).get(0), x.table());
            return some.size() < TABLE_FROM ? some.host() : some;
        }
        return isFunctionOfOne(op, operands, at) ? new TableBuffer(x.bytes(), changedTable(op, operands, at)) : null;
    }

    private static boolean isLookedUp(Tensor operand) {
        return operand.buffer() instanceof TableBuffer buffer && !buffer.isComputed();
    }

    /** Whether each number of the result depends on one number of the operand there, and the operation leaves type and shape as they are. */
    private static boolean isFunctionOfOne(Op op, List<Tensor> operands, int at) {
        if (op instanceof Unary unary) {
            return !unary.kind().isPredicate();
        }
        if (op instanceof Binary) {
            Tensor other = operands.get(1 - at);
            return other.size() == 1
                    && other.shape().rank() <= operands.get(at).shape().rank();
        }
        return false;
    }

    private Tensor changedTable(Op op, List<Tensor> operands, int at) {
        List<Tensor> small = new ArrayList<>(operands);
        small.set(at, ((TableBuffer) operands.get(at).buffer()).table());
        small.replaceAll(x -> x.size() == 1 ? x.reshape(1) : x);
        return run(op, small).get(0);
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

    /** The bytes, where the operand's floats are these and nothing more. */
    private static Tensor withoutConversion(Tensor operand) {
        return isLookedUp(operand) && ((TableBuffer) operand.buffer()).isConversion()
                ? ((TableBuffer) operand.buffer()).bytes()
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
