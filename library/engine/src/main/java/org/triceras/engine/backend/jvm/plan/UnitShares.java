package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.triceras.engine.backend.jvm.AlignedFloats;
import org.triceras.engine.backend.jvm.RowShares;
import org.triceras.engine.backend.jvm.ThreadTeam;

/**
 * The body of a loop for one sample, shared among threads by units: a product of one row with a matrix, and one loop over the units that reads stretches
 * of the product, as recurrent layers have it. Each thread computes the columns of its units, then its units; they meet once a step.
 */
final class UnitShares {
    /** Multiply-adds of a step that are worth a thread. */
    private static final int WORTH = 25_000;

    /** Units come in multiples of a cache line. */
    private static final int GRAIN = 16;

    private final MatMulKernel product;
    private final RowShares rows;
    /** The values that steps write. */
    private final int[] written;
    /** For each share the loops to run on the product, one after another. */
    private final List<List<LoopStretch>> loops = new ArrayList<>();
    /** The first unit of each share, and their number at the end. */
    private final int[] units;

    private UnitShares(MatMulKernel product, LoopKernel second, int[] stretches, int count, int shares) {
        this.product = product;
        written = IntStream.concat(product.stored(), second == null ? IntStream.empty() : second.stored())
                .distinct()
                .toArray();
        units = new int[shares + 1];
        int[][] starts = new int[shares][];
        int[] lengths = new int[shares];
        for (int share = 0; share < shares; share++) {
            int from = count * share / shares / GRAIN * GRAIN;
            int to = share + 1 == shares ? count : count * (share + 1) / shares / GRAIN * GRAIN;
            units[share] = from;
            units[share + 1] = to;
            starts[share] = IntStream.of(stretches).map(s -> s + from).toArray();
            lengths[share] = to - from;
            List<LoopStretch> own = new ArrayList<>();
            for (int start : starts[share]) {
                if (product.loop() != null) {
                    own.add(product.loop().stretch(start, start + to - from));
                }
            }
            if (second != null) {
                own.add(second.stretch(from, to));
            }
            loops.add(own);
        }
        rows = product.shares(starts, lengths);
    }

    /** The shares of a body, or null if it is not of that kind or too little work. */
    static UnitShares of(Plan body) {
        List<Plan.Step> steps = body.steps();
        if (steps.isEmpty() || steps.size() > 2 || !(steps.get(0).kernel() instanceof MatMulKernel product)) {
            return null;
        }
        LoopKernel first = product.loop();
        int shares = (int)
                Math.min(Math.min(ThreadTeam.current().threads(), ThreadTeam.MOST_PARTS), product.flops() / 2 / WORTH);
        if (!product.isRow() || shares < 2 || first != null && !first.isRowOf(product.columns())) {
            return null;
        }
        if (steps.size() == 1) {
            int[] whole = {0};
            return product.columns() < GRAIN * shares || product.columns() > Tile.SIZE
                    ? null
                    : new UnitShares(product, null, whole, product.columns(), shares);
        }
        if (!(steps.get(1).kernel() instanceof LoopKernel second)) {
            return null;
        }
        int count = second.size();
        int[] stretches = IntStream.concat(
                        second.startsOf(product.output()),
                        first == null ? IntStream.empty() : first.stored().flatMap(second::startsOf))
                .distinct()
                .sorted()
                .toArray();
        boolean fits = second.isRowOf(count) && count >= GRAIN * shares && count <= Tile.SIZE && stretches.length > 0;
        for (int i = 0; i < stretches.length; i++) {
            int end = i + 1 < stretches.length ? stretches[i + 1] : product.columns();
            fits &= stretches[i] + count <= end;
        }
        return fits ? new UnitShares(product, second, stretches, count, shares) : null;
    }

    int count() {
        return loops.size();
    }

    /**
     * A frame for one share: work space is its own, as shares write pieces of it in turn, and a cache line that two of them write travels between
     * their caches in every step.
     */
    Frame frame(Plan body) {
        Frame own = body.frame().copy();
        Map<Object, AlignedFloats> copies = new IdentityHashMap<>();
        for (int value : written) {
            if (own.arrays[value] instanceof float[] shared) {
                AlignedFloats copy = copies.computeIfAbsent(shared, s -> AlignedFloats.of(shared.length));
                own.set(value, copy.array(), copy.start() + own.offsets[value]);
            }
        }
        return own;
    }

    /** To be called before the steps of a loop; false if the matrix is not known to stay. */
    boolean begin(Frame frame) {
        return product.keep(rows, frame);
    }

    /** One share of a step; the frame belongs to the share. */
    void run(int share, Frame frame) {
        product.multiply(rows, share, frame);
        List<LoopStretch> own = loops.get(share);
        for (int i = 0; i < own.size(); i++) {
            own.get(i).run(frame);
        }
    }

    /** To be called after all steps. */
    void end() {
        loops.forEach(own -> own.forEach(LoopStretch::release));
    }

    @Override
    public String toString() {
        return "units in " + count() + " parts from " + Arrays.toString(units);
    }
}
