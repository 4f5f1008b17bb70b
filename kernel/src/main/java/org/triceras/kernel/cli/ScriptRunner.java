package org.triceras.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.backend.WarmUp;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.keras.display.Display;
import org.triceras.kernel.compiler.PackageLine;
import org.triceras.kernel.interactive.Colours;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** Runs a script of snippets, or a program with a main method, in this process. */
final class ScriptRunner {

    /** jshell's own commands; of these only /exit means something here. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^/(exit|drop|edit|env|help|history|imports|list|methods|open|reload|reset|save|set|types|vars)\\b[ \\t]*(\\S.*)?$");

    private ScriptRunner() {}

    /**
     * Runs it, waits for the threads that it has started, unless they are daemons, and returns the exit status.
     *
     * @param parameters what it shall take from the command line
     * @param timeout seconds, or 0 for no limit
     */
    static int run(Path file, Parameters parameters, long timeout) {
        String source = parameters.into(read(file));
        WarmUp.begin(source);
        try (Session session = Session.ofScript()) {
            session.allowExit();
            session.runProgram();
            // Daemon threads: a script may end itself.
            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "timeout");
                thread.setDaemon(true);
                return thread;
            });
            AtomicBoolean late = new AtomicBoolean();
            if (timeout > 0) {
                clock.schedule(
                        () -> {
                            late.set(true);
                            session.interrupt();
                        },
                        timeout,
                        TimeUnit.SECONDS);
            }
            int status = isProgram(file)
                    ? program(session, PackageLine.removed(source), name(file))
                    : snippets(session, source, name(file));
            // As with jshell, /exit waits for nothing.
            if (isProgram(file) || !COMMAND.matcher(source).find()) {
                session.awaitThreads(late::get);
            }
            if (late.get()) {
                System.err.println("triceras run: " + file + " did not end within " + timeout + " s and was stopped.");
            }
            return late.get() ? 1 : status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static boolean isProgram(Path file) {
        return name(file).endsWith(".java");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static int program(Session session, String source, String name) {
        if (!evaluate(session, source, name)) {
            return 1;
        }
        Optional<String> main = session.mainCall();
        if (main.isEmpty() && !Session.hasStatements(source)) {
            throw new ArgumentException(
                    name + " has no main method that can be called. Expected void main(String[] args) or void main(), "
                            + "not private, in the file itself or in one of its outer classes; static, or of a class that has a "
                            + "constructor without parameters.");
        }
        return main.isEmpty() || evaluate(session, main.get(), "triceras run") ? 0 : 1;
    }

    /** A script as for jshell: it ends at /exit, with the status that stands there. */
    private static int snippets(Session session, String source, String name) {
        Matcher command = COMMAND.matcher(source);
        if (!command.find()) {
            return isDone(session.evaluateLast(source, name)) ? 0 : 1;
        }
        int line = (int) source.substring(0, command.start()).lines().count() + 1;
        String argument = command.group(2) == null ? "0" : command.group(2).strip();
        if (!command.group(1).equals("exit") || !argument.matches("\\d{1,3}")) {
            throw new ArgumentException(
                    name + ", line " + line + ": \"" + command.group() + "\" is a command of jshell. "
                            + "Expected Java, magics such as %load FILE or %classpath JAR, or /exit with a number at most.");
        }
        CellResult result = session.evaluateLast(source.substring(0, command.start()), name);
        return isDone(result) ? Integer.parseInt(argument) : 1;
    }

    private static boolean evaluate(Session session, String source, String name) {
        return isDone(session.evaluateFile(source, name));
    }

    /** Shows what came of it; whether that is no error. */
    private static boolean isDone(CellResult result) {
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
