package org.triceras.engine.backend;

import org.triceras.engine.ir.Graph;

/** Compiles and runs graphs. */
public interface Backend {
    /** The name used in configuration: "jvm", "reference", "nd4j". */
    String name();

    /** Compiles a graph of primitives and composite operations; composites without a kernel here are expanded. */
    Program compile(Graph graph);

    /** A buffer of this backend with the given content; returns the argument when it already is one. */
    Buffer adopt(Buffer buffer);

    /** One line on devices, vector width and threads, for people. */
    String describe();
}
