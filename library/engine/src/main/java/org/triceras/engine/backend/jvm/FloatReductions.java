package org.triceras.engine.backend.jvm;

/**
 * Reductions of a stretch of floats to one. Sums are taken in several lanes, whose number differs with the vector width: the last bits do
 * too, but not with offsets or threads. Lanes are added up every 4096 elements, so that long sums keep their precision.
 */
public interface FloatReductions {
    /** Elements after which lanes are added up. */
    int BLOCK = 4096;

    float sum(float[] x, int xo, int n);

    /** The largest; NaN if there is one; minus infinity when n is 0. */
    float max(float[] x, int xo, int n);

    /** The smallest; NaN if there is one; infinity when n is 0. */
    float min(float[] x, int xo, int n);

    /** Sum of products. */
    float dot(float[] x, int xo, float[] y, int yo, int n);

    /** Sum of (x - center)^2. */
    float squaredDistance(float[] x, int xo, float center, int n);
}
