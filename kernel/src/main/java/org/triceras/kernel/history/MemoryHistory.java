package org.triceras.kernel.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The cells of this session only: what remains when there is no database or it does not answer. */
final class MemoryHistory implements HistoryQuery {
    private final List<HistoryRow> rows = new ArrayList<>();

    synchronized void add(int line, String source) {
        rows.add(new HistoryRow(0, line, source, null));
    }

    synchronized void addOutput(int line, String output) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            HistoryRow row = rows.get(i);
            if (row.line() == line) {
                rows.set(i, new HistoryRow(0, line, row.source(), output));
                return;
            }
        }
    }

    @Override
    public synchronized List<HistoryRow> tail(int n) {
        return List.copyOf(rows.subList(Math.max(0, rows.size() - Math.max(0, n)), rows.size()));
    }

    @Override
    public synchronized List<HistoryRow> range(int session, int start, int stop) {
        return session != 0
                ? List.of()
                : rows.stream()
                        .filter(r -> r.line() >= start && r.line() < stop)
                        .toList();
    }

    @Override
    public synchronized List<HistoryRow> search(String pattern, int n, boolean unique) {
        Pattern regex = glob(pattern);
        Set<String> seen = new HashSet<>();
        List<HistoryRow> found = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0 && found.size() < n; i--) {
            HistoryRow row = rows.get(i);
            if (regex.matcher(row.source()).matches() && (!unique || seen.add(row.source()))) {
                found.add(row);
            }
        }
        Collections.reverse(found);
        return found;
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
