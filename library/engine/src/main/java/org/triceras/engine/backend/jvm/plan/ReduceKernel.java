package org.triceras.engine.backend.jvm.plan;

import java.util.Arrays;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.ReduceKind;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/**
 * Sums, maxima and minima of float32 over neighbouring axes, seen as (outer, reduced, inner). Sums go block by block, with blocks
 * of fixed size, so that the result depends neither on the number of threads nor loses precision on long axes.
 */
final class ReduceKernel implements Kernel {
    private static final int BLOCK = 256;

    private final ReduceKind kind;
    private final int x;
    private final int y;
    private final int outer;
    private final int reduced;
    private final int inner;
    private final float start;

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
        start = kind == ReduceKind.SUM ? 0 : kind == ReduceKind.MAX ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
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
        float[] to = frame.floats(y);
        for (int o = 0; o < outer; o++) {
            int source = frame.offset(x) + o * reduced * inner;
            int target = frame.offset(y) + o * inner;
            if (inner == 1) {
                to[target] = row(from, source, reduced);
            } else {
                columns(from, source, to, target);
            }
        }
    }

    private float row(float[] from, int at, int n) {
        float total = start;
        for (int block = 0; block < n; block += BLOCK * 8) {
            int end = Math.min(n, block + BLOCK * 8);
            total = combine(total, block(from, at + block, end - block));
        }
        return total;
    }

    /** Eight running results, so that additions do not wait for each other. */
    private float block(float[] from, int at, int n) {
        float[] lanes = new float[8];
        Arrays.fill(lanes, start);
        int whole = n & ~7;
        for (int i = 0; i < whole; i += 8) {
            for (int j = 0; j < 8; j++) {
                lanes[j] = combine(lanes[j], from[at + i + j]);
            }
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] = combine(lanes[i - whole], from[at + i]);
        }
        float low = combine(combine(lanes[0], lanes[4]), combine(lanes[2], lanes[6]));
        float high = combine(combine(lanes[1], lanes[5]), combine(lanes[3], lanes[7]));
        return combine(low, high);
    }

    private float combine(float a, float b) {
        return kind == ReduceKind.SUM ? a + b : kind == ReduceKind.MAX ? Math.max(a, b) : Math.min(a, b);
    }

    private void columns(float[] from, int source, float[] to, int target) {
        Arrays.fill(to, target, target + inner, start);
        float[] partial = reduced > BLOCK ? new float[inner] : null;
        for (int block = 0; block < reduced; block += BLOCK) {
            int end = Math.min(reduced, block + BLOCK);
            float[] sums = partial == null ? to : partial;
            int at = partial == null ? target : 0;
            if (partial != null) {
                Arrays.fill(partial, start);
            }
            for (int r = block; r < end; r++) {
                combineRows(sums, at, from, source + r * inner, inner);
            }
            if (partial != null) {
                combineRows(to, target, partial, 0, inner);
            }
        }
    }

    private void combineRows(float[] into, int at, float[] from, int start, int n) {
        if (kind == ReduceKind.SUM) {
            for (int j = 0; j < n; j++) {
                into[at + j] += from[start + j];
            }
        } else if (kind == ReduceKind.MAX) {
            for (int j = 0; j < n; j++) {
                into[at + j] = Math.max(into[at + j], from[start + j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                into[at + j] = Math.min(into[at + j], from[start + j]);
            }
        }
    }

    @Override
    public String describe() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " (" + outer + ", [" + reduced + "], " + inner + ")";
    }
}
