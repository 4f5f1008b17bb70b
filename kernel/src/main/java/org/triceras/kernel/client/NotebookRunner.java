package org.triceras.kernel.client;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.triceras.kernel.client.Notebook.Cell;
import org.triceras.kernel.interactive.Colours;
import org.triceras.kernel.interactive.FrontEnd;
import org.triceras.kernel.protocol.Message;

/** Runs a notebook's cells in order through a real kernel, keeps their outputs in it and echoes text to the terminal. */
public final class NotebookRunner {
    private static final int GRACE_MILLIS = 5000;

    private final PrintStream out;
    private final long timeoutMillis;
    /** Outputs that a later message may replace, by display id. */
    private final Map<String, JsonObject> displays = new HashMap<>();
    /** The last text of each of them. */
    private final Map<String, String> texts = new HashMap<>();
    /** The display that the terminal's last line shows, when that line has no end yet. */
    private String openLine = "";

    private String openText = "";

    /** A cell took too long, which ends the run. */
    private final AtomicBoolean late = new AtomicBoolean();

    private Runnable interrupts = () -> {};

    /** Held while the notebook changes. */
    private final Object changes = new Object();

    private boolean begun;

    public NotebookRunner(PrintStream out, long timeoutMillis) {
        this.out = out;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Runs all cells, up to the first that fails. Returns true when none failed. Jupyter's own tags count: a cell tagged
     * {@code raises-exception} may fail, one tagged {@code skip-execution} is not run.
     */
    public boolean run(Notebook notebook, Path directory) {
        try (KernelProcess process = KernelProcess.start(directory);
                KernelClient client = new KernelClient(process.connection(), process::isAlive)) {
            client.waitUntilReady();
            client.answerInputs(NotebookRunner::askPerson);
            interrupts = () -> {
                // A client is for one thread, and the other one waits for the cell.
                try (KernelClient other = new KernelClient(process.connection(), process::isAlive)) {
                    other.control("interrupt_request", new JsonObject(), GRACE_MILLIS);
                }
            };
            List<Cell> code = notebook.cells().stream().filter(Cell::isCode).toList();
            synchronized (changes) {
                begun = true;
                code.forEach(Cell::clear);
            }
            boolean ok = true;
            for (int i = 0; i < code.size() && ok; i++) {
                ok = run(client, code.get(i), i + 1, code.size());
            }
            client.shutdown();
            return ok;
        }
    }

    /** Does something with the notebook as it is so far, on any thread, if its run has begun; nothing comes into it meanwhile. */
    public void whileItRests(Runnable work) {
        synchronized (changes) {
            if (begun) {
                work.run();
            }
        }
    }

    /** Asks in the terminal, or takes the next line of a pipe. */
    private static String askPerson(String prompt, boolean password) {
        try {
            return password ? FrontEnd.password(prompt) : FrontEnd.input(prompt);
        } catch (UncheckedIOException e) {
            return KernelClient.END_OF_INPUT;
        }
    }

    private boolean run(KernelClient client, Cell cell, int number, int total) {
        if (cell.source().isBlank() || cell.hasTag("skip-execution")) {
            return true;
        }
        String title = cell.source().strip().lines().findFirst().orElse("");
        out.printf(
                Locale.ROOT,
                "[%d/%d] %s%n",
                number,
                total,
                title.length() > 100 ? title.substring(0, 97) + "..." : title);
        long start = System.nanoTime();
        JsonObject content = execute(client, cell);
        endLine();
        if (content.has("execution_count")) {
            synchronized (changes) {
                cell.setExecutionCount(content.get("execution_count").getAsInt());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds > 1) {
            out.printf(Locale.ROOT, "      (%.1f s)%n", seconds);
        }
        return content.get("status").getAsString().equals("ok") || (cell.hasTag("raises-exception") && !late.get());
    }

    /** Runs a cell; one that takes too long is interrupted, which leaves it with an error as any other failure. */
    private JsonObject execute(KernelClient client, Cell cell) {
        AtomicBoolean over = new AtomicBoolean();
        Thread clock = new Thread(
                () -> {
                    try {
                        Thread.sleep(timeoutMillis);
                        if (over.compareAndSet(false, true)) {
                            late.set(true);
                            interrupts.run();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "timeout");
        clock.setDaemon(true);
        clock.start();
        try {
            Message reply = client.execute(cell.source(), message -> take(cell, message), timeoutMillis + GRACE_MILLIS);
            return reply.content();
        } finally {
            // A clock that has begun to interrupt the cell is left to finish that.
            if (over.compareAndSet(false, true)) {
                clock.interrupt();
            }
            if (late.get()) {
                out.printf(Locale.ROOT, "The cell did not end within %d s.%n", timeoutMillis / 1000);
            }
        }
    }

    private void take(Cell cell, Message message) {
        synchronized (changes) {
            keep(cell, message);
        }
        // Outside: who looks at the notebook when the run is stopped must not wait for a reader of ours.
        show(message);
    }

    private void keep(Cell cell, Message message) {
        if (message.type().equals("update_display_data")) {
            update(message.content());
            return;
        }
        cell.add(message);
        if (message.type().equals("display_data")) {
            remember(cell, message.content());
        }
    }

    private void show(Message message) {
        JsonObject content = message.content();
        switch (message.type()) {
            case "stream":
                print(content.get("text").getAsString());
                break;
            case "display_data", "update_display_data":
                echo(content, displayId(content));
                break;
            case "execute_result":
                echo(content, "");
                break;
            case "error":
                content.getAsJsonArray("traceback").forEach(line -> print(Colours.shown(line.getAsString()) + "\n"));
                break;
            default:
        }
    }

    private static String displayId(JsonObject content) {
        JsonObject transientData = content.getAsJsonObject("transient");
        return transientData != null && transientData.has("display_id")
                ? transientData.get("display_id").getAsString()
                : "";
    }

    private void remember(Cell cell, JsonObject content) {
        if (!displayId(content).isEmpty()) {
            displays.put(
                    displayId(content),
                    cell.outputs().get(cell.outputs().size() - 1).getAsJsonObject());
        }
    }

    private void update(JsonObject content) {
        JsonObject output = displays.get(displayId(content));
        if (output != null) {
            output.add("data", content.get("data"));
            output.add("metadata", content.get("metadata"));
        }
    }

    /** The text form; what is updated in place overwrites its line until that is ended or something else is written. */
    private void echo(JsonObject content, String id) {
        JsonObject data = content.getAsJsonObject("data");
        if (!data.has("text/plain")) {
            return;
        }
        String text = Notebook.join(data.get("text/plain"));
        if (id.isEmpty()) {
            print(text + "\n");
            return;
        }
        String before = texts.put(id, text);
        if (!text.equals(before)) {
            if (!id.equals(openLine)) {
                endLine();
            }
            rewrite(text.substring(sharedLines(before, text)));
            openLine = text.endsWith("\n") ? "" : id;
        }
    }

    /** The length of the whole lines with which both begin: those stand there already. */
    private static int sharedLines(String before, String text) {
        int shared = 0;
        if (before != null) {
            for (int i = 0; i < Math.min(before.length(), text.length()) && before.charAt(i) == text.charAt(i); i++) {
                shared = text.charAt(i) == '\n' ? i + 1 : shared;
            }
        }
        return shared;
    }

    private void rewrite(String rest) {
        if (Colours.isTerminal()) {
            out.print("\r" + rest);
        } else {
            // A file or a pipe keeps every state that is written: of a line that changes the last one is enough.
            int tail = rest.lastIndexOf('\n') + 1;
            out.print(rest.substring(0, tail));
            openText = rest.substring(tail);
        }
        out.flush();
    }

    private void print(String text) {
        endLine();
        out.print(text);
        out.flush();
    }

    private void endLine() {
        if (!openLine.isEmpty()) {
            out.println(openText);
            openText = "";
            openLine = "";
        }
    }
}
