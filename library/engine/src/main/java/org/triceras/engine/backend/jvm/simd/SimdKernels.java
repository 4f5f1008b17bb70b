package org.triceras.engine.backend.jvm.simd;

import org.triceras.engine.backend.jvm.ConvTiles;
import org.triceras.engine.backend.jvm.FloatArithmetic;
import org.triceras.engine.backend.jvm.FloatFunctions;
import org.triceras.engine.backend.jvm.FloatGradients;
import org.triceras.engine.backend.jvm.FloatReductions;
import org.triceras.engine.backend.jvm.FloatRows;
import org.triceras.engine.backend.jvm.FloatUpdates;
import org.triceras.engine.backend.jvm.GemmTiles;
import org.triceras.engine.backend.jvm.Kernels;
import org.triceras.engine.backend.jvm.PoolTiles;
import org.triceras.engine.backend.jvm.SparseTiles;
import org.triceras.engine.backend.jvm.WinogradTiles;

/** The vectorised kernels. Looked up by name, since the module they need may not be there. */
public final class SimdKernels implements Kernels {
    private final GemmTiles gemmTiles = new SimdGemmTiles();
    private final SparseTiles sparseTiles = new SimdSparseTiles();
    private final ConvTiles convTiles = new SimdConvTiles();
    private final WinogradTiles winogradTiles = new SimdWinogradTiles();
    private final FloatReductions reductions = new SimdReductions();
    private final FloatArithmetic arithmetic = new SimdArithmetic();
    private final PoolTiles poolTiles = new SimdPoolTiles();
    private final FloatFunctions functions = new SimdFunctions();
    private final FloatUpdates updates = new SimdUpdates();
    private final FloatGradients gradients = new SimdGradients();
    private final FloatRows rows = new SimdRows();

    @Override
    public int lanes() {
        return Lanes.WIDTH;
    }

    @Override
    public GemmTiles gemmTiles() {
        return gemmTiles;
    }

    @Override
    public SparseTiles sparseTiles() {
        return sparseTiles;
    }

    @Override
    public FloatFunctions functions() {
        return functions;
    }

    @Override
    public ConvTiles convTiles() {
        return convTiles;
    }

    @Override
    public FloatReductions reductions() {
        return reductions;
    }

    @Override
    public WinogradTiles winogradTiles() {
        return winogradTiles;
    }

    @Override
    public PoolTiles poolTiles() {
        return poolTiles;
    }

    @Override
    public FloatArithmetic arithmetic() {
        return arithmetic;
    }

    @Override
    public FloatUpdates updates() {
        return updates;
    }

    @Override
    public FloatGradients gradients() {
        return gradients;
    }

    @Override
    public FloatRows rows() {
        return rows;
    }
}
