package org.triceras.kernel.server;

import java.util.Optional;

/**
 * Ends a kernel whose front end is gone: one that was killed asks for no shutdown. Jupyter names its process in {@code JPY_PARENT_PID}, unless
 * the kernel is to outlive it. A second's poll, since no system call waits for a process that is not a child.
 */
final class ParentWatch {
    private static final int POLL_MILLIS = 1000;

    private ParentWatch() {}

    /**
     * Begins to watch.
     *
     * @param parent the process's number as text; nothing is watched where that is none, 1 (which ends with the system) or, as on Windows, no
     *     living process's
     * @param atEnd is called once the process is gone
     * @return whether there is something to watch
     */
    static boolean start(String parent, Runnable atEnd) {
        Optional<ProcessHandle> found = find(parent);
        if (found.isEmpty()) {
            return false;
        }
        // One that waits for its own parent to notice its end is there, but no more that of its children.
        boolean isOurs = isParent(found.get());
        Thread thread = new Thread(
                () -> {
                    await(found.get(), isOurs);
                    atEnd.run();
                },
                "parent watch");
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    private static void await(ProcessHandle process, boolean isOurs) {
        while (true) {
            try {
                Thread.sleep(POLL_MILLIS);
                if (!process.isAlive() || isOurs && !isParent(process)) {
                    return;
                }
            } catch (InterruptedException | OutOfMemoryError e) {
                // Nobody means this thread, and a cell that has filled the heap fails soon.
                continue;
            }
        }
    }

    private static boolean isParent(ProcessHandle process) {
        return ProcessHandle.current().parent().equals(Optional.of(process));
    }

    private static Optional<ProcessHandle> find(String parent) {
        // There it is a handle.
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        if (parent == null || isWindows) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(parent.strip());
            return pid <= 1 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
