package org.triceras.engine.backend.jvm.plan;

/**
 * Some elements of a loop over one row, with values of any frame: what {@link LoopKernel} does, for stretches so short that finding out where
 * operands lie would take longer than the work.
 */
final class LoopStretch {
    private final Instruction[] tape;
    private final Tile tile;
    private final int from;
    private final int n;
    private final Operand[] loads;
    private final Operand[] stores;

    /**
     * An operand of the loop.
     *
     * @param value the frame's value it belongs to
     * @param register the tape's register for it
     * @param start where the loop's first element is
     * @param inScratch not used where it lies: a single number to be repeated, or a result that cannot be written before others are read
     */
    record Operand(int value, int register, int start, boolean inScratch) {}

    /** @param tile for this stretch alone, with its scratch arrays as registers */
    LoopStretch(Instruction[] tape, Tile tile, int from, int to, Operand[] loads, Operand[] stores) {
        this.tape = tape;
        this.tile = tile;
        this.from = from;
        this.n = to - from;
        this.loads = loads;
        this.stores = stores;
        System.arraycopy(tile.scratch, 0, tile.arrays, 0, tile.arrays.length);
    }

    void run(Frame frame) {
        if (tile.frame != frame) {
            tile.frame = frame;
        }
        tile.position = from;
        for (Operand load : loads) {
            if (load.inScratch) {
                Object array = frame.arrays[load.value];
                Fill.repeat(array, frame.offsets[load.value] + load.start, tile.arrays[load.register], 0, n);
            } else {
                tile.set(load.register, frame.arrays[load.value], frame.offsets[load.value] + load.start + from);
            }
        }
        for (Operand store : stores) {
            if (!store.inScratch) {
                tile.set(store.register, frame.arrays[store.value], frame.offsets[store.value] + store.start + from);
            }
        }
        for (Instruction instruction : tape) {
            instruction.run(tile, n);
        }
        for (Operand store : stores) {
            if (store.inScratch) {
                System.arraycopy(
                        tile.arrays[store.register],
                        tile.offsets[store.register],
                        frame.arrays[store.value],
                        frame.offsets[store.value] + store.start + from,
                        n);
            }
        }
    }

    /** Lets go of the values that the last run worked on. */
    void release() {
        tile.release();
        System.arraycopy(tile.scratch, 0, tile.arrays, 0, tile.arrays.length);
    }
}
