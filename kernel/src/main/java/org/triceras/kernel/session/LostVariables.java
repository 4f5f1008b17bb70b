package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Variables whose values are gone, since a class of their types was declared anew; known until they get others, so that who misses them is told why. */
final class LostVariables {
    static final String REASON = "has lost its value, as a class was declared anew. Run the cell that made it again.";

    private final Set<String> names = Collections.synchronizedSet(new LinkedHashSet<>());

    void add(String name) {
        names.add(name);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    boolean areNone() {
        return names.isEmpty();
    }

    void clear() {
        names.clear();
    }

    /**
     * Of those that the code of a cell that has run mentions the ones that were null for it.
     *
     * @param isNull whether there is a variable of that name that is null
     * @param isGone whether there is none
     */
    List<String> missedIn(String code, Predicate<String> isNull, Predicate<String> isGone) {
        List<String> missed = new ArrayList<>();
        String only = TextEnd.onlyCode(code);
        synchronized (names) {
            for (Iterator<String> each = names.iterator(); each.hasNext(); ) {
                String name = each.next();
                String word = "(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$])";
                boolean isAssigned =
                        Pattern.compile(word + "\\s*=(?!=)").matcher(only).find();
                if (isNull.test(name) && !isAssigned) {
                    if (Pattern.compile(word).matcher(only).find()) {
                        missed.add(name);
                    }
                } else if (!isGone.test(name)) {
                    each.remove();
                }
            }
        }
        return missed;
    }
}
