package org.triceras.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The descriptions of magics. They stand in magics.md, a section each, headed by the magic's first name. */
public final class MagicHelp {
    private static final String HEADING = "### ";

    private MagicHelp() {}

    /** A magic's section, its heading included. */
    public static String of(Magic magic) {
        String name = magic.names().get(0);
        String section = Sections.ALL.get(name);
        return section != null ? section : HEADING + name + "\n\n(not described)";
    }

    /** What it does, in one line: the section's first paragraph up to its first full stop. */
    public static String summary(Magic magic) {
        String section = of(magic);
        String paragraph = section.substring(section.indexOf('\n') + 1).strip();
        int end = paragraph.indexOf("\n\n");
        String text = (end < 0 ? paragraph : paragraph.substring(0, end)).replace('\n', ' ');
        int stop = text.indexOf(". ");
        return stop < 0 ? text : text.substring(0, stop + 1);
    }

    /** All magics with a line each, as Markdown. */
    static String overview(Magics magics) {
        StringBuilder text = new StringBuilder(
                "Magics are commands of the kernel: a line `%name ...` between lines of Java, or a cell "
                        + "that begins with `%%name ...`. `%help NAME` tells more of one.\n\n| magic | what it does |\n|---|---|\n");
        for (Magic magic : magics.all()) {
            String name = magic.names().get(0);
            text.append("| ")
                    .append(magic.isLine() ? "`%" + name + "`" : "")
                    .append(magic.isLine() && magic.isCell() ? ", " : "")
                    .append(magic.isCell() ? "`%%" + name + "`" : "")
                    .append(" | ")
                    .append(summary(magic))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** All sections as one text, as it stands in the user's guide. */
    public static String whole() {
        try (InputStream in = MagicHelp.class.getResourceAsStream("magics.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read on first use. */
    private static final class Sections {
        static final Map<String, String> ALL = new LinkedHashMap<>();

        static {
            for (String section : whole().split("(?m)^(?=" + HEADING + ")")) {
                if (section.startsWith(HEADING)) {
                    String heading = section.substring(HEADING.length(), section.indexOf('\n'))
                            .strip();
                    ALL.put(heading.replaceFirst("^%+", ""), section.strip());
                }
            }
        }
    }
}
