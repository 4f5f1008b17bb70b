package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.error.ArgumentException;

/** {@code %time CODE} and {@code %%time}: runs code once and says how long it took. */
final class TimeMagic implements Magic {
    private static final long NOTABLE_NANOS = 100_000_000;

    @Override
    public List<String> names() {
        return List.of("time");
    }

    @Override
    public boolean isCell() {
        return true;
    }

    @Override
    public Takes takes() {
        return Takes.CODE;
    }

    @Override
    public boolean bodyIsJava() {
        return true;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        MagicCode code = call.isCell() ? call.body() : call.arguments();
        if (code.isBlank()) {
            throw new ArgumentException(call.title() + ": expected code to run. Try "
                    + (call.isCell() ? "writing it below this line." : "%time Thread.sleep(10)"));
        }
        if (call.isCell() && !call.arguments().isBlank()) {
            throw new ArgumentException("%%time takes the code below it. Received \""
                    + call.arguments().text() + "\" on its own line; move it down, or write %time "
                    + call.arguments().text());
        }
        Object[] value = new Object[1];
        RunTime time = host.time(() -> value[0] = host.run(code));
        System.out.println("CPU time: " + RunTime.format(time.cpuNanos()) + ", wall time: "
                + RunTime.format(time.wallNanos())
                + (time.compileNanos() < NOTABLE_NANOS
                        ? ""
                        : " (and " + RunTime.format(time.compileNanos()) + " to compile)"));
        return value[0];
    }
}
