package org.triceras.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.StateException;

/** {@code %%bash} and {@code %%sh}: the cell is a shell script. */
final class BashMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("bash", "sh");
    }

    @Override
    public boolean isLine() {
        return false;
    }

    @Override
    public boolean isCell() {
        return true;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws InterruptedException, IOException {
        List<String> words = call.words();
        ProcessBuilder builder = new ProcessBuilder(call.name(), "-s");
        if (!words.isEmpty()) {
            // Arguments of the script: $1, $2, ...
            builder.command().add("--");
            builder.command().addAll(words);
        }
        builder.environment().clear();
        builder.environment().putAll(host.environment());
        builder.directory(host.directory().toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new DataException(
                    call.title() + ": cannot start " + call.name() + ": " + e.getMessage()
                            + ". Is it installed and on the PATH?",
                    e);
        }
        try {
            Thread out = copy(process.getInputStream(), System.out);
            Thread err = copy(process.getErrorStream(), System.err);
            write(process, call.body().text());
            int status = process.waitFor();
            out.join();
            err.join();
            if (status != 0) {
                throw new StateException(call.title() + ": the script ended with exit status " + status + ".");
            }
            return null;
        } finally {
            // The shell first, or it would report the end of its children.
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static void write(Process process, String script) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The script ended before it was read to its end; its status tells.
            System.getLogger(BashMagic.class.getName()).log(System.Logger.Level.DEBUG, "script cut short", e);
        }
    }

    private static Thread copy(InputStream from, PrintStream to) {
        Thread thread = new Thread(
                () -> {
                    try (from) {
                        from.transferTo(to);
                    } catch (IOException e) {
                        // The program was ended; what it had written is shown.
                        System.getLogger(BashMagic.class.getName())
                                .log(System.Logger.Level.DEBUG, "output cut short", e);
                    }
                    to.flush();
                },
                "program output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
