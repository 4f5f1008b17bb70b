package org.triceras.formats.keras;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.error.DataException;
import org.triceras.formats.hdf5.Hdf5Group;

/** Lists of names as attributes, split as Keras splits them when they are too long for one: name0, name1, ... */
final class NameLists {
    /** Keras's HDF5_OBJECT_HEADER_LIMIT. */
    static final int LIMIT = 64512;

    private NameLists() {}

    static void write(Hdf5Group group, String attribute, List<String> names) {
        int width = 1;
        for (String name : names) {
            width = Math.max(width, name.getBytes(StandardCharsets.UTF_8).length);
        }
        int perPart = Math.max(1, LIMIT / width);
        int parts = (names.size() + perPart - 1) / perPart;
        if (parts <= 1) {
            group.attributes().put(attribute, names.toArray(String[]::new));
            return;
        }
        // Even parts, the longer ones first.
        int from = 0;
        for (int part = 0; part < parts; part++) {
            int to = from + names.size() / parts + (part < names.size() % parts ? 1 : 0);
            group.attributes().put(attribute + part, names.subList(from, to).toArray(String[]::new));
            from = to;
        }
    }

    static boolean isIn(Hdf5Group group, String attribute) {
        return group.attributes().containsKey(attribute) || group.attributes().containsKey(attribute + "0");
    }

    static List<String> read(Hdf5Group group, String attribute) {
        if (group.attributes().containsKey(attribute)) {
            return names(attribute, group.attributes().get(attribute));
        }
        List<String> all = new ArrayList<>();
        for (int part = 0; group.attributes().containsKey(attribute + part); part++) {
            all.addAll(names(attribute + part, group.attributes().get(attribute + part)));
        }
        return all;
    }

    private static List<String> names(String attribute, Object value) {
        if (value instanceof String[] names) {
            return Arrays.asList(names);
        }
        // NumPy makes an empty list of names an array of no floats.
        if (value instanceof double[] none && none.length == 0) {
            return List.of();
        }
        throw new DataException("HDF5 attribute " + attribute + ": expected a list of names. Received: "
                + value.getClass().getSimpleName() + ".");
    }
}
