package org.triceras.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.triceras.kernel.session.Session;

class JavaLineParserTest {
    @Test
    void theWordToCompleteIsWhatTheSessionCompletes() {
        try (Session session = new Session()) {
            JavaLineParser parser = new JavaLineParser(session.assistant());
            String line = "\"text\".toUpp + 1";
            ParsedLine parsed = parser.parse(line, line.indexOf(" +"), ParseContext.COMPLETE);
            assertThat(parsed.word()).isEqualTo("toUpp");
            // JLine warns on the terminal about lines of any other kind.
            assertThat(parsed).isInstanceOf(CompletingParsedLine.class);
            assertThat(((CompletingParsedLine) parsed).rawWordCursor()).isEqualTo("toUpp".length());
        }
    }

    @Test
    void codeGoesOnUntilItIsWholeOrGivenUp() {
        try (Session session = new Session()) {
            JavaLineParser parser = new JavaLineParser(session.assistant());
            assertThatThrownBy(() -> parser.parse("int f(int n) {", 14, ParseContext.ACCEPT_LINE))
                    .isInstanceOf(EOFError.class);
            assertThat(parser.parse("int f(int n) {\n", 15, ParseContext.ACCEPT_LINE))
                    .isNotNull();
            assertThat(parser.parse("f(1)", 4, ParseContext.ACCEPT_LINE)).isNotNull();
        }
    }
}
