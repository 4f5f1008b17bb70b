package org.triceras.engine.backend.jvm.plan;

import java.util.function.IntConsumer;

/** Runs the parts of a kernel. */
final class Parallel {
    private Parallel() {}

    static int maxParts() {
        return 64;
    }

    static int parts() {
        return 1;
    }

    static void run(int parts, IntConsumer task) {
        for (int i = 0; i < parts; i++) {
            task.accept(i);
        }
    }
}
