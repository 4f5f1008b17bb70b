package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.backend.jvm.PooledConvolution;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/**
 * Joins a convolution, with the loop on its results, to the pooling that alone reads it, so that the images between are never written: what
 * predictions do. (In training the gradient of the pooling reads them as well.)
 */
final class PoolFusion {
    private final Users users;
    private final List<Unit> units;

    /** @param units in an order in which they can run */
    PoolFusion(Users users, List<Unit> units) {
        this.users = users;
        this.units = units;
    }

    /** All units, in an order in which they can run. */
    List<Unit> units() {
        Map<Node, Unit> convolutions = new IdentityHashMap<>();
        for (Unit unit : units) {
            if (isConvolution(unit)) {
                convolutions.put(unit.last(), unit);
            }
        }
        Map<Unit, Unit> joined = new IdentityHashMap<>();
        for (Unit unit : units) {
            Node pool = unit.operation();
            if (pool.op() instanceof MaxPool2d || pool.op() instanceof AvgPool2d) {
                Unit before = convolutions.get(pool.input(0));
                if (before != null && pool.spec().dtype() == DType.FLOAT32 && isReadBy(before, pool)) {
                    joined.put(before, unit);
                }
            }
        }
        List<Unit> result = new ArrayList<>();
        Map<Unit, Unit> before = new IdentityHashMap<>();
        joined.forEach((convolution, pool) -> before.put(pool, convolution));
        for (Unit unit : units) {
            if (!joined.containsKey(unit)) {
                result.add(new Unit(unit.anchor(), unit.nodes(), before.get(unit)));
            }
        }
        return result;
    }

    /** A float32 convolution whose images of results are small enough. */
    private static boolean isConvolution(Unit unit) {
        Node node = unit.operation();
        if (!(node.op() instanceof Conv2d) || node.spec().dtype() != DType.FLOAT32) {
            return false;
        }
        Shape shape = node.spec().shape();
        return unit.last().spec().dtype() == DType.FLOAT32
                && unit.last().spec().shape().equals(shape)
                && PooledConvolution.fits((long) shape.dim(1) * shape.dim(2) * shape.dim(3));
    }

    /** True if nothing but the pooling needs any result of the convolution's unit. */
    private boolean isReadBy(Unit convolution, Node pool) {
        for (Node node : convolution.nodes()) {
            boolean isLast = node == convolution.last();
            boolean isRead = users.isRoot(node)
                    || !users.of(node).stream()
                            .allMatch(n ->
                                    isLast ? n == pool : convolution.nodes().contains(n));
            if (isRead) {
                return false;
            }
        }
        return true;
    }
}
