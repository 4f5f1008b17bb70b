package org.triceras.engine.backend.jvm.plan;

import java.util.Locale;
import org.triceras.engine.backend.jvm.AlignedFloats;
import org.triceras.engine.backend.jvm.FloatReductions;
import org.triceras.engine.backend.jvm.Rows;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.ReduceKind;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/**
 * Sums, maxima and minima of float32 over neighbouring axes, seen as (outer, reduced, inner). What is cut up for threads or precision is
 * cut at fixed places, so that the result does not depend on the number of threads.
 */
final class ReduceKernel implements Kernel {
    /** Elements that one thread reduces on its own. */
    private static final int CHUNK = 1 << 16;

    private final FloatReductions reductions = Simd.kernels().reductions();
    private final ReduceKind kind;
    private final int x;
    private final int y;
    private final int outer;
    private final int reduced;
    private final int inner;

    ReduceKernel(Reduce op, Node node, int x, int y) {
        this.kind = op.kind();
        this.x = x;
        this.y = y;
        Shape shape = node.input(0).spec().shape();
        int first = op.axes().size() == 0 ? shape.rank() : op.axes().get(0);
        int last = first + op.axes().size();
        outer = shape.range(0, first).size();
        reduced = shape.range(first, last).size();
        inner = shape.range(last, shape.rank()).size();
    }

    static boolean handles(Reduce op, Node node) {
        boolean neighbours = true;
        for (int i = 1; i < op.axes().size(); i++) {
            neighbours &= op.axes().get(i) == op.axes().get(i - 1) + 1;
        }
        return neighbours
                && node.spec().dtype() == DType.FLOAT32
                && (op.kind() == ReduceKind.SUM || op.kind() == ReduceKind.MAX || op.kind() == ReduceKind.MIN);
    }

    @Override
    public void run(Frame frame) {
        float[] from = frame.floats(x);
        int at = frame.offset(x);
        float[] to = frame.floats(y);
        int target = frame.offset(y);
        if (inner > 1) {
            for (int o = 0; o < outer; o++) {
                columns(from, at + o * reduced * inner, to, target + o * inner);
            }
        } else if (outer == 1) {
            to[target] = whole(from, at);
        } else {
            int parts = (long) outer * reduced < CHUNK ? 1 : Math.min(outer, Parallel.parts());
            Parallel.run(parts, part -> {
                int first = (int) ((long) outer * part / parts);
                int end = (int) ((long) outer * (part + 1) / parts);
                for (int o = first; o < end; o++) {
                    to[target + o] = reduce(from, at + o * reduced, reduced);
                }
            });
        }
    }

    private float reduce(float[] from, int at, int n) {
        return kind == ReduceKind.SUM
                ? reductions.sum(from, at, n)
                : kind == ReduceKind.MAX ? reductions.max(from, at, n) : reductions.min(from, at, n);
    }

    /** One result of everything, in chunks of fixed size; a last one is what lies before the first cache line of a large array. */
    private float whole(float[] from, int at) {
        int lead = AlignedFloats.lead(reduced, at);
        int chunks = (reduced - lead + CHUNK - 1) / CHUNK;
        if (chunks <= 1) {
            return reduce(from, at, reduced);
        }
        float[] partial = new float[chunks + 1];
        Parallel.run(chunks, chunk -> {
            int start = lead + chunk * CHUNK;
            partial[chunk] = reduce(from, at + start, Math.min(CHUNK, reduced - start));
        });
        partial[chunks] = reduce(from, at, lead);
        return reduce(partial, 0, chunks + 1);
    }

    private void columns(float[] from, int source, float[] to, int target) {
        if (kind == ReduceKind.SUM) {
            Rows.get().columnSums(from, source, to, target, reduced, inner);
            return;
        }
        Rows.get().columnExtremes(kind == ReduceKind.MAX, from, source, to, target, reduced, inner);
    }

    @Override
    public String describe() {
        return kind.name().toLowerCase(Locale.ROOT) + " (" + outer + ", [" + reduced + "], " + inner + ")";
    }
}
