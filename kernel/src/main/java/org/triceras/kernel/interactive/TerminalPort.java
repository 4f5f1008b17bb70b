package org.triceras.kernel.interactive;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** Outside a notebook: what was printed stays, pages are printed, questions go to the terminal. */
final class TerminalPort implements FrontEndPort {
    private BufferedReader lines;

    @Override
    public void clearOutput(boolean wait) {
        // A terminal scrolls.
    }

    @Override
    public void page(MimeBundle bundle) {
        Display.show(bundle);
    }

    @Override
    public void setNextInput(String text, boolean replace) {
        System.out.println(text);
    }

    @Override
    public synchronized String input(String prompt, boolean password) throws IOException {
        Console console = System.console();
        if (password && console != null) {
            char[] typed = console.readPassword("%s", prompt);
            return typed == null ? "" : new String(typed);
        }
        System.out.print(prompt);
        System.out.flush();
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        }
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("The input has ended. Expected an answer to \"" + prompt + "\".");
        }
        return line;
    }
}
