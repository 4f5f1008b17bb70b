package org.triceras.kernel.interactive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.triceras.keras.display.Display;

/** What cells can ask of the notebook or terminal that they run in. */
public final class FrontEnd {
    private static volatile FrontEndPort port = new TerminalPort();

    private FrontEnd() {}

    /** Sends all requests to {@code newPort} from now on and returns the port used before. */
    public static FrontEndPort use(FrontEndPort newPort) {
        FrontEndPort before = port;
        port = Objects.requireNonNull(newPort);
        return before;
    }

    /** Clears the cell's output at once. */
    public static void clearOutput() {
        port.clearOutput(false);
    }

    /** Clears the cell's output; with {@code wait} not before something new replaces it, so that nothing flickers. */
    public static void clearOutput(boolean wait) {
        port.clearOutput(wait);
    }

    /** Shows a value beside the notebook (a console's pager), for help and long texts. */
    public static void page(Object value) {
        port.page(Display.bundleOf(value));
    }

    /** Makes a new cell with this text below the running one. */
    public static void setNextInput(String text) {
        port.setNextInput(text, false);
    }

    /** Replaces the running cell's text. */
    public static void replaceInput(String text) {
        port.setNextInput(text, true);
    }

    /**
     * Asks the person for a line and waits for it.
     *
     * @throws UncheckedIOException when the front end takes no input, or the cell was interrupted
     */
    public static String input(String prompt) {
        return ask(prompt, false);
    }

    /** As {@link #input}, without showing what is typed. */
    public static String password(String prompt) {
        return ask(prompt, true);
    }

    private static String ask(String prompt, boolean password) {
        try {
            return port.input(prompt, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
