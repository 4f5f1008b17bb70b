package org.triceras.formats.yaml;

import org.triceras.engine.error.ArgumentException;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes plain data only, and floats so that YAML 1.1 readers take them for floats, too. */
final class PlainRepresenter extends Representer {
    PlainRepresenter(DumperOptions options) {
        super(options);
        representers.put(Double.class, this::number);
        representers.put(Float.class, this::number);
        representers.put(null, data -> {
            throw new ArgumentException(
                    "YAML: expected maps, lists, text, numbers, booleans and nulls. Received an object of "
                            + data.getClass().getName() + "; give its config instead.");
        });
        nullRepresenter = data -> representScalar(Tag.NULL, "null");
    }

    /** Lists of scalars, such as shapes, stand on one line. */
    @Override
    protected Node representSequence(Tag tag, Iterable<?> items, DumperOptions.FlowStyle style) {
        boolean scalars = true;
        for (Object item : items) {
            scalars &= item == null || item instanceof Number || item instanceof String || item instanceof Boolean;
        }
        return super.representSequence(tag, items, scalars ? DumperOptions.FlowStyle.FLOW : style);
    }

    private Node number(Object data) {
        // A float's shortest text is not its double's: 0.1f is 0.1, not 0.10000000149011612.
        double value = data instanceof Float ? Double.parseDouble(data.toString()) : (Double) data;
        if (Double.isNaN(value)) {
            return representScalar(Tag.FLOAT, ".nan");
        } else if (Double.isInfinite(value)) {
            return representScalar(Tag.FLOAT, value > 0 ? ".inf" : "-.inf");
        }
        // Java writes 1.0E7; YAML 1.1 wants a sign in the exponent.
        String text = Double.toString(value);
        return representScalar(Tag.FLOAT, text.contains("E-") ? text.replace("E-", "e-") : text.replace("E", "e+"));
    }
}
