package org.triceras.kernel.cli;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The options that this JVM was started with and that a kernel process needs too: the launcher's choice of modules, heap and so on. */
public final class JvmOptions {
    private JvmOptions() {}

    public static List<String> current() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-agentlib") && !a.startsWith("-javaagent"))
                .toList();
    }
}
