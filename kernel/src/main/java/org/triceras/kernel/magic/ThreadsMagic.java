package org.triceras.kernel.magic;

import java.util.List;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.error.ArgumentException;

/** {@code %threads [N]}: how many threads the jvm backend computes with. */
final class ThreadsMagic implements Magic {
    private static final int MOST = 4096;

    @Override
    public List<String> names() {
        return List.of("threads");
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        String text = call.arguments().text();
        int processors = Runtime.getRuntime().availableProcessors();
        if (!text.isBlank()) {
            ThreadTeam.setThreads(text.equals("all") ? processors : number(text));
        }
        System.out.println("Using " + counted(ThreadTeam.current().threads(), "thread") + "; this machine has "
                + counted(processors, "processor") + ".");
        return null;
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static int number(String text) {
        try {
            int n = Integer.parseInt(text);
            if (n >= 1 && n <= MOST) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Answered below, with what was expected.
        }
        throw new ArgumentException(
                "%threads: expected a number from 1 to " + MOST + ", or all. Received \"" + text + "\".");
    }
}
