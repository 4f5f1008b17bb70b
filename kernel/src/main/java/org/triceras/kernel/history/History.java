package org.triceras.kernel.history;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What was run, in this session and in earlier ones. The database has a thread of its own: cells never wait for it, and when it is locked,
 * damaged or not to be had, this session's cells are still known.
 */
public final class History implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(History.class.getName());
    private static final int LONGEST_OUTPUT = 1 << 16;
    private static final int ANSWER_SECONDS = 3;

    private interface Task {
        void run() throws Exception;
    }

    private interface Question {
        List<HistoryRow> ask(HistoryQuery query) throws Exception;
    }

    private final MemoryHistory memory = new MemoryHistory();
    private final SqliteHistory database;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "history");
        daemon.setDaemon(true);
        return daemon;
    });
    private boolean complained;

    /** Keeps cells in a database; null keeps them in memory only. */
    public History(Path file) {
        database = file == null ? null : new SqliteHistory(file);
    }

    /** The file that the environment variable TRICERAS_HISTORY names ("off" for none), else history.sqlite in Triceras's folder. */
    public static History open() {
        String given = System.getenv("TRICERAS_HISTORY");
        if (given != null && !given.isBlank()) {
            return new History(given.equals("off") ? null : Path.of(given));
        }
        return new History(home().resolve("history.sqlite"));
    }

    /** Where Triceras keeps what lasts. */
    static Path home() {
        String home = System.getProperty("triceras.home", System.getenv("TRICERAS_HOME"));
        return home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".triceras") : Path.of(home);
    }

    /** Notes a cell. */
    public void add(int line, String source) {
        memory.add(line, source);
        inBackground(() -> database.add(line, source));
    }

    /** Notes what a cell gave. */
    public void addOutput(int line, String output) {
        if (output != null) {
            String kept = output.length() > LONGEST_OUTPUT ? output.substring(0, LONGEST_OUTPUT) : output;
            memory.addOutput(line, kept);
            inBackground(() -> database.addOutput(line, kept));
        }
    }

    private void inBackground(Task task) {
        if (database != null) {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (Exception | LinkageError e) {
                    complain(e);
                }
            });
        }
    }

    private synchronized void complain(Throwable e) {
        if (!complained) {
            complained = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The history cannot be used now, only this session's cells are known: " + e.getMessage());
        }
    }

    /** The last cells of all sessions, oldest first. */
    public List<HistoryRow> tail(int n) {
        return ask(query -> query.tail(n));
    }

    /** Cells {@code start} to before {@code stop} of a session: 0 is this one, -1 the one before it. */
    public List<HistoryRow> range(int session, int start, int stop) {
        return ask(query -> query.range(session, start, stop));
    }

    /** The last cells that match a shell pattern as a whole; with {@code unique} each text once. */
    public List<HistoryRow> search(String pattern, int n, boolean unique) {
        return ask(query -> query.search(pattern, n, unique));
    }

    private List<HistoryRow> ask(Question question) {
        if (database != null) {
            try {
                Callable<List<HistoryRow>> inDatabase = () -> question.ask(database);
                return thread.submit(inDatabase).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                complain(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            return question.ask(memory);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes what waits, for a moment. */
    @Override
    public void close() {
        inBackground(database == null ? () -> {} : database::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "the history was not written to the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
