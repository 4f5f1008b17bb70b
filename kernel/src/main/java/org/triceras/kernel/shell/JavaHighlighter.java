package org.triceras.kernel.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours keywords, texts, numbers and comments of the line that is being typed. */
final class JavaHighlighter implements Highlighter {
    private static final Pattern TOKENS = Pattern.compile("(?<comment>//[^\n]*|/\\*(?s:.*?)(\\*/|$))"
            + "|(?<text>\"([^\"\\\\\n]|\\\\.)*\"?|'([^'\\\\\n]|\\\\.)*'?)"
            + "|(?<number>\\b\\d[\\w.]*)"
            + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|continue|default|do|double|else"
            + "|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new|null"
            + "|private|protected|public|record|return|short|static|super|switch|this|throw|throws|true|try|var|void"
            + "|volatile|while|yield)\\b)");
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    @Override
    public AttributedString highlight(LineReader reader, String code) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        Matcher token = TOKENS.matcher(code);
        int done = 0;
        while (token.find()) {
            line.append(code.substring(done, token.start()));
            line.styled(style(token), token.group());
            done = token.end();
        }
        return line.append(code.substring(done)).toAttributedString();
    }

    private static AttributedStyle style(Matcher token) {
        if (token.group("comment") != null) {
            return PLAIN.foreground(AttributedStyle.BRIGHT);
        }
        if (token.group("text") != null) {
            return PLAIN.foreground(AttributedStyle.GREEN);
        }
        return token.group("number") != null
                ? PLAIN.foreground(AttributedStyle.CYAN)
                : PLAIN.foreground(AttributedStyle.MAGENTA);
    }

    @Override
    public void setErrorPattern(Pattern errorPattern) {
        // Nothing is searched for in the line.
    }

    @Override
    public void setErrorIndex(int errorIndex) {
        // As above.
    }
}
