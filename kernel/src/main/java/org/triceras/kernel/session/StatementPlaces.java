package org.triceras.kernel.session;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the classes of statements come from. Known for as long as the class is there: a lambda may outlive its cell by far. */
final class StatementPlaces {
    private final Map<String, Entry> entries = new HashMap<>();
    private final ReferenceQueue<Class<?>> gone = new ReferenceQueue<>();

    private static final class Entry extends WeakReference<Class<?>> {
        private final String name;
        private final SnippetPlace place;
        private final int lines;

        Entry(Class<?> type, SnippetPlace place, int lines, ReferenceQueue<Class<?>> gone) {
            super(type, gone);
            name = type.getName();
            this.place = place;
            this.lines = lines;
        }
    }

    /** @param lines how many the statement has; what is behind them is ours */
    synchronized void add(Class<?> type, SnippetPlace place, int lines) {
        for (Object each = gone.poll(); each != null; each = gone.poll()) {
            entries.remove(((Entry) each).name);
        }
        entries.put(type.getName(), new Entry(type, place, lines, gone));
    }

    synchronized boolean isKnown(String className) {
        return entries.containsKey(outer(className));
    }

    /** The place of a line of such a class; empty for a line that is ours. */
    synchronized Optional<CellLine> find(String className, int line) {
        Entry entry = entries.get(outer(className));
        if (entry == null || line < 1 || line > entry.lines) {
            return Optional.empty();
        }
        Cell cell = entry.place.cell();
        return Optional.of(new CellLine(cell.name(), cell.source(), entry.place.line() + line - 1));
    }

    synchronized int size() {
        return entries.size();
    }

    /** The statement's own class, of which others are parts. */
    private static String outer(String className) {
        int end = className.indexOf('$', Statements.PREFIX.length());
        int slash = className.indexOf('/');
        int stop = end < 0 ? slash : slash < 0 ? end : Math.min(end, slash);
        return stop < 0 ? className : className.substring(0, stop);
    }
}
