package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;

/**
 * Finds the magics in a cell: {@code %%name} at its start, else lines outside of blocks, brackets, texts and comments that begin with
 * {@code %name} or read {@code variable = %name ...}. A remainder that begins a line ({@code 17 \n % 5}, {@code (a + \n %b)}) stays Java.
 */
public final class MagicParser {
    private static final Pattern CELL = Pattern.compile("\\s*%%([A-Za-z_]\\w*)([^\\n]*)(\\n|$)");
    private static final Pattern LINE = Pattern.compile("[ \\t]*(%%?)([A-Za-z_]\\w*)([^\\n]*)");
    private static final Pattern ASSIGNED = Pattern.compile(
            "[ \\t]*((?:[A-Za-z_$][\\w$.<>\\[\\], ?]*\\s+)?[A-Za-z_$][\\w$]*\\s*=)\\s*(%)([A-Za-z_]\\w*)([^\\n]*)");

    private final Predicate<String> known;
    private final MagicCode code;
    private final String source;
    private final List<CellPart> parts = new ArrayList<>();
    private final JavaScanner scanner;

    private MagicParser(MagicCode code, Predicate<String> known) {
        this.code = code;
        source = code.text();
        this.known = known;
        scanner = new JavaScanner(source);
    }

    /** False when a text surely has none: no percent sign begins a line or follows "=". Cheap, since every cell is asked. */
    public static boolean mayHaveMagics(String source) {
        for (int at = source.indexOf('%'); at >= 0; at = source.indexOf('%', at + 1)) {
            int before = at - 1;
            while (before >= 0 && (source.charAt(before) == ' ' || source.charAt(before) == '\t')) {
                before--;
            }
            if (before < 0 || source.charAt(before) == '\n' || source.charAt(before) == '=') {
                return true;
            }
        }
        return false;
    }

    /**
     * The parts of a cell in order.
     *
     * @param known whether a name is a magic's; unknown names are magics too where a remainder cannot stand
     */
    public static List<CellPart> parse(MagicCode code, Predicate<String> known) {
        Matcher cell = CELL.matcher(code.text());
        if (cell.lookingAt()) {
            MagicCode arguments = code.part(cell.start(2), cell.end(2)).strip();
            MagicCode body = code.from(cell.end());
            int offset = code.offset() + cell.start(1) - 2;
            return List.of(new CellPart.Call(new MagicCall(cell.group(1), arguments, body, offset), null));
        }
        return new MagicParser(code, known).lines();
    }

    private List<CellPart> lines() {
        int javaStart = 0;
        int line = 0;
        while (line < source.length()) {
            int end = source.indexOf('\n', line);
            end = end < 0 ? source.length() : end;
            CellPart.Call call = scanner.atTopLevel() ? callAt(line, end, javaStart) : null;
            if (call != null) {
                addJava(javaStart, line);
                parts.add(call);
                javaStart = Math.min(source.length(), end + 1);
                scanner.skipTo(javaStart);
            } else {
                scanner.scanTo(Math.min(source.length(), end + 1));
            }
            line = end + 1;
        }
        addJava(javaStart, source.length());
        return parts;
    }

    private void addJava(int from, int to) {
        MagicCode java = code.part(from, to);
        if (!java.isBlank()) {
            parts.add(new CellPart.Java(java));
        }
    }

    private CellPart.Call callAt(int start, int end, int javaStart) {
        Matcher line = LINE.matcher(source).region(start, end);
        if (line.lookingAt()) {
            boolean isMagic = scanner.lastCharacter(javaStart) == 0
                    || ";}".indexOf(scanner.lastCharacter(javaStart)) >= 0
                    || (known.test(line.group(2)) && "=+-*/&|^<>,?:.%!~".indexOf(scanner.lastCharacter(javaStart)) < 0);
            if (!isMagic) {
                return null;
            }
            if (line.group(1).length() == 2) {
                throw new ArgumentException(
                        "%%" + line.group(2)
                                + " takes the whole cell and must stand on its first line. Move it there, or into a cell of its own.");
            }
            return new CellPart.Call(call(line.group(2), line, 3, line.start(1)), null);
        }
        Matcher assigned = ASSIGNED.matcher(source).region(start, end);
        if (assigned.lookingAt()) {
            MagicCode target = code.part(assigned.start(1), assigned.end(1));
            return new CellPart.Call(call(assigned.group(3), assigned, 4, assigned.start(2)), target);
        }
        return null;
    }

    private MagicCall call(String name, Matcher matcher, int argumentsGroup, int offset) {
        MagicCode arguments = code.part(matcher.start(argumentsGroup), matcher.end(argumentsGroup))
                .strip();
        return new MagicCall(name, arguments, null, code.offset() + offset);
    }
}
