package org.triceras.keras.saving;

import java.util.Map;

/** An object that can be made without arguments and then takes over the options of a config. */
public interface Reconfigurable {
    /** Takes over what {@link Configurable#getConfig} gave. */
    void readConfig(Map<String, Object> config);
}
