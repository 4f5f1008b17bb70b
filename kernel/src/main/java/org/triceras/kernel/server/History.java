package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What was run in this session, for a console's arrow keys and search. */
final class History {
    private record Entry(int line, String source) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(int line, String source) {
        entries.add(new Entry(line, source));
    }

    synchronized JsonObject reply(JsonObject request) {
        List<Entry> found = new ArrayList<>(entries);
        switch (Json.text(request, "hist_access_type", "tail")) {
            case "range":
                int start = Json.number(request, "start", 1);
                int stop = Json.number(request, "stop", Integer.MAX_VALUE);
                found.removeIf(e -> e.line() < start || e.line() >= stop);
                break;
            case "search":
                Pattern pattern = glob(Json.text(request, "pattern", "*"));
                found.removeIf(e -> !pattern.matcher(e.source()).matches());
                found = last(found, Json.number(request, "n", found.size()));
                break;
            default:
                found = last(found, Json.number(request, "n", 10));
        }
        boolean output = Json.flag(request, "output", false);
        JsonArray rows = new JsonArray();
        for (Entry entry : found) {
            JsonArray row = new JsonArray();
            row.add(0);
            row.add(entry.line());
            if (output) {
                JsonArray pair = new JsonArray();
                pair.add(entry.source());
                pair.add((String) null);
                row.add(pair);
            } else {
                row.add(entry.source());
            }
            rows.add(row);
        }
        return Json.object("history", rows);
    }

    private static List<Entry> last(List<Entry> all, int n) {
        return all.subList(Math.max(0, all.size() - Math.max(0, n)), all.size());
    }

    /** A shell pattern with * and ? as a regular expression. */
    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
