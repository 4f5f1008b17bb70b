package org.triceras.kernel.magic;

import java.util.List;
import java.util.Optional;

/**
 * What can stand at the cursor in a line of a magic.
 *
 * @param matches each replaces the text from {@code start} to the cursor
 */
public record MagicCompletion(List<String> matches, int start) {
    /**
     * Completes a magic's name or an argument that is no Java.
     *
     * @param source the cell
     * @param call the magic that the cursor is in
     * @return empty when Java is what can stand there
     */
    public static Optional<MagicCompletion> complete(String source, int cursor, MagicCall call, MagicHost host) {
        int nameEnd = source.indexOf(call.name(), call.offset()) + call.name().length();
        if (cursor <= nameEnd) {
            return Optional.of(names(source, call.offset(), cursor, host));
        }
        if (call.isCell() && cursor >= call.body().offset()) {
            Magic magic = host.magics().get(call.name());
            return magic != null && magic.bodyIsJava() ? Optional.empty() : Optional.of(none(cursor));
        }
        Magic magic = host.magics().get(call.name());
        if (magic == null) {
            return Optional.of(none(cursor));
        }
        int start = cursor;
        while (start > nameEnd && !Character.isWhitespace(source.charAt(start - 1))) {
            start--;
        }
        String begun = source.substring(start, cursor);
        List<String> matches;
        switch (magic.takes()) {
            case CODE:
                return Optional.empty();
            case FILES:
                matches = FilePaths.completions(begun, false, host);
                break;
            case FOLDERS:
                matches = FilePaths.completions(begun, true, host);
                break;
            case MAGICS:
                String bare = begun.replaceFirst("^%+", "");
                matches = host.magics().titles().stream()
                        .map(title -> title.replaceFirst("^%+", ""))
                        .distinct()
                        .filter(name -> name.startsWith(bare))
                        .toList();
                break;
            default:
                matches = magic.completions(begun, host);
        }
        return Optional.of(new MagicCompletion(matches, start));
    }

    /** Names that begin with what stands between {@code start}, the first percent sign, and the cursor. */
    public static MagicCompletion names(String source, int start, int cursor, MagicHost host) {
        String begun = source.substring(start, Math.max(start, cursor));
        boolean first = source.substring(0, start).isBlank();
        List<String> matches = host.magics().titles().stream()
                .filter(title -> title.startsWith(begun)
                        || (first && ("%" + begun).length() <= title.length() && title.startsWith("%" + begun)))
                .filter(title -> first || !title.startsWith("%%"))
                .toList();
        return new MagicCompletion(matches, start);
    }

    private static MagicCompletion none(int cursor) {
        return new MagicCompletion(List.of(), cursor);
    }
}
