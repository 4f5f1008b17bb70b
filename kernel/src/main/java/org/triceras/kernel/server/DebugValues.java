package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.debug.Debugger;
import org.triceras.kernel.debug.Inspector;
import org.triceras.kernel.debug.Stop;
import org.triceras.kernel.debug.Variable;
import org.triceras.kernel.session.Session;

/** Answers debug requests about the calls of a thread that stands still, and about values. */
final class DebugValues {
    /** Frames are numbered from here, innermost first. */
    private static final int FIRST_FRAME = 1;

    /** JupyterLab shows the value of a variable only when it has no type or one of Python's; otherwise the type stands in its place. */
    private static final Map<String, String> SHOWN_TYPES = Map.of(
            "int", "int", "Integer", "int", "double", "float", "Double", "float", "boolean", "bool", "Boolean", "bool");

    /** Contexts of evaluation in which a person wants to see all of a value. */
    private static final Set<String> FULL_CONTEXTS = Set.of("repl", "clipboard");

    private final Debugger debugger;
    private final Inspector inspector;

    DebugValues(Session session, Debugger debugger) {
        this.debugger = debugger;
        inspector = new Inspector(session, debugger);
    }

    /** Forgets all references. */
    void clear() {
        inspector.clear();
    }

    Stop stop() {
        return debugger.stopped()
                .orElseThrow(() -> new ArgumentException("nothing stands still. Set a breakpoint and run its cell."));
    }

    JsonObject stackTrace(JsonObject arguments) {
        List<Stop.Frame> all = stop().frames();
        int first = Math.min(Math.max(0, Json.number(arguments, "startFrame", 0)), all.size());
        int levels = Json.number(arguments, "levels", 0);
        int end = levels <= 0 ? all.size() : Math.min(all.size(), first + levels);
        JsonArray frames = new JsonArray();
        for (int i = first; i < end; i++) {
            Stop.Frame frame = all.get(i);
            String path = debugger.sources().pathOf(frame.line().source());
            frames.add(Json.object(
                    "id", FIRST_FRAME + i,
                    "name", frame.name(),
                    "line", frame.line().line(),
                    "column", 1,
                    "source", Json.object("path", path, "name", frame.line().cell())));
        }
        return Json.object("stackFrames", frames, "totalFrames", all.size());
    }

    /** The frame that a request names; the innermost otherwise. */
    private Stop.Frame frame(JsonObject arguments, String name) {
        List<Stop.Frame> frames = stop().frames();
        int index = Json.number(arguments, name, FIRST_FRAME) - FIRST_FRAME;
        if (index < 0 || index >= frames.size()) {
            throw new ArgumentException("no frame " + (index + FIRST_FRAME) + ". Expected 1 to " + frames.size() + ".");
        }
        return frames.get(index);
    }

    JsonObject scopes(JsonObject arguments) {
        Stop.Frame frame = frame(arguments, "frameId");
        JsonArray scopes = new JsonArray();
        scopes.add(scope("Locals", inspector.referToLocals(frame)));
        scopes.add(scope("Globals", inspector.referToGlobals()));
        return Json.object("scopes", scopes);
    }

    private static JsonObject scope(String name, int reference) {
        return Json.object("name", name, "variablesReference", reference, "expensive", false);
    }

    JsonObject variables(JsonObject arguments) {
        return list(inspector.parts(Json.number(arguments, "variablesReference", 0)));
    }

    /** The session's variables; also when nothing stands still. */
    JsonObject inspect() {
        if (debugger.stopped().isEmpty()) {
            inspector.clear();
        }
        return list(inspector.globals());
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

    JsonObject evaluate(JsonObject arguments) {
        String expression = Json.text(arguments, "expression", "").strip();
        boolean isFull = FULL_CONTEXTS.contains(Json.text(arguments, "context", ""));
        Variable shown = inspector.evaluate(stop(), frame(arguments, "frameId"), expression, isFull);
        return Json.object("result", shown.value(), "type", shown.type(), "variablesReference", shown.reference());
    }

    JsonObject setVariable(JsonObject arguments) {
        return changed(inspector.set(
                stop(),
                frame(arguments, "frameId"),
                Json.number(arguments, "variablesReference", 0),
                Json.text(arguments, "name", ""),
                Json.text(arguments, "value", "").strip()));
    }

    /** Jupyter's own request. */
    JsonObject copyToGlobals(JsonObject arguments) {
        String from = Json.text(arguments, "srcVariableName", "");
        return changed(inspector.copyToGlobals(
                frame(arguments, "srcFrameId"), from, Json.text(arguments, "dstVariableName", from)));
    }

    private static JsonObject changed(Variable variable) {
        return Json.object(
                "value", variable.value(), "type", variable.type(), "variablesReference", variable.reference());
    }

    /** A variable as a cell would show it. */
    JsonObject richInspect(JsonObject arguments) {
        boolean isLocal = debugger.stopped().isPresent() && arguments.has("frameId");
        String name = Json.text(arguments, "variableName", "");
        Object value = inspector.named(name, isLocal ? frame(arguments, "frameId") : null);
        MimeBundle bundle = debugger.stopped()
                .map(stop -> inspector.onThread(stop, () -> Display.bundleOf(value)))
                // Without a thread that stands still there is none to run code of cells on.
                .orElseGet(() -> MimeBundle.text(inspector.inShort(value)));
        return NotebookSink.content(bundle);
    }

    /** The exception for which a thread stands still. */
    JsonObject exceptionInfo() {
        Throwable thrown = stop().reason().exception();
        if (thrown == null) {
            throw new ArgumentException("the thread does not stand still for an exception.");
        }
        // Its message may be code of a cell.
        JsonObject details = inspector.onThread(stop(), () -> details(thrown));
        details.addProperty("stackTrace", stackTrace(stop()));
        return Json.object(
                "exceptionId",
                thrown.getClass().getName(),
                "description",
                stop().reason().text(),
                "breakMode",
                stop().reason().isUncaught() ? "unhandled" : "always",
                "details",
                details);
    }

    private static JsonObject details(Throwable thrown) {
        JsonObject details = Json.object(
                "message",
                thrown.getMessage() == null ? "" : thrown.getMessage(),
                "typeName",
                thrown.getClass().getSimpleName(),
                "fullTypeName",
                thrown.getClass().getName());
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            JsonArray inner = new JsonArray();
            inner.add(details(thrown.getCause()));
            details.add("innerException", inner);
        }
        return details;
    }

    private static String stackTrace(Stop stop) {
        StringBuilder text = new StringBuilder();
        for (Stop.Frame frame : stop.frames()) {
            text.append("at ")
                    .append(frame.line().cell())
                    .append(", line ")
                    .append(frame.line().line())
                    .append(", in ")
                    .append(frame.name())
                    .append('\n');
        }
        return text.toString();
    }
}
