package org.triceras.formats.keras;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Saveable;

/** Gives every object below a model its path in Keras 3's weights files. */
final class SaveableTree {
    /**
     * An object and where it lies; the model itself has the empty path.
     *
     * @param paths the first is the one that Keras writes at; the others are those at which loading the model's config makes the
     *     object anew, and reads its variables
     */
    record Entry(List<String> paths, Saveable saveable) {
        String path() {
            return paths.get(0);
        }

        static String variables(String path) {
            return path.isEmpty() ? "vars" : path + "/vars";
        }
    }

    /** The models whose layers Keras saves before all else. */
    private static final Set<String> GRAPHS = Set.of("Sequential", "Functional");

    private final Map<Saveable, Entry> found = new IdentityHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Saveable, Saveable> owners = new IdentityHashMap<>();
    private final Set<Saveable> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private SaveableTree() {}

    /** Parents before their parts; what is reached on several ways has the first one's path first. */
    static List<Entry> of(Saveable root) {
        SaveableTree tree = new SaveableTree();
        tree.visit("", root, null);
        return tree.entries;
    }

    private void visit(String path, Saveable saveable, Saveable parent) {
        Entry entry = found.get(saveable);
        if (entry == null) {
            entry = new Entry(new ArrayList<>(), saveable);
            found.put(saveable, entry);
            entries.add(entry);
            owners.put(saveable, parent);
        } else if (open.contains(saveable) || !isMadeAgain(saveable, parent)) {
            return;
        }
        entry.paths.add(path);
        open.add(saveable);
        visitParts(path, saveable);
        open.remove(saveable);
    }

    private void visitParts(String path, Saveable saveable) {
        // A model's layers come first, then attributes by name, private ones last: the order decides whose path a
        // shared part gets. In a model of one's own class the layers are an attribute among the others.
        boolean layersFirst = GRAPHS.contains(saveable.pythonClassName());
        Set<String> names = new TreeSet<>(Comparator.comparing((String name) -> !(layersFirst && name.equals("layers")))
                .thenComparing(name -> name.startsWith("_"))
                .thenComparing(Comparator.naturalOrder()));
        names.addAll(saveable.parts().keySet());
        names.addAll(saveable.partLists().keySet());
        // What two attributes of the same object hold is one object after loading, too.
        Set<Saveable> here = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String name : names) {
            String inner = path.isEmpty() ? name : path + "/" + name;
            Saveable part = saveable.parts().get(name);
            if (part != null && here.add(part)) {
                visit(inner, part, saveable);
            }
            visitAll(inner, saveable.partLists().getOrDefault(name, List.of()), saveable, here);
        }
    }

    /** Members bear their class's name and a counter: names of layers differ from one build of a model to the next. */
    private void visitAll(String path, List<? extends Saveable> members, Saveable parent, Set<Saveable> here) {
        Map<String, Integer> used = new HashMap<>();
        for (Saveable member : members) {
            String name = SnakeCase.of(member.pythonClassName());
            int count = used.merge(name, 1, Integer::sum);
            if (here.add(member)) {
                visit(path + "/" + (count == 1 ? name : name + "_" + (count - 1)), member, parent);
            }
        }
    }

    /**
     * Whether the config of a parent that is not the first, or is met again itself, makes an object of its own: Keras keeps one file
     * entry for the object, and then a layer that sits in a model and in a wrapper or an inner model finds nothing when loaded.
     */
    private boolean isMadeAgain(Saveable saveable, Saveable parent) {
        return owners.get(saveable) == parent
                || (parent instanceof Configurable configurable && isIn(configurable.getConfig(), saveable));
    }

    /** Whether a config, or one within it, is that of the object. */
    private static boolean isIn(Object config, Saveable saveable) {
        if (config instanceof Collection<?> list) {
            return list.stream().anyMatch(each -> isIn(each, saveable));
        }
        if (!(config instanceof Map<?, ?> map)) {
            return false;
        }
        boolean itself = saveable.className().equals(map.get("class_name"))
                && map.get("config") instanceof Map<?, ?> inner
                && saveable.name().equals(inner.get("name"));
        return itself || map.values().stream().anyMatch(each -> isIn(each, saveable));
    }
}
