package org.triceras.keras.saving;

import java.util.Map;

/** An object that can be written down as a class name and a config, in Keras's form, and made again from them. */
public interface Configurable {
    /** The arguments that make an equal object, by Keras's names; values are numbers, strings, booleans, lists, maps or null. */
    Map<String, Object> getConfig();

    /** Keras's class name, such as "Dense". */
    default String className() {
        return getClass().getSimpleName();
    }
}
