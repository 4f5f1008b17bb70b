package org.triceras.kernel.session;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.TricerasException;
import org.triceras.kernel.magic.CellPart;
import org.triceras.kernel.magic.Magic;
import org.triceras.kernel.magic.MagicCall;
import org.triceras.kernel.magic.MagicCode;
import org.triceras.kernel.magic.MagicCompletion;
import org.triceras.kernel.magic.MagicHelp;
import org.triceras.kernel.magic.MagicParser;
import org.triceras.kernel.session.Assistant.Completions;

/** Helps while cells with magics are being written: sends the cursor to the magic or to the piece of Java that it stands in. */
final class MagicAssistant {
    private static final Pattern LONE = Pattern.compile("(?m)^[ \\t]*(%%?)\\w*$");

    private final Assistant java;
    private final Session session;

    MagicAssistant(Assistant java, Session session) {
        this.java = java;
        this.session = session;
    }

    private List<CellPart> parts(String code) {
        return MagicParser.parse(new MagicCode(code, 0), session.magics().magics()::isKnown);
    }

    Completions complete(String code, int cursor) {
        String line = code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor);
        Matcher lone = LONE.matcher(line);
        if (lone.matches()) {
            // A percent sign alone, or a name that is just being written.
            int start = cursor - line.length() + lone.start(1);
            MagicCompletion names = MagicCompletion.names(code, start, cursor, session.magics());
            if (!names.matches().isEmpty()) {
                return new Completions(names.matches(), start, cursor);
            }
        }
        CellPart part = partAt(code, cursor);
        if (part instanceof CellPart.Call call) {
            Optional<MagicCompletion> found = MagicCompletion.complete(code, cursor, call.call(), session.magics());
            if (found.isPresent()) {
                return new Completions(found.get().matches(), found.get().start(), cursor);
            }
        }
        return inJava(part, cursor, java::completeJava, new Completions(List.of(), cursor, cursor), code);
    }

    /** Signatures and documentation of a magic, or of the Java at the cursor. */
    List<Described> documentation(String code, int cursor) {
        CellPart part = partAt(code, cursor);
        if (part instanceof CellPart.Call call && isOnFirstLine(call.call(), code, cursor)) {
            Magic magic = session.magics().magics().get(call.call().name());
            if (magic != null
                    && cursor <= call.call().offset() + call.call().title().length()) {
                return List.of(describe(call.call(), magic));
            }
        }
        List<Described> found = inJava(part, cursor, java::documentationOfJava, List.of(), code);
        if (found.isEmpty() && part instanceof CellPart.Call call) {
            Magic magic = session.magics().magics().get(call.call().name());
            return magic == null ? List.of() : List.of(describe(call.call(), magic));
        }
        return found;
    }

    private static boolean isOnFirstLine(MagicCall call, String code, int cursor) {
        int end = code.indexOf('\n', call.offset());
        return end < 0 || cursor <= end;
    }

    /** Asks about the piece of Java at the cursor; a completion's start is put back into the whole cell. */
    private static <T> T inJava(
            CellPart part, int cursor, BiFunction<String, Integer, T> question, T nothing, String cell) {
        MagicCode code = null;
        if (part instanceof CellPart.Java java) {
            code = java.code();
        } else if (part instanceof CellPart.Call call) {
            MagicCall magic = call.call();
            code = magic.isCell() && cursor >= magic.body().offset() ? magic.body() : magic.arguments();
        }
        if (code == null || cursor < code.offset()) {
            return nothing;
        }
        // Blanks stand for what lies before, so that all offsets stay as they are.
        int end = Math.max(cursor, code.offset() + code.text().length());
        String padded = " ".repeat(code.offset()) + cell.substring(code.offset(), Math.min(cell.length(), end));
        return question.apply(padded, cursor);
    }

    /** The part that a cursor stands in or behind; null in an empty place. */
    private CellPart partAt(String code, int cursor) {
        try {
            CellPart found = null;
            for (CellPart part : parts(code)) {
                int start = part instanceof CellPart.Java java
                        ? java.code().offset()
                        : ((CellPart.Call) part).call().offset();
                if (start <= cursor) {
                    found = part;
                }
            }
            return found;
        } catch (TricerasException e) {
            return null;
        }
    }

    private static Described describe(MagicCall call, Magic magic) {
        String help = MagicHelp.of(magic);
        String text = help.substring(help.indexOf('\n') + 1).strip();
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return new Described(call.title(), "<pre>" + escaped + "</pre>", null);
    }

    /** A console runs a cell magic when a blank line follows it, as IPython's does. */
    String completeness(String code) {
        List<CellPart> parts;
        try {
            parts = parts(code);
        } catch (TricerasException e) {
            return "invalid";
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof CellPart.Call call) {
                if (call.call().isCell()) {
                    return endsWithBlankLine(code) ? "complete" : "incomplete";
                }
            } else {
                String state = java.completenessOfJava(
                        ((CellPart.Java) parts.get(i)).code().text());
                if (!state.equals("complete")) {
                    return i == parts.size() - 1 ? state : "invalid";
                }
            }
        }
        return "complete";
    }

    private static boolean endsWithBlankLine(String code) {
        int last = code.lastIndexOf('\n');
        return last >= 0 && code.substring(last).isBlank();
    }
}
