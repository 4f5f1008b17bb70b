package org.triceras.kernel.interactive;

import java.io.IOException;
import org.triceras.keras.display.MimeBundle;

/** What the place that a cell runs in can do for it. The kernel installs its own with {@link FrontEnd#use}. */
public interface FrontEndPort {
    /** Clears the cell's output; with {@code wait} only when something new comes to stand there. */
    void clearOutput(boolean wait);

    /** Shows something that is long or is no result, such as help, beside the notebook. */
    void page(MimeBundle bundle);

    /** Puts text into the next cell, or into the running one. */
    void setNextInput(String text, boolean replace);

    /** Asks for a line. */
    String input(String prompt, boolean password) throws IOException;
}
