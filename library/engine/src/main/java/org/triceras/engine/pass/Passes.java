package org.triceras.engine.pass;

import java.util.List;
import java.util.function.Predicate;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Verifier;
import org.triceras.engine.ir.op.Op;

/** The standard pipeline that backends run before planning. */
public final class Passes {
    private static final System.Logger LOG = System.getLogger("org.triceras.engine.pass");

    private Passes() {}

    /**
     * Simplified, without duplicates and dead loop results, in operations that the backend has.
     *
     * @param isNative composites that the backend computes itself; others are expanded
     */
    public static Graph optimize(Graph graph, Predicate<Op> isNative) {
        List<Pass> passes = List.of(
                new ExpandComposites(isNative),
                new Simplify(),
                new JoinPads(),
                new MaskPoolGradients(),
                new CommonSubexpressions(),
                new PoolBeforeActivation(),
                new MergeScans(),
                new PruneScans(),
                new ProductsInScans(),
                new OptimizeScanBodies(isNative),
                new Simplify(),
                new CommonSubexpressions());
        Graph result = graph;
        String shown = dump("traced", result, "");
        for (Pass pass : passes) {
            Graph before = result;
            String name = pass.getClass().getSimpleName();
            Graph after = pass.apply(before);
            shown = dump(name, after, shown);
            // Assertions are on in tests and off for users: the check costs as much as a pass.
            assert Verifier.check(after, before, name) != null;
            result = after;
        }
        return result;
    }

    /** Shows a graph to those who debug, unless it looks as before. */
    private static String dump(String stage, Graph graph, String before) {
        if (Debug.level() < 2) {
            return before;
        }
        String now = graph.dump();
        if (!now.equals(before)) {
            LOG.log(System.Logger.Level.INFO, "graph after " + stage + ":\n" + now);
        }
        return now;
    }
}
