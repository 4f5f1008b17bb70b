package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.triceras.engine.backend.jvm.AlignedFloats;
import org.triceras.engine.backend.jvm.Epilogue;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.ir.Node;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/**
 * A fused elementwise loop: a tape of vector instructions run over tiles that fit the L1 cache, so that each operand is read
 * from memory once and each result written once, however many operations there are. It runs by itself, or as the epilogue of a product
 * whose blocks it takes while they are in the cache.
 */
final class LoopKernel implements Kernel {
    /** Below this many element operations a loop is not worth splitting over threads. */
    private static final long PARALLEL = 1 << 15;

    /** Elements that a loop takes at once if it needs no scratch arrays: what it costs to begin a tile is then no part of its time. */
    private static final int IN_PLACE = 16 * Tile.SIZE;

    private final LoopSpace space;
    /** Where each operand of the space, loads first, then stores, starts in its value. */
    private final int[] starts;

    private final Instruction[] tape;
    private final DType[] types;
    private final int[] loadValues;
    private final int[] loadRegisters;
    private final boolean[] isWhole;
    private final int[] storeValues;
    private final int[] storeRegisters;
    private final boolean[] direct;
    private final int total;
    private final String description;
    private final int[] scratchOf;
    /** Rows per tile when several short rows share one; 0 when a row has one or more tiles of its own. */
    private final int packedRows;
    /** Elements that the tape takes at once at most. */
    private final int stretch;
    /**
     * The elements before the first tile of a large array, which begins 16 bytes behind a page: from then on tiles are pages. Exponentials of 4 million floats,
     * whose last vector in each tile else begins in one page and ends in the next, went from 65 to 103 GB/s.
     */
    private final int lead;

    /** One tile a thread, by {@link ThreadTeam#threadIndex}. */
    private Tile[] tiles = {};

    private int runs;
    private Frame frame;
    /** Where the product begins whose blocks the loop takes; and what takes them, made once, as loops over time ask for it in each step. */
    private int productStart;

    private final Epilogue onBlocks = this::block;

    /**
     * @param values the frame index of each node from outside and of each result
     * @param results nodes of the loop that others read
     */
    LoopKernel(List<Node> nodes, List<Node> results, Map<Node, Integer> values, Views views, FloatMath floats) {
        TapeBuilder builder = new TapeBuilder(nodes, results, floats);
        Shape shape = nodes.get(nodes.size() - 1).spec().shape();
        List<Node> loads = List.copyOf(builder.loads.keySet());
        starts = new int[loads.size() + results.size()];
        List<int[]> strides = new ArrayList<>();
        for (Node load : loads) {
            View view = views.read(load);
            boolean isWhole = builder.whole.contains(load);
            starts[strides.size()] = view.offset();
            strides.add(
                    isWhole ? new int[shape.rank()] : view.broadcast(load.spec().shape(), shape));
        }
        for (Node result : results) {
            View view = views.write(result);
            starts[strides.size()] = view.offset();
            strides.add(view.broadcast(shape, shape));
        }
        space = LoopSpace.of(shape, strides);
        packedRows = space.columns() <= Tile.SIZE / 2 ? Math.max(1, Tile.SIZE / Math.max(1, space.columns())) : 0;
        isWhole = new boolean[loads.size()];
        for (int k = 0; k < isWhole.length; k++) {
            isWhole[k] = builder.whole.contains(loads.get(k));
        }
        tape = builder.instructions.toArray(new Instruction[0]);
        types = builder.types.toArray(new DType[0]);
        loadValues = loads.stream().mapToInt(values::get).toArray();
        loadRegisters = loads.stream().mapToInt(builder.loads::get).toArray();
        storeValues = results.stream().mapToInt(values::get).toArray();
        storeRegisters = results.stream().mapToInt(builder::register).toArray();
        total = shape.size();
        int[] lastUse = lastUses(builder);
        direct = new boolean[results.size()];
        for (int i = 0; i < direct.length; i++) {
            direct[i] = isDirect(i, builder, lastUse);
        }
        scratchOf = assignScratch(builder, lastUse);
        lead = AlignedFloats.lead(total, 0);
        stretch = lead > 0 && isInPlace() ? IN_PLACE : Tile.SIZE;
        description =
                "loop " + shape + " " + nodes.stream().map(LoopKernel::name).collect(Collectors.joining(" "));
    }

    private static String name(Node node) {
        String text = node.op().toString();
        int open = text.indexOf("kind=");
        return open < 0
                ? node.op().getClass().getSimpleName()
                : text.substring(open + 5).replace("]", "");
    }

    private static int[] lastUses(TapeBuilder builder) {
        int[] last = new int[builder.types.size()];
        Arrays.fill(last, -1);
        for (int i = 0; i < builder.uses.size(); i++) {
            for (int register : builder.uses.get(i)) {
                last[register] = i;
            }
        }
        return last;
    }

    /** A result goes straight to its storage unless that holds an operand that is still read after the result is written. */
    private boolean isDirect(int store, TapeBuilder builder, int[] lastUse) {
        int register = storeRegisters[store];
        if (builder.loads.containsValue(register) || packedRows > 0 && !space.isFull(loadValues.length + store)) {
            return false;
        }
        int written = definition(builder, register);
        for (int k = 0; k < loadValues.length; k++) {
            if (loadValues[k] == storeValues[store] && (lastUse[loadRegisters[k]] > written || !isFull(k))) {
                return false;
            }
        }
        return true;
    }

    /** True if one instruction reads all operands and writes its result where they are. */
    private boolean isInPlace() {
        boolean isInPlace = tape.length == 1 && direct.length == 1 && direct[0];
        for (int k = 0; k < loadValues.length; k++) {
            isInPlace &= !isWhole[k] && space.columnStride(k) == 1;
        }
        return isInPlace;
    }

    private static int definition(TapeBuilder builder, int register) {
        for (int i = 0; i < builder.uses.size(); i++) {
            int[] use = builder.uses.get(i);
            if (use[use.length - 1] == register) {
                return i;
            }
        }
        return -1;
    }

    /** Scratch arrays for registers, shared by registers of one type that do not live at the same time. */
    private int[] assignScratch(TapeBuilder builder, int[] lastUse) {
        int[] scratch = new int[types.length];
        Arrays.fill(scratch, -1);
        boolean[] isStored = new boolean[types.length];
        for (int register : storeRegisters) {
            isStored[register] = true;
        }
        List<int[]> pool = new java.util.ArrayList<>();
        for (int register : loadRegisters) {
            scratch[register] = pool.size();
            pool.add(new int[] {types[register].ordinal(), Integer.MAX_VALUE});
        }
        for (int i = 0; i < builder.uses.size(); i++) {
            int[] use = builder.uses.get(i);
            int register = use[use.length - 1];
            int until = isStored[register] ? Integer.MAX_VALUE : lastUse[register];
            for (int s = 0; s < pool.size() && scratch[register] < 0; s++) {
                if (pool.get(s)[0] == types[register].ordinal() && pool.get(s)[1] < i) {
                    scratch[register] = s;
                    pool.get(s)[1] = until;
                }
            }
            if (scratch[register] < 0) {
                scratch[register] = pool.size();
                pool.add(new int[] {types[register].ordinal(), until});
            }
        }
        return scratch;
    }

    private Tile newTile() {
        Tile tile = new Tile(types.length);
        Object[] arrays = new Object[types.length];
        for (int r = 0; r < types.length; r++) {
            if (scratchOf[r] >= 0) {
                int s = scratchOf[r];
                if (arrays[s] == null) {
                    arrays[s] = org.triceras.engine.backend.HostBuffer.allocate(
                                    types[r], Math.min(Tile.SIZE, Math.max(total, 1)))
                            .array();
                }
                tile.scratch[r] = arrays[s];
            }
        }
        return tile;
    }

    private boolean isFull(int k) {
        return space.isFull(k) && starts[k] == 0;
    }

    @Override
    public void run(Frame frame) {
        if (total == 0) {
            return;
        }
        this.frame = frame;
        startRun();
        int count = packedRows > 0
                ? (space.rows() + packedRows - 1) / packedRows
                : space.rows() * ((space.columns() + stretch - 1) / stretch);
        int parts = (long) total * Math.max(1, tape.length) < PARALLEL ? 1 : Math.min(count, Parallel.parts());
        if (parts == 1) {
            range(0, total);
        } else {
            share(parts);
        }
        for (Tile tile : tiles) {
            if (tile != null) {
                tile.release();
            }
        }
    }

    private void share(int parts) {
        int grain = packedRows > 0 ? packedRows * space.columns() : stretch;
        int grains = (total + grain - 1) / grain;
        Parallel.run(
                parts,
                part -> range((int) ((long) grains * part / parts) * grain, (int)
                        Math.min(total, (long) grains * (part + 1) / parts * grain)));
    }

    /** Prepares to run on the blocks of a product as they get done; {@code product} is the value they are in. */
    Epilogue begin(Frame frame, int product) {
        this.frame = frame;
        startRun();
        productStart = frame.offsets[product];
        return onBlocks;
    }

    private void block(float[] c, int offset, int ldc, int row, int rows, int column, int columns) {
        int from = offset - productStart;
        if (columns == ldc) {
            range(from, from + rows * ldc);
        } else {
            for (int r = 0; r < rows; r++) {
                range(from + r * ldc, from + r * ldc + columns);
            }
        }
    }

    /**
     * The same where {@code product}, the loop's only result too, lies in no array of the frame but where the blocks do, rows side by side: each
     * thread has its own.
     */
    Epilogue beginElsewhere(Frame frame, int product) {
        this.frame = frame;
        startRun();
        return (c, offset, ldc, row, rows, column, columns) -> {
            Tile tile = tile();
            if (tile.frame == frame) {
                tile.frame = frame.copy();
            }
            tile.frame.set(product, c, offset - row * ldc);
            range(row * ldc, (row + rows) * ldc);
        };
    }

    /** The elements of the loop. */
    int size() {
        return total;
    }

    /** True if the loop goes over one row of so many elements, and reads its operands element by element. */
    boolean isRowOf(int columns) {
        boolean isRow = total == columns && total > 1 && space.rows() == 1;
        for (int k = 0; k < starts.length && isRow; k++) {
            isRow = space.columnStride(k) == 1 || k < loadValues.length && space.isScalar(k) && !isWhole[k];
        }
        return isRow;
    }

    /** The elements of a value with which the stretches begin that the loop reads of it. */
    IntStream startsOf(int value) {
        return IntStream.range(0, loadValues.length)
                .filter(k -> loadValues[k] == value)
                .map(k -> starts[k]);
    }

    /** The values that the loop writes. */
    IntStream stored() {
        return IntStream.of(storeValues);
    }

    /** The elements {@code from} to {@code to - 1}, at most {@link Tile#SIZE}, of a loop over one row, see {@link #isRowOf}. */
    LoopStretch stretch(int from, int to) {
        LoopStretch.Operand[] loads = new LoopStretch.Operand[loadValues.length];
        for (int k = 0; k < loads.length; k++) {
            loads[k] = new LoopStretch.Operand(loadValues[k], loadRegisters[k], starts[k], space.isScalar(k));
        }
        LoopStretch.Operand[] stores = new LoopStretch.Operand[storeValues.length];
        for (int i = 0; i < stores.length; i++) {
            stores[i] =
                    new LoopStretch.Operand(storeValues[i], storeRegisters[i], starts[loads.length + i], !direct[i]);
        }
        return new LoopStretch(tape, newTile(), from, to, loads, stores);
    }

    private void startRun() {
        runs++;
        int threads = ThreadTeam.current().threads();
        if (tiles.length < threads) {
            tiles = Arrays.copyOf(tiles, threads);
        }
    }

    /** Computes the elements {@code from} to {@code to - 1}, on the calling thread. */
    private void range(int from, int to) {
        Tile tile = tile();
        int columns = space.columns();
        for (int at = from; at < to; ) {
            int column = at % columns;
            int rows = Math.min(packedRows, (to - at) / columns);
            if (column == 0 && rows > 0) {
                rows(tile, at / columns, rows);
                at += rows * columns;
            } else {
                int tileSize = lead > 0 ? stretch - (at + stretch - lead) % stretch : stretch;
                int n = Math.min(Math.min(tileSize, columns - column), to - at);
                stretch(tile, at / columns, column, n);
                at += n;
            }
        }
    }

    /** The calling thread's, ready for this run. */
    private Tile tile() {
        int thread = ThreadTeam.threadIndex();
        Tile tile = tiles[thread];
        if (tile == null) {
            tile = newTile();
            tiles[thread] = tile;
        }
        if (tile.run != runs) {
            tile.frame = frame;
            prepare(tile);
            tile.run = runs;
        }
        return tile;
    }

    /** What is the same for all tiles fills its register once per run; everything else is set tile by tile. */
    private void prepare(Tile tile) {
        System.arraycopy(tile.scratch, 0, tile.arrays, 0, tile.arrays.length);
        Arrays.fill(tile.offsets, 0);
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            Object array = tile.frame.arrays[loadValues[k]];
            int start = tile.frame.offsets[loadValues[k]] + starts[k];
            if (isWhole[k]) {
                tile.set(register, array, start);
            } else if (space.isScalar(k) && total > 1) {
                Fill.repeat(array, start, tile.arrays[register], 0, Math.min(Tile.SIZE, total));
            } else if (isPattern(k)) {
                for (int row = 0; row < Math.min(packedRows, space.rows()); row++) {
                    System.arraycopy(array, start, tile.scratch[register], row * space.columns(), space.columns());
                }
            }
        }
    }

    /** True if an operand is the same in all tiles of several rows. */
    private boolean isPattern(int k) {
        return packedRows > 0 && space.columnStride(k) != 0 && space.rows() > 1 && space.isRowRepeated(k);
    }

    /** Computes {@code n} elements of a row. */
    private void stretch(Tile tile, int row, int column, int n) {
        tile.position = row * space.columns() + column;
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            int value = loadValues[k];
            if (space.isScalar(k) && total > 1) {
                continue;
            }
            int start = tile.frame.offsets[value] + starts[k] + space.rowOffset(k, row);
            if (space.columnStride(k) == 0 && space.columns() > 1) {
                tile.set(register, tile.scratch[register], 0);
                Fill.repeat(tile.frame.arrays[value], start, tile.arrays[register], 0, n);
            } else {
                tile.set(register, tile.frame.arrays[value], start + column);
            }
        }
        execute(tile, row, 1, column, n);
    }

    /** Computes several whole rows. */
    private void rows(Tile tile, int firstRow, int rows) {
        int columns = space.columns();
        tile.position = firstRow * columns;
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            int value = loadValues[k];
            if (space.isFull(k)) {
                tile.set(register, tile.frame.arrays[value], tile.frame.offsets[value] + starts[k] + tile.position);
            } else if (!space.isScalar(k)) {
                tile.set(register, tile.scratch[register], 0);
                if (!isPattern(k)) {
                    gather(tile.frame.arrays[value], tile.frame.offsets[value] + starts[k], k, firstRow, rows, tile);
                }
            }
        }
        execute(tile, firstRow, rows, 0, rows * columns);
    }

    private void gather(Object array, int start, int k, int firstRow, int rows, Tile tile) {
        int columns = space.columns();
        Object scratch = tile.scratch[loadRegisters[k]];
        for (int r = 0; r < rows; r++) {
            int from = start + space.rowOffset(k, firstRow + r);
            if (space.columnStride(k) == 0) {
                Fill.repeat(array, from, scratch, r * columns, columns);
            } else {
                System.arraycopy(array, from, scratch, r * columns, columns);
            }
        }
    }

    private void execute(Tile tile, int firstRow, int rows, int column, int n) {
        for (int i = 0; i < storeValues.length; i++) {
            if (direct[i]) {
                int k = loadValues.length + i;
                int start = tile.frame.offsets[storeValues[i]] + starts[k] + space.rowOffset(k, firstRow);
                tile.set(storeRegisters[i], tile.frame.arrays[storeValues[i]], start + column);
            }
        }
        for (Instruction instruction : tape) {
            instruction.run(tile, n);
        }
        for (int i = 0; i < storeValues.length; i++) {
            if (!direct[i]) {
                scatter(tile, i, firstRow, rows, column, n / rows);
            }
        }
    }

    private void scatter(Tile tile, int store, int firstRow, int rows, int column, int n) {
        int k = loadValues.length + store;
        int r = storeRegisters[store];
        int start = tile.frame.offsets[storeValues[store]] + starts[k] + column;
        boolean joined = space.isFull(k);
        for (int row = 0; row < (joined ? 1 : rows); row++) {
            System.arraycopy(
                    tile.arrays[r],
                    tile.offsets[r] + row * n,
                    tile.frame.arrays[storeValues[store]],
                    start + space.rowOffset(k, firstRow + row),
                    joined ? n * rows : n);
        }
    }

    @Override
    public String describe() {
        return description;
    }
}
