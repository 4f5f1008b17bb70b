package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.ir.op.Scan;

/**
 * Runs a loop. Where the rows of the batch do not see each other, each thread takes its share of them through all steps: they wait for
 * each other once a loop instead of several times a step.
 */
final class ScanKernel implements Kernel {
    /** Fewer rows would leave tiles of products half empty. */
    private static final int LEAST_ROWS = 8;

    private final Scan scan;
    private final ScanRows[] parts;

    ScanKernel(Scan scan, int[] inputs, int[] results) {
        this.scan = scan;
        RowSplit split = RowSplit.of(scan);
        int rows = split == null ? 1 : split.batch();
        int count =
                split == null ? 1 : Math.max(1, Math.min(ThreadTeam.current().threads(), rows / LEAST_ROWS));
        parts = new ScanRows[count];
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) rows * i / count);
            int next = (int) ((long) rows * (i + 1) / count);
            parts[i] = new ScanRows(scan, count == 1 ? null : split, first, next - first, inputs, results);
        }
    }

    @Override
    public void run(Frame frame) {
        Parallel.run(parts.length, part -> parts[part].run(frame));
    }

    @Override
    public String describe() {
        return scan + " of " + parts[0].kernels() + " kernels, "
                + (parts[0].shares() != null ? parts[0].shares() : "rows in " + parts.length + " parts");
    }
}
