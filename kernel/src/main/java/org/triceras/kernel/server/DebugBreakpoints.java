package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.kernel.debug.Breakpoint;
import org.triceras.kernel.debug.Debugger;
import org.triceras.kernel.debug.ExceptionFilter;

/** Answers debug requests that say where to stop. */
final class DebugBreakpoints {
    private final Debugger debugger;

    DebugBreakpoints(Debugger debugger) {
        this.debugger = debugger;
    }

    JsonObject set(JsonObject arguments) {
        String path = DebugHandler.path(arguments);
        List<Breakpoint.Wanted> wanted = new ArrayList<>();
        for (JsonElement each : array(arguments, "breakpoints")) {
            JsonObject json = each.getAsJsonObject();
            wanted.add(new Breakpoint.Wanted(
                    Json.number(json, "line", 1),
                    textOrNull(json, "condition"),
                    textOrNull(json, "hitCondition"),
                    textOrNull(json, "logMessage")));
        }
        JsonArray placed = new JsonArray();
        for (Breakpoint each : debugger.setBreakpoints(path, wanted)) {
            JsonObject json = Json.object(
                    "id",
                    placed.size() + 1,
                    "verified",
                    each.problem() == null,
                    "line",
                    each.line(),
                    "source",
                    Json.object("path", path));
            addText(json, "message", each.problem());
            placed.add(json);
        }
        return Json.object("breakpoints", placed);
    }

    /** All that are set, as they were asked for. */
    JsonArray all() {
        JsonArray all = new JsonArray();
        for (Map.Entry<String, List<Breakpoint>> entry : debugger.breakpoints().entrySet()) {
            JsonArray lines = new JsonArray();
            for (Breakpoint each : entry.getValue()) {
                JsonObject json = Json.object("line", each.line());
                addText(json, "condition", each.wanted().condition());
                addText(json, "hitCondition", each.wanted().hits());
                addText(json, "logMessage", each.wanted().message());
                lines.add(json);
            }
            all.add(Json.object("source", entry.getKey(), "breakpoints", lines));
        }
        return all;
    }

    /** What {@link #setExceptions} knows, as the reply to "initialize" tells it. */
    static JsonArray exceptionFilters() {
        JsonArray filters = new JsonArray();
        for (ExceptionFilter each : ExceptionFilter.values()) {
            filters.add(Json.object(
                    "filter", each.id(), "label", each.label(), "description", each.description(), "default", false));
        }
        return filters;
    }

    JsonObject setExceptions(JsonObject arguments) {
        Set<ExceptionFilter> filters = EnumSet.noneOf(ExceptionFilter.class);
        for (JsonElement each : array(arguments, "filters")) {
            filters.add(filter(each.getAsString()));
        }
        debugger.stopAtExceptions(filters);
        return new JsonObject();
    }

    private static ExceptionFilter filter(String id) {
        List<ExceptionFilter> all = Arrays.asList(ExceptionFilter.values());
        return all.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new ArgumentException("no filter of exceptions is called " + id + ". Expected one of "
                                + all.stream().map(ExceptionFilter::id).toList()));
    }

    private static JsonArray array(JsonObject arguments, String name) {
        return arguments.has(name) && arguments.get(name).isJsonArray()
                ? arguments.getAsJsonArray(name)
                : new JsonArray();
    }

    private static String textOrNull(JsonObject json, String name) {
        String text = Json.text(json, name, "");
        return text.isBlank() ? null : text;
    }

    private static void addText(JsonObject json, String name, String text) {
        if (text != null) {
            json.addProperty(name, text);
        }
    }
}
