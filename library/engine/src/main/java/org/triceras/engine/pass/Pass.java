package org.triceras.engine.pass;

import org.triceras.engine.ir.Graph;

/** A rewriting of a graph into one that computes the same. Dead code needs no pass: what no root reaches is not in the graph. */
@FunctionalInterface
public interface Pass {
    Graph apply(Graph graph);
}
