package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.triceras.keras.saving.Saveable;

/** Gives every object below a model its path in Keras 3's weights files. */
final class SaveableTree {
    /** An object and where it lies; the model itself has the empty path. */
    record Entry(String path, Saveable saveable) {
        String variablesPath() {
            return path.isEmpty() ? "vars" : path + "/vars";
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Saveable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SaveableTree() {}

    /** Parents before their parts; what is reached on several ways has the first one's path. */
    static List<Entry> of(Saveable root) {
        SaveableTree tree = new SaveableTree();
        tree.visit("", root);
        return tree.entries;
    }

    private void visit(String path, Saveable saveable) {
        if (!seen.add(saveable)) {
            return;
        }
        entries.add(new Entry(path, saveable));
        // A model's layers come first, then attributes by name, private ones last: the order decides whose path a
        // shared part gets.
        Set<String> names = new TreeSet<>(Comparator.comparing((String name) -> !name.equals("layers"))
                .thenComparing(name -> name.startsWith("_"))
                .thenComparing(Comparator.naturalOrder()));
        names.addAll(saveable.parts().keySet());
        names.addAll(saveable.partLists().keySet());
        for (String name : names) {
            String inner = path.isEmpty() ? name : path + "/" + name;
            Saveable part = saveable.parts().get(name);
            if (part != null) {
                visit(inner, part);
            }
            visitAll(inner, saveable.partLists().getOrDefault(name, List.of()));
        }
    }

    /** Members bear their class's name and a counter: names of layers differ from one build of a model to the next. */
    private void visitAll(String path, List<? extends Saveable> members) {
        Map<String, Integer> used = new HashMap<>();
        for (Saveable member : members) {
            String name = SnakeCase.of(member.pythonClassName());
            int count = used.merge(name, 1, Integer::sum);
            visit(path + "/" + (count == 1 ? name : name + "_" + (count - 1)), member);
        }
    }
}
