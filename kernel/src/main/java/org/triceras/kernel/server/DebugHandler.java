package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.TricerasException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.debug.CellSources;
import org.triceras.kernel.debug.DebugListener;
import org.triceras.kernel.debug.Debugger;
import org.triceras.kernel.debug.Stop;
import org.triceras.kernel.debug.ValuePath;
import org.triceras.kernel.debug.Variable;
import org.triceras.kernel.debug.Variables;
import org.triceras.kernel.session.Session;

/**
 * Answers debug requests: the Debug Adapter Protocol with what Jupyter adds to it (dumpCell, debugInfo, inspectVariables,
 * richInspectVariables). They come on the control channel, whose thread is free while a cell stands still.
 */
final class DebugHandler implements DebugListener {
    /** Frames are numbered from here, innermost first. */
    private static final int FIRST_FRAME = 1;

    /** JupyterLab shows the value of a variable only when it has no type or one of Python's; otherwise the type stands in its place. */
    private static final Map<String, String> SHOWN_TYPES = Map.of(
            "int", "int", "Integer", "int", "double", "float", "Double", "float", "boolean", "bool", "Boolean", "bool");

    private final Supplier<Session> session;
    private final IoPub iopub;
    private final Variables variables = new Variables();
    private Debugger debugger;
    private int sequence;

    DebugHandler(Supplier<Session> session, IoPub iopub) {
        this.session = session;
        this.iopub = iopub;
    }

    private synchronized Debugger debugger() {
        if (debugger == null) {
            debugger = new Debugger(session.get(), this);
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
        return switch (command) {
            case "initialize" -> capabilities();
            case "attach" -> attach();
            case "disconnect", "terminate" -> detach();
            case "configurationDone", "setExceptionBreakpoints", "setFunctionBreakpoints" -> new JsonObject();
            case "debugInfo" -> info();
            case "dumpCell" -> Json.object("sourcePath", debugger().sources().pathOf(Json.text(arguments, "code", "")));
            case "setBreakpoints" -> setBreakpoints(arguments);
            case "source" -> source(arguments);
            case "threads" -> threads();
            case "stackTrace" -> stackTrace();
            case "scopes" -> scopes(frame(arguments));
            case "variables" -> list(variables.get(Json.number(arguments, "variablesReference", 0)));
            case "inspectVariables" -> {
                if (debugger().stopped().isEmpty()) {
                    variables.clear();
                }
                yield list(globals());
            }
            case "richInspectVariables" -> richInspect(arguments);
            case "evaluate" -> evaluate(arguments);
            case "modules" -> Json.object("modules", new JsonArray(), "totalModules", 0);
            case "pause" -> {
                debugger().pause();
                yield new JsonObject();
            }
            case "continue" -> {
                debugger().goOn();
                yield Json.object("allThreadsContinued", true);
            }
            case "next" -> {
                debugger().stepOver();
                yield new JsonObject();
            }
            case "stepIn" -> {
                debugger().stepInto();
                yield new JsonObject();
            }
            case "stepOut" -> {
                debugger().stepOut();
                yield new JsonObject();
            }
            default ->
                throw new ArgumentException("the debugger does not know the request \"" + command
                        + "\". See docs/kernel.md for what it can do.");
        };
    }

    private static JsonObject capabilities() {
        return Json.object(
                "supportsConfigurationDoneRequest", true,
                "supportsEvaluateForHovers", true,
                "supportsTerminateRequest", true,
                "exceptionBreakpointFilters", new JsonArray());
    }

    private JsonObject attach() {
        debugger().turnOn();
        event("initialized", new JsonObject());
        return new JsonObject();
    }

    private JsonObject detach() {
        debugger().turnOff();
        return new JsonObject();
    }

    private JsonObject info() {
        Debugger state = debugger();
        JsonArray breakpoints = new JsonArray();
        for (Map.Entry<String, Set<Integer>> entry : new TreeMap<>(state.breakpoints()).entrySet()) {
            JsonArray lines = new JsonArray();
            entry.getValue().forEach(line -> lines.add(Json.object("line", line)));
            breakpoints.add(Json.object("source", entry.getKey(), "breakpoints", lines));
        }
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
                breakpoints,
                "stoppedThreads",
                stopped,
                "richRendering",
                true,
                "exceptionPaths",
                new JsonArray(),
                "copyToGlobals",
                false);
    }

    private JsonObject setBreakpoints(JsonObject arguments) {
        String path = path(arguments);
        List<Integer> lines = new ArrayList<>();
        if (arguments.has("breakpoints")) {
            for (JsonElement each : arguments.getAsJsonArray("breakpoints")) {
                lines.add(Json.number(each.getAsJsonObject(), "line", 1));
            }
        }
        JsonArray placed = new JsonArray();
        for (int line : debugger().setBreakpoints(path, lines)) {
            placed.add(Json.object(
                    "id", placed.size() + 1, "verified", true, "line", line, "source", Json.object("path", path)));
        }
        return Json.object("breakpoints", placed);
    }

    private static String path(JsonObject arguments) {
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

    private Stop stop() {
        return debugger()
                .stopped()
                .orElseThrow(() -> new ArgumentException("nothing stands still. Set a breakpoint and run its cell."));
    }

    private JsonObject stackTrace() {
        JsonArray frames = new JsonArray();
        for (Stop.Frame frame : stop().frames()) {
            String path = debugger().sources().pathOf(frame.line().source());
            frames.add(Json.object(
                    "id", FIRST_FRAME + frames.size(),
                    "name", frame.name(),
                    "line", frame.line().line(),
                    "column", 1,
                    "source", Json.object("path", path, "name", frame.line().cell())));
        }
        return Json.object("stackFrames", frames, "totalFrames", frames.size());
    }

    /** The frame that a request names; the innermost otherwise. */
    private Stop.Frame frame(JsonObject arguments) {
        List<Stop.Frame> frames = stop().frames();
        int index = Json.number(arguments, "frameId", FIRST_FRAME) - FIRST_FRAME;
        if (index < 0 || index >= frames.size()) {
            throw new ArgumentException("no frame " + (index + FIRST_FRAME) + ". Expected 1 to " + frames.size() + ".");
        }
        return frames.get(index);
    }

    private JsonObject scopes(Stop.Frame frame) {
        JsonArray scopes = new JsonArray();
        scopes.add(scope("Locals", variables.refer(() -> locals(frame))));
        scopes.add(scope("Globals", variables.refer(this::globals)));
        return Json.object("scopes", scopes);
    }

    private static JsonObject scope(String name, int reference) {
        return Json.object("name", name, "variablesReference", reference, "expensive", false);
    }

    private List<Variable> locals(Stop.Frame frame) {
        List<Variable> list = new ArrayList<>();
        for (int i = 0; i < frame.names().size(); i++) {
            list.add(variables.of(frame.names().get(i), frame.values()[i]));
        }
        return list;
    }

    /** The session's variables. */
    private List<Variable> globals() {
        List<Variable> list = new ArrayList<>();
        session.get()
                .variables()
                .forEach((name, type) -> list.add(
                        variables.of(name, session.get().variable(name)).withType(type)));
        return list;
    }

    private static JsonObject list(List<Variable> all) {
        JsonArray array = new JsonArray();
        for (Variable each : all) {
            JsonObject json = Json.object(
                    "name", each.name(),
                    "value", each.value(),
                    "evaluateName", each.name(),
                    "variablesReference", each.reference());
            String type = SHOWN_TYPES.get(each.type());
            if (type != null) {
                json.addProperty("type", type);
            }
            array.add(json);
        }
        return Json.object("variables", array);
    }

    private Object named(String name, JsonObject arguments) {
        if (debugger().stopped().isPresent() && arguments.has("frameId")) {
            Stop.Frame frame = frame(arguments);
            int at = frame.names().indexOf(name);
            if (at >= 0) {
                return frame.values()[at];
            }
        }
        if (!session.get().variables().containsKey(name)) {
            throw new ArgumentException("there is no variable " + name + " here.");
        }
        return session.get().variable(name);
    }

    private JsonObject evaluate(JsonObject arguments) {
        String expression = Json.text(arguments, "expression", "").strip();
        Stop stop = stop();
        Object value = stop.compute(() -> ValuePath.evaluate(expression, name -> named(name, arguments)));
        Variable shown = variables.of(expression, value);
        return Json.object("result", shown.value(), "type", shown.type(), "variablesReference", shown.reference());
    }

    /** A variable as a cell would show it. */
    private JsonObject richInspect(JsonObject arguments) {
        Object value = named(Json.text(arguments, "variableName", ""), arguments);
        MimeBundle bundle = debugger()
                .stopped()
                .map(stop -> stop.compute(() -> Display.bundleOf(value)))
                // Without a thread that stands still there is none to run code of cells on.
                .orElseGet(() -> MimeBundle.text(variables.of("", value).value()));
        return NotebookSink.content(bundle);
    }

    @Override
    public void stopped(String reason, Stop stop) {
        variables.clear();
        event("stopped", Json.object("reason", reason, "threadId", stop.thread(), "allThreadsStopped", false));
    }

    @Override
    public void continued(Stop stop) {
        event("continued", Json.object("threadId", stop.thread(), "allThreadsContinued", true));
    }

    private void event(String name, JsonObject body) {
        iopub.publish("debug_event", Json.object("seq", nextSequence(), "type", "event", "event", name, "body", body));
    }
}
