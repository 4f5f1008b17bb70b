package org.triceras.kernel.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.kernel.client.HtmlExport;
import org.triceras.kernel.client.Notebook;
import org.triceras.kernel.client.NotebookRunner;

/**
 * What a run leaves of a notebook: a copy with the outputs, a page, or both. They are written once, when the run is over; when a signal such as that of
 * Ctrl-C ends the process they hold what there is by then.
 */
final class ExecutedCopy implements AutoCloseable {
    private final Notebook notebook;
    private final NotebookRunner runner;
    private final String title;
    private final Path copy;
    private final Path page;
    private final Thread atEnd = new Thread(this::stop, "executed copy");
    private boolean written;
    private volatile boolean stopped;

    /**
     * @param copy where the notebook goes, or null
     * @param page where the page goes, or null
     * @throws org.triceras.engine.error.DataException when they cannot be written there: better now than after hours
     */
    ExecutedCopy(Notebook notebook, NotebookRunner runner, String title, Path copy, Path page) {
        this.notebook = notebook;
        this.runner = runner;
        this.title = title;
        this.copy = copy;
        this.page = page;
        if (copy != null) {
            AtomicFiles.requireWritable(copy);
        }
        if (page != null) {
            AtomicFiles.requireWritable(page);
        }
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Whether a signal ends the process. */
    boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        write(System.out);
        if (!stopped) {
            try {
                Runtime.getRuntime().removeShutdownHook(atEnd);
            } catch (IllegalStateException e) {
                return; // a signal has come just now, and will find that all is written
            }
        }
    }

    private void stop() {
        stopped = true;
        try {
            // Not to the output: its reader may have gone, or wait for this process to end.
            write(System.err);
        } catch (TricerasException e) {
            System.err.println("triceras run: " + e.getMessage());
        }
    }

    private synchronized void write(PrintStream report) {
        if (written) {
            return;
        }
        written = true;
        runner.whileItRests(() -> {
            if (copy != null) {
                notebook.write(copy);
                report.println("executed notebook: " + copy.toAbsolutePath());
            }
            if (page != null) {
                HtmlExport.write(notebook, title, page);
                report.println("page: " + page.toAbsolutePath());
            }
        });
    }
}
