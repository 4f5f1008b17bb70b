package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Code such as {@code images = null;}, with which a user lets go of what fills the heap. No compiler is needed for it, as that needs memory. */
final class NullAssignments {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(\\w+)\\s*=\\s*null\\s*(?:;\\s*|$)", Pattern.UNICODE_CHARACTER_CLASS);

    private NullAssignments() {}

    /** The names of the variables; none when the code does anything else. */
    static List<String> names(String code) {
        List<String> names = new ArrayList<>();
        Matcher matcher = ASSIGNMENT.matcher(code);
        while (matcher.regionStart() < code.length()) {
            if (!matcher.lookingAt()) {
                return List.of();
            }
            names.add(matcher.group(1));
            matcher.region(matcher.end(), code.length());
        }
        return names;
    }
}
