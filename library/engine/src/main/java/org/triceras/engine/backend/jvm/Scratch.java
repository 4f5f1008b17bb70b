package org.triceras.engine.backend.jvm;

/** Work space of one thread, kept and grown as needed so that steady state allocates nothing. */
final class Scratch {
    private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

    private float[] left = {};
    private float[] right = {};
    private float[] tile = {};
    private float[] images = {};
    private float[] patches = {};
    private float[] stage = {};
    private final Strips strips = new Strips();
    private final SparseRows sparseRows = new SparseRows();
    private float[] block = {};
    private int[] offsets = {};
    private int[] outputs = {};

    private final float[][] rows = new float[WinogradTiles.INPUTS][];
    private final int[] rowOffsets = new int[WinogradTiles.INPUTS];

    static Scratch get() {
        return LOCAL.get();
    }

    /** Packed rows of a left operand. */
    Strips strips() {
        return strips;
    }

    /** Lists of a left operand's rows. */
    SparseRows sparseRows() {
        return sparseRows;
    }

    /** A block of a right operand, from {@link AlignedFloats#START} on. */
    float[] block(int size) {
        return block.length >= AlignedFloats.START + size ? block : (block = AlignedFloats.array(size));
    }

    /** Parts of a result, or a packed left operand. */
    float[] left(int size) {
        return left.length >= size ? left : (left = new float[size]);
    }

    /** A packed right operand. */
    float[] right(int size) {
        return right.length >= size ? right : (right = new float[size]);
    }

    /** One tile of a result. */
    float[] tile(int size) {
        return tile.length >= size ? tile : (tile = new float[size]);
    }

    /** Images with a border. */
    float[] images(int size) {
        return images.length >= size ? images : (images = new float[size]);
    }

    /** Patches of images. */
    float[] patches(int size) {
        return patches.length >= size ? patches : (patches = new float[size]);
    }

    /** An image between two operations that are done image by image. */
    float[] stage(int size) {
        return stage.length >= size ? stage : (stage = new float[size]);
    }

    /** Offsets of positions in images. */
    int[] offsets(int size) {
        return offsets.length >= size ? offsets : (offsets = new int[size]);
    }

    /** Offsets of outputs. */
    int[] outputs(int size) {
        return outputs.length >= size ? outputs : (outputs = new int[size]);
    }

    /** The arrays of the rows that a transform reads. */
    float[][] rows() {
        return rows;
    }

    int[] rowOffsets() {
        return rowOffsets;
    }
}
