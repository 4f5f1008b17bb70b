package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.triceras.kernel.session.Assistant;
import org.triceras.kernel.session.CompletionTypes;
import org.triceras.kernel.session.Described;
import org.triceras.kernel.session.Session;

/** Answers questions about code that is being written. */
final class CodeHandler {
    private final Supplier<Session> session;

    CodeHandler(Supplier<Session> session) {
        this.session = session;
    }

    private Assistant assistant() {
        return session.get().assistant();
    }

    JsonObject complete(JsonObject content) {
        String code = Json.text(content, "code", "");
        int cursor = utf16(code, Json.number(content, "cursor_pos", Integer.MAX_VALUE));
        Assistant.Completions found = assistant().complete(code, cursor);
        int start = codePoints(code, found.start());
        int end = codePoints(code, found.end());
        JsonArray types = new JsonArray();
        for (CompletionTypes.Typed typed : assistant().types(code, found)) {
            types.add(Json.object(
                    "start", start,
                    "end", end,
                    "text", typed.text(),
                    "type", typed.type(),
                    "signature", typed.signature()));
        }
        return Json.object(
                "matches",
                Json.array(found.matches()),
                "cursor_start",
                start,
                "cursor_end",
                end,
                "metadata",
                Json.object("_jupyter_types_experimental", types));
    }

    JsonObject inspect(JsonObject content) {
        String code = Json.text(content, "code", "");
        int cursor = utf16(code, Json.number(content, "cursor_pos", Integer.MAX_VALUE));
        List<Described> found = assistant().documentation(code, cursor);
        JsonObject data = new JsonObject();
        if (!found.isEmpty()) {
            Documents.bundle(found, Json.number(content, "detail_level", 0))
                    .data()
                    .forEach(data::addProperty);
        }
        return Json.object("found", !found.isEmpty(), "data", data, "metadata", new JsonObject());
    }

    JsonObject isComplete(JsonObject content) {
        String state = assistant().completeness(Json.text(content, "code", ""));
        JsonObject reply = Json.object("status", state);
        if (state.equals("incomplete")) {
            reply.addProperty("indent", "    ");
        }
        return reply;
    }

    /** Jupyter counts characters, Java counts UTF-16 units. */
    private static int utf16(String code, int characters) {
        return characters >= code.codePointCount(0, code.length())
                ? code.length()
                : code.offsetByCodePoints(0, Math.max(0, characters));
    }

    private static int codePoints(String code, int units) {
        return code.codePointCount(0, Math.min(units, code.length()));
    }
}
