package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.jvm.ThreadTeam;

/** How the kernels of a plan are cut into parts. Which part runs on which thread changes no result. */
final class Parallel {
    private static final int MOST = 64;

    private Parallel() {}

    /** The number of parts for a kernel that is worth all threads that are free. */
    static int parts() {
        return Math.min(MOST, ThreadTeam.current().free());
    }

    static void run(int parts, ThreadTeam.PartTask task) {
        if (parts == 1) {
            task.run(0);
        } else {
            ThreadTeam.current().run(parts, task);
        }
    }
}
