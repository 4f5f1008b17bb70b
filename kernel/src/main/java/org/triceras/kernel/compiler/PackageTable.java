package org.triceras.kernel.compiler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Which classes a package holds, in a form that costs nothing until somebody asks: one text for each package, names between tabs. */
interface PackageTable {
    /** The text, or null for a package that is not there. */
    String find(String key);

    /** Everything that is there. */
    void forEach(BiConsumer<String, String> action);

    /** A table in memory. */
    static PackageTable of(Map<String, StringBuilder> texts) {
        Map<String, String> copy = new HashMap<>();
        texts.forEach((key, text) -> copy.put(key, text.toString()));
        return new PackageTable() {
            @Override
            public String find(String key) {
                return copy.get(key);
            }

            @Override
            public void forEach(BiConsumer<String, String> action) {
                copy.forEach(action);
            }
        };
    }
}
