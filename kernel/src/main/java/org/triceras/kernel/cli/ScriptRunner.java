package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.triceras.engine.error.DataException;
import org.triceras.keras.display.Display;
import org.triceras.kernel.interactive.Colours;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** Runs a script of snippets, or a program with a main method, in this process. */
final class ScriptRunner {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+\\s*;");
    private static final Pattern MAIN = Pattern.compile("\\bstatic\\s+void\\s+main\\s*\\(\\s*(final\\s+)?String");

    private ScriptRunner() {}

    /**
     * Runs it and returns the exit status.
     *
     * @param parameters what it shall take from the command line
     * @param timeout seconds, or 0 for no limit
     */
    static int run(Path file, Parameters parameters, long timeout) {
        String source = parameters.into(read(file));
        try (Session session = new Session()) {
            session.allowExit();
            // Daemon threads: a script may end itself.
            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "timeout");
                thread.setDaemon(true);
                return thread;
            });
            boolean[] late = new boolean[1];
            if (timeout > 0) {
                clock.schedule(
                        () -> {
                            late[0] = true;
                            session.interrupt();
                        },
                        timeout,
                        TimeUnit.SECONDS);
            }
            int status = run(session, file, source);
            if (late[0]) {
                System.err.println("triceras run: " + file + " did not end within " + timeout + " s and was stopped.");
            }
            return late[0] ? 1 : status;
        }
    }

    private static int run(Session session, Path file, String source) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".java")) {
            return evaluate(session, source, name) ? 0 : 1;
        }
        // Snippets have no package.
        if (!evaluate(session, PACKAGE.matcher(source).replaceFirst(""), name)) {
            return 1;
        }
        String type = name.substring(0, name.length() - ".java".length());
        return !MAIN.matcher(source).find() || evaluate(session, type + ".main(new String[0]);", "triceras run")
                ? 0
                : 1;
    }

    private static boolean evaluate(Session session, String source, String name) {
        CellResult result = session.evaluateFile(source, name);
        if (result.error() != null) {
            result.error().traceback().forEach(line -> System.err.println(Colours.shown(line)));
            return false;
        }
        if (result.value() != null) {
            Display.show(result.value());
        }
        return true;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected a script there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
