package org.triceras.formats.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;

/** Named groups and datasets. Paths use slashes: {@code "layers/dense/vars/0"}. */
public final class Hdf5Group implements Hdf5Node {
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final Map<String, Hdf5Node> children = new LinkedHashMap<>();

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** The members by name, in the order they were added; the map may be changed. */
    public Map<String, Hdf5Node> children() {
        return children;
    }

    /** The node at a path, or null. */
    public Hdf5Node find(String path) {
        Hdf5Node node = this;
        for (String name : names(path)) {
            if (!(node instanceof Hdf5Group group)) {
                return null;
            }
            node = group.children.get(name);
        }
        return node;
    }

    /** The group at a path, or null when there is none. */
    public Hdf5Group group(String path) {
        return find(path) instanceof Hdf5Group group ? group : null;
    }

    /** The dataset at a path, or null when there is none. */
    public Hdf5Dataset dataset(String path) {
        return find(path) instanceof Hdf5Dataset dataset ? dataset : null;
    }

    /** The group at a path; missing ones are made. */
    public Hdf5Group require(String path) {
        Hdf5Group group = this;
        for (String name : names(path)) {
            Hdf5Node next = group.children.computeIfAbsent(name, n -> new Hdf5Group());
            if (!(next instanceof Hdf5Group nextGroup)) {
                throw new ArgumentException(
                        "HDF5 path \"" + path + "\": expected a group at \"" + name + "\". Found a dataset.");
            }
            group = nextGroup;
        }
        return group;
    }

    /** Adds a dataset, making the groups on its way. */
    public void put(String path, Hdf5Dataset dataset) {
        int slash = path.lastIndexOf('/');
        Hdf5Group parent = slash < 0 ? this : require(path.substring(0, slash));
        String name = path.substring(slash + 1);
        if (name.isEmpty() || parent.children.putIfAbsent(name, dataset) != null) {
            throw new ArgumentException("HDF5 path \"" + path + "\": expected a new, non-empty name.");
        }
    }

    private static String[] names(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return trimmed.isEmpty() ? new String[0] : trimmed.split("/");
    }
}
