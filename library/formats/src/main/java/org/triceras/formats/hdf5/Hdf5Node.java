package org.triceras.formats.hdf5;

import java.util.Map;

/**
 * A group or a dataset.
 *
 * <p>Attribute values are {@code String}, {@code Boolean}, {@code Long}, {@code Double}, {@code String[]}, {@code long[]},
 * {@code double[]}, {@code float[]} or {@code int[]}.
 */
public sealed interface Hdf5Node permits Hdf5Group, Hdf5Dataset {
    /** The attributes, in the order they were added; the map may be changed. */
    Map<String, Object> attributes();
}
