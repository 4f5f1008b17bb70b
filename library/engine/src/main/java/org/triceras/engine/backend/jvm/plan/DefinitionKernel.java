package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Input;

/** Computes a rare operation, or a rare element type, by the reference backend: slow, but never missing. */
final class DefinitionKernel implements Kernel {
    private static final Backend REFERENCE =
            Backends.providers().get("reference").create();

    private final Node node;
    private final int[] inputs;
    private final int output;
    private final Program program;

    DefinitionKernel(Node node, int[] inputs, int output) {
        this.node = node;
        this.inputs = inputs;
        this.output = output;
        List<Node> symbols = new ArrayList<>();
        for (Node input : node.inputs()) {
            symbols.add(Node.of(new Input("x" + symbols.size(), input.spec())));
        }
        program = REFERENCE.compile(Graph.of(symbols, List.of(Node.of(node.op(), symbols))));
    }

    @Override
    public void run(Frame frame) {
        List<Buffer> feeds = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            feeds.add(feed(frame, inputs[i], node.input(i).spec()));
        }
        HostBuffer result = program.run(feeds).get(0).host();
        System.arraycopy(result.array(), 0, frame.arrays[output], frame.offsets[output], result.size());
    }

    /** The value as a buffer of its exact size; work arrays may be larger. */
    private static HostBuffer feed(Frame frame, int value, Spec spec) {
        HostBuffer whole = new HostBuffer(spec.dtype(), frame.arrays[value]);
        if (whole.size() == spec.size() && frame.offsets[value] == 0) {
            return whole;
        }
        HostBuffer exact = HostBuffer.allocate(spec.dtype(), spec.size());
        System.arraycopy(whole.array(), frame.offsets[value], exact.array(), 0, exact.size());
        return exact;
    }

    @Override
    public String describe() {
        return "definition of " + node;
    }
}
