package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.triceras.kernel.history.History;
import org.triceras.kernel.history.HistoryRow;

/** Answers what a console's arrow keys and search ask. */
final class HistoryHandler {
    private static final int TAIL = 10;

    private final History history;

    HistoryHandler(History history) {
        this.history = history;
    }

    JsonObject reply(JsonObject request) {
        boolean output = Json.flag(request, "output", false);
        JsonArray rows = new JsonArray();
        for (HistoryRow row : find(request)) {
            JsonArray entry = new JsonArray();
            entry.add(row.session());
            entry.add(row.line());
            if (output) {
                JsonArray pair = new JsonArray();
                pair.add(row.source());
                pair.add(row.output());
                entry.add(pair);
            } else {
                entry.add(row.source());
            }
            rows.add(entry);
        }
        return Json.object("history", rows);
    }

    private List<HistoryRow> find(JsonObject request) {
        switch (Json.text(request, "hist_access_type", "tail")) {
            case "range":
                return history.range(
                        Json.number(request, "session", 0),
                        Json.number(request, "start", 0),
                        Json.number(request, "stop", Integer.MAX_VALUE));
            case "search":
                return history.search(
                        Json.text(request, "pattern", "*"),
                        Json.number(request, "n", Integer.MAX_VALUE),
                        Json.flag(request, "unique", false));
            default:
                return history.tail(Json.number(request, "n", TAIL));
        }
    }
}
