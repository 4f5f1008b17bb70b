package org.triceras.engine.backend.jvm;

/** The kernels in plain Java: the definition that the vectorised ones are tested against, and the way when they cannot run. */
final class ScalarKernels implements Kernels {
    private final GemmTiles gemmTiles = new ScalarGemmTiles();
    private final SparseTiles sparseTiles = new ScalarSparseTiles();
    private final ConvTiles convTiles = new ScalarConvTiles();
    private final WinogradTiles winogradTiles = new ScalarWinogradTiles();
    private final FloatReductions reductions = new ScalarReductions();
    private final PoolTiles poolTiles = new ScalarPoolTiles();
    private final FloatFunctions functions = new ScalarFunctions();
    private final FloatUpdates updates = new FloatUpdates() {};
    private final FloatGradients gradients = new FloatGradients() {};
    private final FloatRows rows = new FloatRows() {};

    @Override
    public int lanes() {
        return 1;
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
        return FloatArithmetic.NONE;
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
