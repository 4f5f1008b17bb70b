package org.triceras.kernel.magic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.io.AtomicFiles;

/** {@code %history [-n] [-l N] [-g PATTERN] [-f FILE] [RANGE ...]}: the cells run so far. */
final class HistoryMagic implements Magic {
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:(-)(\\d+)?)?");

    @Override
    public List<String> names() {
        return List.of("history", "hist");
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        MagicOptions options = new MagicOptions(call, Set.of("-n"), Set.of("-l", "-g", "-f"));
        List<MagicHost.Past> cells = new ArrayList<>(host.history());
        if (!cells.isEmpty()) {
            // The cell that asks is no history yet.
            cells.remove(cells.size() - 1);
        }
        cells = ranges(cells, options.words());
        if (options.has("-g")) {
            Pattern pattern = glob(options.get("-g", "*"));
            cells.removeIf(cell -> !pattern.matcher(cell.source()).find());
        }
        cells = cells.subList(Math.max(0, cells.size() - options.count("-l", Integer.MAX_VALUE)), cells.size());
        StringBuilder text = new StringBuilder();
        for (MagicHost.Past cell : cells) {
            String source = cell.source().stripTrailing();
            text.append(options.has("-n") ? numbered(cell.number(), source) : source)
                    .append('\n');
        }
        if (options.has("-f")) {
            String name = options.get("-f", "");
            AtomicFiles.write(host.path(name), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
            System.out.println("Wrote " + cells.size() + (cells.size() == 1 ? " cell to " : " cells to ") + name);
        } else {
            System.out.print(text);
        }
        return null;
    }

    private static String numbered(int number, String source) {
        return String.format("%4d: ", number) + source.replace("\n", "\n      ");
    }

    private static List<MagicHost.Past> ranges(List<MagicHost.Past> cells, List<String> words) {
        if (words.isEmpty()) {
            return cells;
        }
        Set<MagicHost.Past> chosen = new LinkedHashSet<>();
        for (String word : words) {
            Matcher range = RANGE.matcher(word);
            if (!range.matches()) {
                throw new ArgumentException(
                        "%history: expected a cell's number or a range such as 3-5 or 7-. Received \"" + word + "\".");
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null
                    ? from
                    : range.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(range.group(3));
            cells.stream().filter(c -> c.number() >= from && c.number() <= to).forEach(chosen::add);
        }
        return new ArrayList<>(chosen);
    }

    /** A shell pattern, found anywhere. */
    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
