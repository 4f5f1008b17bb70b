package org.triceras.formats.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;

/** Safe construction, and dates stay text: no config holds a date, but a layer may be named like one. */
final class PlainConstructor extends SafeConstructor {
    PlainConstructor(LoaderOptions options) {
        super(options);
        yamlConstructors.put(Tag.TIMESTAMP, yamlConstructors.get(Tag.STR));
    }
}
