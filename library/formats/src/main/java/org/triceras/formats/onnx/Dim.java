package org.triceras.formats.onnx;

import org.triceras.engine.error.ArgumentException;

/**
 * The length of an axis: a number, or a multiple of the number of samples, which is known only when the exported model runs. To tell one from
 * the other a model is traced twice, for two numbers of samples.
 */
record Dim(int length, int timesBatch) {
    static final int FEW = 2;
    static final int MANY = 3;

    static Dim of(int withFew, int withMany) {
        if (withFew == withMany) {
            return new Dim(withFew, 0);
        }
        int times = (withMany - withFew) / (MANY - FEW);
        if (times * FEW != withFew || times * MANY != withMany) {
            throw new ArgumentException("a length that is no multiple of the number of samples (" + withFew + " for "
                    + FEW + " samples, " + withMany + " for " + MANY + ")");
        }
        return new Dim(0, times);
    }

    boolean isFixed() {
        return timesBatch == 0;
    }
}
