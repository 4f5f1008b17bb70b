package org.triceras.kernel.session;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Held by whoever parses, compiles or asks JShell, which knows nothing of threads; let go while the code of a cell runs, so that others can do
 * the same meanwhile. Code of cells never runs under it, and so it is never held for long.
 */
final class CompileLock {
    // Fair: a cell of many short snippets must not keep the others waiting until it ends.
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Something that may fail in any way. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }

    <T> T hold(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void hold(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Does something without the lock, however often the calling thread holds it, and takes it again. */
    <T> T release(Work<T> work) throws Exception {
        int held = lock.getHoldCount();
        for (int i = 0; i < held; i++) {
            lock.unlock();
        }
        try {
            return work.run();
        } finally {
            for (int i = 0; i < held; i++) {
                lock.lock();
            }
        }
    }
}
