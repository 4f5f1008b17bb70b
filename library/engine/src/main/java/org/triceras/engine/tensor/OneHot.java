package org.triceras.engine.tensor;

import org.triceras.engine.backend.HostBuffer;

/** Vectors of zeros with a single one, written at once: comparing each number with all positions takes ten times as long. */
final class OneHot {
    private OneHot() {}

    /** Integers of any shape to float32 with {@code classes} as a new last axis; numbers outside of it give zeros. */
    static Tensor of(Tensor numbers, int classes) {
        Shape shape = numbers.shape().insert(numbers.rank(), classes);
        float[] ones = new float[shape.size()];
        HostBuffer values = numbers.buffer().host();
        if (values.array() instanceof byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                int k = bytes[i] & 0xff;
                if (k < classes) {
                    ones[i * classes + k] = 1;
                }
            }
            return Tensors.wrap(shape, DType.FLOAT32, ones);
        }
        for (int i = 0; i < values.size(); i++) {
            long k = values.getLong(i);
            if (k >= 0 && k < classes) {
                ones[i * classes + (int) k] = 1;
            }
        }
        return Tensors.wrap(shape, DType.FLOAT32, ones);
    }
}
