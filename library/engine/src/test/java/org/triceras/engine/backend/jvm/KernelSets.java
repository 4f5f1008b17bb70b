package org.triceras.engine.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The kernels at every width that can be tested here, and data for them. */
final class KernelSets {
    static final int[] SIZES = {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 100, 257};

    private static List<Kernels> all;

    private KernelSets() {}

    /** Scalar, and 128, 256 and 512 bits where the Vector API is there. A width beyond the hardware's is slow but must be right. */
    static synchronized List<Kernels> all() {
        if (all == null) {
            List<Kernels> kernels = new ArrayList<>();
            kernels.add(Simd.kernels(0));
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
                for (int bits : new int[] {128, 256, 512}) {
                    kernels.add(Simd.kernels(bits));
                }
            }
            all = List.copyOf(kernels);
        }
        return all;
    }

    static float[] random(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /** Adds to each element its index in a matrix of the given number of columns: who gets it twice, or not at all, is found out. */
    static Epilogue addIndex(int width) {
        return (c, offset, ldc, row, rows, column, columns) -> {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    c[offset + i * ldc + j] += (row + i) * width + column + j;
                }
            }
        };
    }
}
