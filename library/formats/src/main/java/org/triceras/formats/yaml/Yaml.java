package org.triceras.formats.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.DataException;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Trees of maps, lists, strings, numbers, booleans and nulls as YAML.
 *
 * <p>Only plain data is read: a tag that asks for a Java object is an error, so a file from a stranger cannot run code.
 * Integers come back as {@code Integer} or {@code Long} (or {@code BigInteger}), floats as {@code Double}; the order of keys is kept.
 */
public final class Yaml {
    private static final int MAX_CHARACTERS = 256 << 20;
    /** How SnakeYAML reports tags: in the parser when they are global, in the constructor when they are local. */
    private static final Pattern FOREIGN_TAG =
            Pattern.compile("(?:could not determine a constructor for the tag|Global tag is not allowed:) (\\S+)");

    private static final int MAX_ALIASES = 1000;

    private Yaml() {}

    /** A tree as YAML in block style, the keys in the map's order. */
    public static String write(Object tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setSplitLines(false);
        // A value that occurs twice, such as a shape, is written twice: anchors are noise in a config.
        options.setDereferenceAliases(true);
        return yaml(options, new LoaderOptions()).dump(tree);
    }

    /**
     * Reads one document.
     *
     * @throws DataException for a syntax error, a duplicate key, a tag other than YAML's own
     */
    public static Object read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        try {
            return yaml(new DumperOptions(), options).load(text);
        } catch (MarkedYAMLException e) {
            throw new DataException(message(e), e);
        } catch (YAMLException e) {
            throw new DataException("The YAML text cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Reads a document that must be a map, such as a model's config. */
    public static Map<String, Object> readMap(String text) {
        Object tree = read(text);
        if (!(tree instanceof Map<?, ?> map) || map.keySet().stream().anyMatch(k -> !(k instanceof String))) {
            throw new DataException("The YAML text holds "
                    + (tree == null ? "nothing" : "a " + tree.getClass().getSimpleName())
                    + ". Expected a map with text keys, as model.toYaml() writes it.");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> result = (Map<String, Object>) map;
        return result;
    }

    private static org.yaml.snakeyaml.Yaml yaml(DumperOptions writing, LoaderOptions reading) {
        return new org.yaml.snakeyaml.Yaml(
                new PlainConstructor(reading), new PlainRepresenter(writing), writing, reading, new FloatResolver());
    }

    private static String message(MarkedYAMLException e) {
        Mark mark = e.getProblemMark();
        String where =
                mark == null ? "" : " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
        String problem = String.valueOf(e.getProblem());
        Matcher foreign = FOREIGN_TAG.matcher(problem);
        if (foreign.find()) {
            String tag = foreign.group(1).replace(Tag.PREFIX, "!!");
            return "The YAML text asks for an object of the kind " + tag + where
                    + ". Expected plain data only: maps, lists, text, numbers, true, false and null."
                    + " Such tags could run foreign code, so they are never followed; remove the tag if you trust the text.";
        }
        return "The YAML text cannot be read" + where + ": " + problem
                + ". Expected text as model.toYaml() writes it; look at the indentation and the quotes there.";
    }
}
