package org.triceras.kernel.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.history.History;
import org.triceras.kernel.protocol.Message;
import org.triceras.kernel.session.CellError;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.HeapReserve;
import org.triceras.kernel.session.Lane;
import org.triceras.kernel.session.Session;

/** Runs the cells of one shell: broadcasts what they give, and makes the reply. */
final class ExecuteHandler {
    private static final System.Logger LOG = System.getLogger(ExecuteHandler.class.getName());

    private final Supplier<Session> session;
    private final IoPub iopub;
    private final StreamCollector streams;
    private final History history;
    private final AtomicInteger count;
    private int executionCount;
    private boolean abortQueue;
    private volatile boolean executing;

    ExecuteHandler(
            Supplier<Session> session, IoPub iopub, StreamCollector streams, History history, AtomicInteger count) {
        this.session = session;
        this.iopub = iopub;
        this.streams = streams;
        this.history = history;
        this.count = count;
    }

    JsonObject execute(Message request) {
        JsonObject content = request.content();
        String code = Json.text(content, "code", "");
        boolean silent = Json.flag(content, "silent", false);
        boolean store = Json.flag(content, "store_history", true) && !silent;
        CurrentRequest.begin(
                request.header(),
                Json.flag(content, "allow_stdin", true) ? request : null,
                Lane.current() == Lane.main());
        executionCount = store ? count.incrementAndGet() : count.get();
        if (store) {
            history.add(executionCount, code);
        }
        if (!silent) {
            iopub.publish("execute_input", Json.object("code", code, "execution_count", executionCount));
        }
        try {
            return run(content, code, silent, store);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            HeapReserve.release();
            LOG.log(System.Logger.Level.ERROR, "the kernel itself failed in cell " + executionCount, e);
            String message = "The kernel itself failed, not the cell: " + e;
            abortQueue = !silent && Json.flag(content, "stop_on_error", true);
            return failed(new CellError("KernelError", message, List.of(message)), silent);
        }
    }

    private JsonObject run(JsonObject content, String code, boolean silent, boolean store) {
        CellResult result = evaluate(code);
        streams.flush();
        if (result.error() != null) {
            abortQueue = !silent && Json.flag(content, "stop_on_error", true);
            return failed(result.error(), silent);
        }
        if (result.value() != null && !silent) {
            CellResult look = look(result.value());
            streams.flush();
            if (look.error() != null) {
                abortQueue = Json.flag(content, "stop_on_error", true);
                return failed(look.error(), silent);
            }
            MimeBundle bundle = (MimeBundle) look.value();
            JsonObject shown = NotebookSink.content(bundle);
            shown.addProperty("execution_count", executionCount);
            iopub.publish("execute_result", shown);
            if (store) {
                history.addOutput(executionCount, bundle.get(MimeBundle.TEXT));
            }
        }
        return Json.object(
                "status",
                "ok",
                "execution_count",
                executionCount,
                "user_expressions",
                userExpressions(content),
                "payload",
                CurrentRequest.get().takePayload());
    }

    private CellResult evaluate(String code) {
        executing = true;
        try {
            return session.get().evaluate(code, executionCount);
        } finally {
            executing = false;
        }
    }

    private CellResult look(Object value) {
        executing = true;
        try {
            return session.get().look(value);
        } finally {
            executing = false;
        }
    }

    /** Whether a cell runs, or waits for the session to be there. */
    boolean isExecuting() {
        return executing;
    }

    private JsonObject failed(CellError error, boolean silent) {
        JsonObject report = errorContent(error);
        if (!silent) {
            iopub.publish("error", report.deepCopy());
        }
        report.addProperty("status", "error");
        report.addProperty("execution_count", executionCount);
        report.add("user_expressions", new JsonObject());
        report.add("payload", CurrentRequest.get().takePayload());
        return report;
    }

    private static JsonObject errorContent(CellError error) {
        return Json.object(
                "ename", error.name(), "evalue", error.message(), "traceback", Json.array(error.traceback()));
    }

    private JsonObject userExpressions(JsonObject content) {
        JsonObject results = new JsonObject();
        if (content.has("user_expressions") && content.get("user_expressions").isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry :
                    content.getAsJsonObject("user_expressions").entrySet()) {
                CellResult result = session.get().expression(entry.getValue().getAsString());
                JsonObject answer = result.error() != null
                        ? errorContent(result.error())
                        : NotebookSink.content(Display.bundleOf(result.value()));
                answer.addProperty("status", result.error() != null ? "error" : "ok");
                results.add(entry.getKey(), answer);
            }
        }
        return results;
    }

    /** Whether a cell has failed since the last call so that those queued behind it are not to be run. */
    boolean takeAbort() {
        boolean abort = abortQueue;
        abortQueue = false;
        return abort;
    }

    /** The reply to a cell that is not run since one before it failed. */
    JsonObject aborted() {
        return Json.object("status", "aborted", "execution_count", count.get());
    }
}
