package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.interactive.FrontEndPort;

/** What cells ask of the connected front end: some of it is broadcast at once, some goes into the reply as payload. */
final class NotebookPort implements FrontEndPort {
    private final IoPub iopub;
    private final StreamCollector streams;
    private final Stdin stdin;

    NotebookPort(IoPub iopub, StreamCollector streams, Stdin stdin) {
        this.iopub = iopub;
        this.streams = streams;
        this.stdin = stdin;
    }

    @Override
    public void clearOutput(boolean wait) {
        streams.flush();
        iopub.publish("clear_output", Json.object("wait", wait));
    }

    @Override
    public void page(MimeBundle bundle) {
        JsonObject page = NotebookSink.content(bundle);
        page.remove("metadata");
        page.addProperty("source", "page");
        page.addProperty("start", 0);
        CurrentRequest.get().addPayload(page);
    }

    @Override
    public void setNextInput(String text, boolean replace) {
        CurrentRequest.get().addPayload(Json.object("source", "set_next_input", "text", text, "replace", replace));
    }

    @Override
    public String input(String prompt, boolean password) throws IOException {
        return stdin.readLine(prompt, password);
    }
}
