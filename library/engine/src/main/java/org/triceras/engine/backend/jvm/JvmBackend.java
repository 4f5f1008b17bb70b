package org.triceras.engine.backend.jvm;

import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.backend.jvm.plan.JvmProgram;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.op.LogSoftmax;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.ir.op.SoftmaxCrossEntropy;
import org.triceras.engine.pass.Passes;

/** The default backend: pure Java on heap arrays, fused loops, packed matrix products, all cores. */
public final class JvmBackend implements Backend {
    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public Program compile(Graph graph) {
        return new JvmProgram(Passes.optimize(graph, JvmBackend::isNative));
    }

    /** The composites that have a kernel of their own here. */
    private static boolean isNative(Op op) {
        return op instanceof Softmax || op instanceof LogSoftmax || op instanceof SoftmaxCrossEntropy;
    }

    @Override
    public Buffer adopt(Buffer buffer) {
        return buffer.host();
    }

    @Override
    public String describe() {
        return "pure Java, " + Simd.describe() + ", " + ThreadTeam.current().threads() + " threads";
    }
}
