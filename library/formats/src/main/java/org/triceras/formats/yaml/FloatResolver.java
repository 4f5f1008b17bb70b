package org.triceras.formats.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML 1.1 takes {@code 1e-3} for text; JSON, YAML 1.2 and everybody's eyes take it for a number, and so do we. */
final class FloatResolver extends Resolver {
    private static final Pattern EXPONENT = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)[eE][-+]?\\d+");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.FLOAT, EXPONENT, "-+0123456789.");
        super.addImplicitResolvers();
    }
}
