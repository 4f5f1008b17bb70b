package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.TricerasException;
import org.triceras.kernel.debug.CellSources;
import org.triceras.kernel.debug.DebugListener;
import org.triceras.kernel.debug.Debugger;
import org.triceras.kernel.debug.Stop;
import org.triceras.kernel.session.CellLine;
import org.triceras.kernel.session.Session;

/**
 * Answers debug requests: the Debug Adapter Protocol with what Jupyter adds to it (dumpCell, debugInfo, inspectVariables,
 * richInspectVariables, copyToGlobals). They come on the control channel, whose thread is free while a cell stands still.
 */
final class DebugHandler implements DebugListener {
    private final Supplier<Session> session;
    private final IoPub iopub;
    private Debugger debugger;
    private DebugBreakpoints breakpoints;
    private DebugValues values;
    private int sequence;

    DebugHandler(Supplier<Session> session, IoPub iopub) {
        this.session = session;
        this.iopub = iopub;
    }

    private synchronized Debugger debugger() {
        if (debugger == null) {
            debugger = new Debugger(session.get(), this);
            breakpoints = new DebugBreakpoints(debugger);
            values = new DebugValues(session.get(), debugger);
        }
        return debugger;
    }

    /** A cell has ended, and a step through it too. */
    synchronized void cellEnded(boolean isMainShell) {
        if (debugger != null) {
            debugger.cellEnded(isMainShell);
        }
    }

    JsonObject reply(JsonObject request) {
        String command = Json.text(request, "command", "");
        JsonObject arguments =
                request.has("arguments") && request.get("arguments").isJsonObject()
                        ? request.getAsJsonObject("arguments")
                        : new JsonObject();
        JsonObject reply = Json.object(
                "seq",
                nextSequence(),
                "type",
                "response",
                "request_seq",
                Json.number(request, "seq", 0),
                "command",
                command,
                "success",
                true);
        try {
            reply.add("body", body(command, arguments));
        } catch (TricerasException e) {
            reply.addProperty("success", false);
            reply.addProperty("message", e.getMessage());
            reply.add("body", new JsonObject());
        }
        return reply;
    }

    private synchronized int nextSequence() {
        return ++sequence;
    }

    private JsonObject body(String command, JsonObject arguments) {
        Debugger state = debugger();
        return switch (command) {
            case "initialize" -> capabilities();
            case "attach" -> attach();
            case "disconnect", "terminate" -> detach();
            case "configurationDone", "setFunctionBreakpoints" -> new JsonObject();
            case "debugInfo" -> info();
            case "dumpCell" -> Json.object("sourcePath", state.sources().pathOf(Json.text(arguments, "code", "")));
            case "setBreakpoints" -> breakpoints.set(arguments);
            case "setExceptionBreakpoints" -> breakpoints.setExceptions(arguments);
            case "exceptionInfo" -> values.exceptionInfo();
            case "source" -> source(arguments);
            case "threads" -> threads();
            case "stackTrace" -> values.stackTrace(arguments);
            case "scopes" -> values.scopes(arguments);
            case "variables" -> values.variables(arguments);
            case "setVariable" -> values.setVariable(arguments);
            case "inspectVariables" -> values.inspect();
            case "richInspectVariables" -> values.richInspect(arguments);
            case "copyToGlobals" -> values.copyToGlobals(arguments);
            case "evaluate" -> values.evaluate(arguments);
            case "modules" -> Json.object("modules", new JsonArray(), "totalModules", 0);
            case "pause" -> done(state::pause);
            case "continue" -> {
                state.goOn();
                yield Json.object("allThreadsContinued", true);
            }
            case "next" -> done(state::stepOver);
            case "stepIn" -> done(state::stepInto);
            case "stepOut" -> done(state::stepOut);
            default ->
                throw new ArgumentException("the debugger does not know the request \"" + command
                        + "\". See docs/kernel.md for what it can do.");
        };
    }

    private static JsonObject done(Runnable work) {
        work.run();
        return new JsonObject();
    }

    private static JsonObject capabilities() {
        return Json.object(
                "supportsConfigurationDoneRequest", true,
                "supportsEvaluateForHovers", true,
                "supportsClipboardContext", true,
                "supportsTerminateRequest", true,
                "supportsConditionalBreakpoints", true,
                "supportsHitConditionalBreakpoints", true,
                "supportsLogPoints", true,
                "supportsSetVariable", true,
                "supportsExceptionInfoRequest", true,
                "exceptionBreakpointFilters", DebugBreakpoints.exceptionFilters());
    }

    private JsonObject attach() {
        debugger().turnOn();
        event("initialized", new JsonObject());
        return new JsonObject();
    }

    private JsonObject detach() {
        if (debugger().isOn()) {
            debugger().turnOff();
            event("terminated", new JsonObject());
        }
        return new JsonObject();
    }

    private JsonObject info() {
        Debugger state = debugger();
        JsonArray stopped = new JsonArray();
        state.stopped().ifPresent(stop -> stopped.add(stop.thread()));
        return Json.object(
                "isStarted",
                state.isOn(),
                "hashMethod",
                "Murmur2",
                "hashSeed",
                Integer.toUnsignedLong(CellSources.SEED),
                "tmpFilePrefix",
                state.sources().prefix(),
                "tmpFileSuffix",
                CellSources.SUFFIX,
                "breakpoints",
                breakpoints.all(),
                "stoppedThreads",
                stopped,
                "richRendering",
                true,
                "exceptionPaths",
                new JsonArray(),
                "copyToGlobals",
                true);
    }

    static String path(JsonObject arguments) {
        return arguments.has("source") ? Json.text(arguments.getAsJsonObject("source"), "path", "") : "";
    }

    private JsonObject source(JsonObject arguments) {
        String path = path(arguments);
        String text = debugger()
                .sources()
                .source(path)
                .orElseThrow(() -> new ArgumentException(
                        "no cell has the path " + path + ". Run the cell, or send it" + " with dumpCell, before."));
        return Json.object("content", text, "mimeType", "text/x-java-source");
    }

    private JsonObject threads() {
        JsonArray threads = new JsonArray();
        threads.add(Json.object("id", Debugger.CELL_THREAD, "name", "cell"));
        debugger()
                .stopped()
                .filter(stop -> stop.thread() != Debugger.CELL_THREAD)
                .ifPresent(stop -> threads.add(Json.object("id", stop.thread(), "name", "beside the cell")));
        return Json.object("threads", threads);
    }

    @Override
    public void stopped(Stop stop) {
        values.clear();
        JsonObject body =
                Json.object("reason", stop.reason().name(), "threadId", stop.thread(), "allThreadsStopped", false);
        if (stop.reason().text() != null) {
            body.addProperty("text", stop.reason().text());
        }
        event("stopped", body);
    }

    @Override
    public void continued(Stop stop) {
        event("continued", Json.object("threadId", stop.thread(), "allThreadsContinued", true));
    }

    @Override
    public void says(String text, boolean isProblem, CellLine line) {
        JsonObject source = Json.object("path", debugger().sources().pathOf(line.source()), "name", line.cell());
        event(
                "output",
                Json.object(
                        "category",
                        isProblem ? "stderr" : "console",
                        "output",
                        text + "\n",
                        "line",
                        line.line(),
                        "source",
                        source));
    }

    private void event(String name, JsonObject body) {
        iopub.publish("debug_event", Json.object("seq", nextSequence(), "type", "event", "event", name, "body", body));
    }
}
