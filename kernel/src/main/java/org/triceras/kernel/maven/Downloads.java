package org.triceras.kernel.maven;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** Counts what is downloaded and tells it now and then; stops downloads when nobody waits for them any more. */
final class Downloads extends AbstractTransferListener {
    private static final long MILLIS_BETWEEN = 200;

    private final Consumer<String> progress;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastTold = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    Downloads(Consumer<String> progress) {
        this.progress = progress;
    }

    void cancel() {
        cancelled.set(true);
    }

    @Override
    public void transferStarted(TransferEvent event) throws TransferCancelledException {
        transferProgressed(event);
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        if (cancelled.get()) {
            throw new TransferCancelledException();
        }
        bytes.addAndGet(event.getDataLength());
        String name = event.getResource().getResourceName();
        // The many small POMs pass unseen; archives are what takes time.
        if (name.endsWith(".jar") || name.endsWith(".zip")) {
            tell("Downloading " + name.substring(name.lastIndexOf('/') + 1) + " (" + size(event.getTransferredBytes())
                    + (event.getResource().getContentLength() > 0
                            ? " of " + size(event.getResource().getContentLength())
                            : "")
                    + ")");
        }
    }

    private void tell(String line) {
        long now = System.currentTimeMillis();
        long last = lastTold.get();
        if (now - last >= MILLIS_BETWEEN && lastTold.compareAndSet(last, now)) {
            progress.accept(line);
        }
    }

    @Override
    public void transferCorrupted(TransferEvent event) {
        if (event.getException() instanceof ChecksumFailureException wrong
                && !wrong.getActual().isEmpty()) {
            System.err.println(event.getResource().getResourceName() + " from "
                    + event.getResource().getRepositoryId()
                    + " does not have the checksum that the repository gives for it.");
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        files.incrementAndGet();
    }

    /** Tells the sum, when anything was downloaded. */
    void finish() {
        if (files.get() > 0 && lastTold.get() > 0) {
            progress.accept(
                    "Downloaded " + files + (files.get() == 1 ? " file, " : " files, ") + size(bytes.get()) + "\n");
        }
    }

    private static String size(long bytes) {
        return bytes < 1000
                ? bytes + " bytes"
                : bytes < 1_000_000 ? bytes / 1000 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
