package org.triceras.kernel.session;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.triceras.kernel.magic.RunTime;

/** Tells the time that snippets run from the time that they take to compile. A measurement inside another counts for itself only. */
final class RunClock {
    // Asking for the processor time takes a moment, the first time a long one: not on the wall clock.
    private final long cpuStart = cpu();
    private final long wallStart = System.nanoTime();
    private long javaWall;
    private long javaCpu;
    private long runWall;
    private long runCpu;

    /** Processor time of all threads of this process. */
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Measures an action. */
    static RunTime measure(Runnable action) {
        Lane lane = Lane.current();
        RunClock outer = lane.clock;
        RunClock clock = new RunClock();
        lane.clock = clock;
        try {
            action.run();
        } finally {
            lane.clock = outer;
        }
        long wallEnd = System.nanoTime();
        long compiling = Math.max(0, clock.javaWall - clock.runWall);
        long compilingCpu = Math.max(0, clock.javaCpu - clock.runCpu);
        return new RunTime(
                wallEnd - clock.wallStart - compiling, Math.max(0, cpu() - clock.cpuStart - compilingCpu), compiling);
    }

    /** Marks the begin of analysing, compiling and running Java; null when nothing is measured. */
    static long[] begin() {
        if (Lane.current().clock == null) {
            return null;
        }
        long cpu = cpu();
        return new long[] {System.nanoTime(), cpu};
    }

    static void endJava(long[] begun) {
        RunClock clock = Lane.current().clock;
        if (begun != null && clock != null) {
            clock.javaWall += System.nanoTime() - begun[0];
            clock.javaCpu += cpu() - begun[1];
        }
    }

    static void endRun(long[] begun) {
        RunClock clock = Lane.current().clock;
        if (begun != null && clock != null) {
            clock.runWall += System.nanoTime() - begun[0];
            clock.runCpu += cpu() - begun[1];
        }
    }
}
