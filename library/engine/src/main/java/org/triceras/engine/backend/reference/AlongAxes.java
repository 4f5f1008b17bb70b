package org.triceras.engine.backend.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.ir.op.ArgReduce;
import org.triceras.engine.ir.op.ArgSort;
import org.triceras.engine.ir.op.Cumulative;
import org.triceras.engine.ir.op.CumulativeKind;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.ReduceKind;
import org.triceras.engine.tensor.Shape;

/** Operations that combine or order the elements along axes. */
final class AlongAxes {
    private AlongAxes() {}

    static void compute(Op op, Shape from, HostBuffer x, Shape to, HostBuffer out) {
        if (op instanceof Reduce reduce) {
            reduce(reduce, from, x, out);
            return;
        }
        int axis = op instanceof ArgReduce arg
                ? from.axis(arg.axis())
                : op instanceof ArgSort sort ? from.axis(sort.axis()) : from.axis(((Cumulative) op).axis());
        int length = from.dim(axis);
        int stride = from.range(axis + 1, from.rank()).size();
        int outer = from.range(0, axis).size();
        for (int o = 0; o < outer; o++) {
            for (int inner = 0; inner < stride; inner++) {
                int start = o * length * stride + inner;
                if (op instanceof ArgReduce arg) {
                    out.setLong(o * stride + inner, argReduce(arg.max(), x, start, stride, length));
                } else if (op instanceof ArgSort sort) {
                    argSort(sort.descending(), x, start, stride, length, out);
                } else {
                    cumulative((Cumulative) op, x, start, stride, length, out);
                }
            }
        }
    }

    private static void reduce(Reduce op, Shape from, HostBuffer x, HostBuffer out) {
        int[] dims = from.dims();
        Arrays.stream(op.axes().toArray()).forEach(axis -> dims[axis] = 1);
        Shape kept = Shape.of(dims);
        int[] target = Index.broadcast(kept, from);
        boolean whole = x.dtype().isInteger();
        double[] totals = new double[out.size()];
        long[] longTotals = new long[out.size()];
        boolean[] seen = new boolean[out.size()];
        Arrays.fill(totals, op.kind() == ReduceKind.PROD || op.kind() == ReduceKind.ALL ? 1 : 0);
        Arrays.fill(longTotals, op.kind() == ReduceKind.PROD ? 1 : 0);
        for (int i = 0; i < x.size(); i++) {
            int t = target[i];
            double value = x.getDouble(i);
            long longValue = whole ? x.getLong(i) : 0;
            switch (op.kind()) {
                case SUM:
                    totals[t] += value;
                    longTotals[t] += longValue;
                    break;
                case PROD:
                    totals[t] *= value;
                    longTotals[t] *= longValue;
                    break;
                case MAX:
                    totals[t] = seen[t] ? Math.max(totals[t], value) : value;
                    longTotals[t] = seen[t] ? Math.max(longTotals[t], longValue) : longValue;
                    break;
                case MIN:
                    totals[t] = seen[t] ? Math.min(totals[t], value) : value;
                    longTotals[t] = seen[t] ? Math.min(longTotals[t], longValue) : longValue;
                    break;
                case ANY:
                    totals[t] = Math.max(totals[t], value);
                    break;
                case ALL:
                    totals[t] = Math.min(totals[t], value);
                    break;
            }
            seen[t] = true;
        }
        for (int t = 0; t < totals.length; t++) {
            if (whole) {
                out.setLong(t, longTotals[t]);
            } else {
                out.setDouble(t, totals[t]);
            }
        }
    }

    private static int argReduce(boolean max, HostBuffer x, int start, int stride, int length) {
        int best = 0;
        for (int i = 1; i < length; i++) {
            double value = x.getDouble(start + i * stride);
            double held = x.getDouble(start + best * stride);
            boolean better = max ? value > held : value < held;
            if (!Double.isNaN(held) && (better || Double.isNaN(value))) {
                best = i;
            }
        }
        return best;
    }

    private static void argSort(boolean descending, HostBuffer x, int start, int stride, int length, HostBuffer out) {
        Comparator<Integer> byValue = (i, j) -> {
            double a = x.getDouble(start + i * stride);
            double b = x.getDouble(start + j * stride);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
            }
            int order = a < b ? -1 : a > b ? 1 : 0;
            return descending ? -order : order;
        };
        int[] sorted = IntStream.range(0, length)
                .boxed()
                .sorted(byValue)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < length; i++) {
            out.setLong(start + i * stride, sorted[i]);
        }
    }

    private static void cumulative(Cumulative op, HostBuffer x, int start, int stride, int length, HostBuffer out) {
        boolean sum = op.kind() == CumulativeKind.SUM;
        double total = sum ? 0 : 1;
        long longTotal = sum ? 0 : 1;
        boolean whole = x.dtype().isInteger();
        for (int step = 0; step < length; step++) {
            int at = start + (op.reverse() ? length - 1 - step : step) * stride;
            double before = total;
            long longBefore = longTotal;
            total = sum ? total + x.getDouble(at) : total * x.getDouble(at);
            longTotal = sum ? longTotal + x.getLong(at) : longTotal * x.getLong(at);
            if (whole) {
                out.setLong(at, op.exclusive() ? longBefore : longTotal);
            } else {
                out.setDouble(at, op.exclusive() ? before : total);
            }
        }
    }
}
