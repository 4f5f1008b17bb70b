package org.triceras.engine.backend.jvm;

/** Work space of one thread, kept and grown as needed so that steady state allocates nothing. */
final class Scratch {
    private static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);

    private float[] left = {};
    private float[] right = {};
    private float[] tile = {};

    static Scratch get() {
        return LOCAL.get();
    }

    /** Packed panels of a left operand. */
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
}
