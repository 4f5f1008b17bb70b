package org.triceras.engine.backend.jvm;

import org.triceras.engine.backend.Backend;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.backend.jvm.plan.JvmProgram;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.pass.Passes;

/** The default backend: pure Java on heap arrays, fused loops, packed matrix products, all cores. */
public final class JvmBackend implements Backend {
    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public Program compile(Graph graph) {
        return new JvmProgram(Passes.optimize(graph, op -> false));
    }

    @Override
    public Buffer adopt(Buffer buffer) {
        return buffer.host();
    }

    @Override
    public String describe() {
        return "pure Java";
    }
}
