package org.triceras.engine.backend.jvm.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.triceras.engine.ir.Node;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/**
 * A fused elementwise loop: a tape of vector instructions run over tiles that fit the L1 cache, so that each operand is read
 * from memory once and each result written once, however many operations there are.
 */
final class LoopKernel implements Kernel {
    /** Below this many element operations a loop is not worth splitting over threads. */
    private static final long PARALLEL = 1 << 15;

    private final LoopSpace space;
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
    private final Tile[] tiles;

    /** Rows per tile when several short rows share one; 0 when a row has one or more tiles of its own. */
    private final int packedRows;

    /**
     * @param values the frame index of each node from outside and of each result
     * @param results nodes of the loop that others read
     */
    LoopKernel(List<Node> nodes, List<Node> results, java.util.Map<Node, Integer> values, FloatMath floats) {
        TapeBuilder builder = new TapeBuilder(nodes, floats);
        var shape = nodes.get(nodes.size() - 1).spec().shape();
        List<Node> loads = List.copyOf(builder.loads.keySet());
        space = LoopSpace.of(
                shape,
                loads.stream()
                        .map(n -> builder.whole.contains(n)
                                ? Shape.SCALAR
                                : n.spec().shape())
                        .toList());
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
        packedRows = space.columns() < Tile.SIZE / 4 ? Math.max(1, Tile.SIZE / Math.max(1, space.columns())) : 0;
        description =
                "loop " + shape + " " + nodes.stream().map(LoopKernel::name).collect(Collectors.joining(" "));
        tiles = new Tile[Parallel.maxParts()];
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
        if (builder.loads.containsValue(register)) {
            return false;
        }
        int written = definition(builder, register);
        for (int k = 0; k < loadValues.length; k++) {
            if (loadValues[k] == storeValues[store] && (lastUse[loadRegisters[k]] > written || !space.isFull(k))) {
                return false;
            }
        }
        return true;
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

    @Override
    public void run(Frame frame) {
        if (total == 0) {
            return;
        }
        int count = packedRows > 0
                ? (space.rows() + packedRows - 1) / packedRows
                : space.rows() * ((space.columns() + Tile.SIZE - 1) / Tile.SIZE);
        int parts = (long) total * Math.max(1, tape.length) < PARALLEL ? 1 : Math.min(count, Parallel.parts());
        Parallel.run(parts, part -> {
            Tile tile = tiles[part];
            if (tile == null) {
                tile = newTile();
                tiles[part] = tile;
            }
            prepare(frame, tile);
            int from = (int) ((long) count * part / parts);
            int to = (int) ((long) count * (part + 1) / parts);
            for (int i = from; i < to; i++) {
                if (packedRows > 0) {
                    packedTile(frame, tile, i);
                } else {
                    rowTile(frame, tile, i);
                }
            }
        });
    }

    /** Scalars fill their register once per run; everything else is set tile by tile. */
    private void prepare(Frame frame, Tile tile) {
        System.arraycopy(tile.scratch, 0, tile.arrays, 0, tile.arrays.length);
        Arrays.fill(tile.offsets, 0);
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            if (isWhole[k]) {
                tile.arrays[register] = frame.arrays[loadValues[k]];
                tile.offsets[register] = frame.offsets[loadValues[k]];
            } else if (space.isScalar(k) && total > 1) {
                Fill.repeat(
                        frame.arrays[loadValues[k]],
                        frame.offsets[loadValues[k]],
                        tile.arrays[register],
                        0,
                        Math.min(Tile.SIZE, total));
            }
        }
    }

    private void rowTile(Frame frame, Tile tile, int index) {
        int perRow = (space.columns() + Tile.SIZE - 1) / Tile.SIZE;
        int row = index / perRow;
        int column = index % perRow * Tile.SIZE;
        int n = Math.min(Tile.SIZE, space.columns() - column);
        tile.position = row * space.columns() + column;
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            int value = loadValues[k];
            if (space.isScalar(k) && total > 1) {
                continue;
            }
            int start = frame.offsets[value] + space.rowOffset(k, row);
            if (space.columnStride(k) == 0 && space.columns() > 1) {
                tile.arrays[register] = tile.scratch[register];
                tile.offsets[register] = 0;
                Fill.repeat(frame.arrays[value], start, tile.arrays[register], 0, n);
            } else {
                tile.arrays[register] = frame.arrays[value];
                tile.offsets[register] = start + column;
            }
        }
        execute(frame, tile, n);
    }

    private void packedTile(Frame frame, Tile tile, int index) {
        int columns = space.columns();
        int firstRow = index * packedRows;
        int rows = Math.min(packedRows, space.rows() - firstRow);
        int n = rows * columns;
        tile.position = firstRow * columns;
        for (int k = 0; k < loadValues.length; k++) {
            int register = loadRegisters[k];
            int value = loadValues[k];
            if (space.isFull(k)) {
                tile.arrays[register] = frame.arrays[value];
                tile.offsets[register] = frame.offsets[value] + tile.position;
            } else if (!space.isScalar(k)) {
                Object array = frame.arrays[value];
                int at = 0;
                for (int row = firstRow; row < firstRow + rows; row++) {
                    int start = frame.offsets[value] + space.rowOffset(k, row);
                    if (space.columnStride(k) == 0) {
                        Fill.repeat(array, start, tile.scratch[register], at, columns);
                    } else {
                        System.arraycopy(array, start, tile.scratch[register], at, columns);
                    }
                    at += columns;
                }
            }
        }
        execute(frame, tile, n);
    }

    private void execute(Frame frame, Tile tile, int n) {
        for (int i = 0; i < storeValues.length; i++) {
            if (direct[i]) {
                tile.arrays[storeRegisters[i]] = frame.arrays[storeValues[i]];
                tile.offsets[storeRegisters[i]] = frame.offsets[storeValues[i]] + tile.position;
            }
        }
        for (Instruction instruction : tape) {
            instruction.run(tile, n);
        }
        for (int i = 0; i < storeValues.length; i++) {
            if (!direct[i]) {
                int r = storeRegisters[i];
                System.arraycopy(
                        tile.arrays[r],
                        tile.offsets[r],
                        frame.arrays[storeValues[i]],
                        frame.offsets[storeValues[i]] + tile.position,
                        n);
            }
        }
    }

    @Override
    public String describe() {
        return description;
    }
}
