package org.triceras.engine.backend.jvm;

/**
 * The innermost loops of the jvm backend on plain arrays, at one vector width. {@link ScalarKernels} defines them; the classes in
 * {@code simd} do the same with vectors. Kernels know nothing of threads and shapes: that is the work of {@link Gemm},
 * {@link Convolution} and the others, which take an object of this type.
 */
public interface Kernels {
    /** The floats of one vector; 1 for the scalar kernels. */
    int lanes();

    GemmTiles gemmTiles();

    SparseTiles sparseTiles();

    ConvTiles convTiles();

    WinogradTiles winogradTiles();

    PoolTiles poolTiles();

    FloatFunctions functions();

    FloatReductions reductions();

    FloatArithmetic arithmetic();

    FloatUpdates updates();

    FloatGradients gradients();

    FloatRows rows();
}
