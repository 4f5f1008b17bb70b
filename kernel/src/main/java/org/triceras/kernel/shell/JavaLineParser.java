package org.triceras.kernel.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.triceras.kernel.session.Assistant;

/** Tells the line reader when code goes on in the next line, and which word the cursor stands in. */
final class JavaLineParser implements Parser {
    private final Assistant assistant;

    JavaLineParser(Assistant assistant) {
        this.assistant = assistant;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        // An empty last line ends code that will never be whole, so that its error can be seen.
        if (context == ParseContext.ACCEPT_LINE
                && !line.isBlank()
                && !line.endsWith("\n")
                && !line.strip().equals("/exit")
                && assistant.completeness(line).equals("incomplete")) {
            throw new EOFError(-1, -1, "the code goes on");
        }
        int start = context == ParseContext.COMPLETE
                ? assistant.complete(line, cursor).start()
                : cursor;
        return new Line(line, cursor, line.substring(Math.min(start, cursor), cursor));
    }

    private record Line(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
