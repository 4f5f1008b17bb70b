package org.triceras.engine.backend.jvm.plan;

/** One step of a loop's tape: computes a register from others over the first n elements of a tile. */
@FunctionalInterface
interface Instruction {
    void run(Tile tile, int n);
}
