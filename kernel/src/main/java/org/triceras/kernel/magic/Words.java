package org.triceras.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a shell does: blanks separate, quotes keep blanks, a backslash before a blank or quote keeps it. */
final class Words {
    private Words() {}

    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                boolean escapes = c == '\\' && i + 1 < line.length() && " \t\"'".indexOf(line.charAt(i + 1)) >= 0;
                word.append(escapes ? line.charAt(++i) : c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
