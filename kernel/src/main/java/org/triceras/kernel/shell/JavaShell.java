package org.triceras.kernel.shell;

import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** An interactive shell on a terminal: history, completion, several lines at once, colours; pictures are saved and named. */
public final class JavaShell {
    private static final String FIRST = "triceras> ";
    private static final String FURTHER = "     ...> ";

    private final Terminal terminal;
    private final Session session;
    private final LineReader reader;
    private final DisplaySink pictures;

    /**
     * Makes a shell.
     *
     * @param history the file that keeps what was typed
     * @param pictures the folder that pictures are saved in
     */
    public JavaShell(Terminal terminal, Session session, Path history, Path pictures) {
        this.terminal = terminal;
        this.session = session;
        this.pictures = new PictureSink(pictures);
        reader = LineReaderBuilder.builder()
                .appName("triceras")
                .terminal(terminal)
                .parser(new JavaLineParser(session.assistant()))
                .completer(new JavaCompleter(session.assistant()))
                .highlighter(new JavaHighlighter())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, FURTHER)
                .variable(LineReader.INDENTATION, 4)
                // A ! is Java's, not the history's.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Reads, evaluates and shows until the user leaves. */
    public void run() {
        DisplaySink before = Display.use(pictures);
        terminal.handle(Terminal.Signal.INT, signal -> session.interrupt());
        try {
            while (true) {
                String code;
                try {
                    code = reader.readLine(prompt());
                } catch (UserInterruptException e) {
                    continue;
                } catch (EndOfFileException e) {
                    return;
                }
                if (code.strip().equals("/exit")) {
                    return;
                }
                evaluate(code);
            }
        } finally {
            Display.use(before);
        }
    }

    private static String prompt() {
        AttributedString prompt = new AttributedStringBuilder()
                .style(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN))
                .append(FIRST)
                .toAttributedString();
        return prompt.toAnsi();
    }

    private void evaluate(String code) {
        CellResult result = session.evaluate(code);
        System.out.flush();
        if (result.error() != null) {
            result.error()
                    .traceback()
                    .forEach(line -> terminal.writer()
                            .println(AttributedString.fromAnsi(line).toAnsi(terminal)));
            terminal.flush();
        } else if (result.value() != null) {
            Display.show(result.value());
        }
    }
}
