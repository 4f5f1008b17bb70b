package org.triceras.kernel.debug;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;

/**
 * The local variables that have a value at a place in compiled code.
 *
 * @param lookup may do all that the class may that the code stands in
 */
record LocalScope(MethodHandles.Lookup lookup, List<Local> locals) {
    private static final String BETWEEN = ",";
    private static final String WITHIN = " ";

    /** @param signature the type with its arguments, as class files write it; the same as the descriptor for one without */
    record Local(String name, String descriptor, String signature) {
        @Override
        public String toString() {
            return String.join(WITHIN, name, descriptor, signature);
        }
    }

    /** The class that the code stands in. */
    Class<?> owner() {
        return lookup.lookupClass();
    }

    /** One text for all, as a probe is given it. */
    static String text(List<Local> locals) {
        return String.join(BETWEEN, locals.stream().map(Local::toString).toList());
    }

    static LocalScope parse(MethodHandles.Lookup lookup, String text) {
        List<Local> locals = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(BETWEEN)) {
            String[] parts = each.split(WITHIN);
            locals.add(new Local(parts[0], parts[1], parts[2]));
        }
        return new LocalScope(lookup, List.copyOf(locals));
    }

    /** With one more at the end. */
    LocalScope with(String name, Class<?> type) {
        List<Local> more = new ArrayList<>(locals);
        String descriptor = TypeText.nearest(type).descriptorString();
        more.add(new Local(name, descriptor, descriptor));
        return new LocalScope(lookup, List.copyOf(more));
    }

    /** Whether a variable can have that name in a source. */
    static boolean isName(String name) {
        return SourceVersion.isName(name) && name.indexOf('.') < 0;
    }

    boolean has(String name) {
        return locals.stream().anyMatch(each -> each.name().equals(name));
    }

    List<String> names() {
        return locals.stream().map(Local::name).toList();
    }
}
