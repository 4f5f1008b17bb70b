package org.triceras.keras.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One object of a golden file, read by member name; a member that Keras left null is null here too. */
public final class GoldenCase {
    private final JsonObject json;

    GoldenCase(JsonObject json) {
        this.json = json;
    }

    public String name() {
        return text("name");
    }

    /** Keras's class, for example "Dense". */
    public String className() {
        return text("class_name");
    }

    /** What Keras's get_config() returned. */
    public Map<String, Object> config() {
        return map("config");
    }

    /** True when the member is there and not null. */
    public boolean has(String member) {
        return json.has(member) && !json.get(member).isJsonNull();
    }

    public String text(String member) {
        return has(member) ? json.get(member).getAsString() : null;
    }

    /** False when the member is missing. */
    public boolean flag(String member) {
        return has(member) && json.get(member).getAsBoolean();
    }

    public double number(String member) {
        return require(member).getAsDouble();
    }

    /** Numbers that are no array record: steps, rates, losses. */
    public double[] numbers(String member) {
        JsonArray items = require(member).getAsJsonArray();
        double[] result = new double[items.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = items.get(i).getAsDouble();
        }
        return result;
    }

    public List<String> texts(String member) {
        return list(member, JsonElement::getAsString);
    }

    public GoldenCase object(String member) {
        return has(member) ? new GoldenCase(json.getAsJsonObject(member)) : null;
    }

    public List<GoldenCase> objects(String member) {
        return list(member, e -> new GoldenCase(e.getAsJsonObject()));
    }

    public GoldenArray array(String member) {
        return has(member) ? GoldenArray.of(json.getAsJsonObject(member)) : null;
    }

    /** A list of arrays; entries may be null. */
    public List<GoldenArray> arrays(String member) {
        return list(member, e -> GoldenArray.of(e.getAsJsonObject()));
    }

    /** A list of lists of arrays, for example the gradients of each step. */
    public List<List<GoldenArray>> arrayLists(String member) {
        return list(member, row -> each(row.getAsJsonArray(), e -> GoldenArray.of(e.getAsJsonObject())));
    }

    /** An object as plain Java, which {@code fromConfig} methods take. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map(String member) {
        return has(member) ? (Map<String, Object>) plain(json.get(member)) : null;
    }

    /** Shapes; null lengths (the batch) become -1. */
    public List<int[]> shapes(String member) {
        return list(
                member,
                row -> each(row.getAsJsonArray(), JsonElement::getAsInt).stream()
                        .mapToInt(n -> n == null ? -1 : n)
                        .toArray());
    }

    /** This record itself as an array: weights are arrays with a name. */
    public GoldenArray asArray() {
        return GoldenArray.of(json);
    }

    /** The member as plain Java: Map, List, String, Boolean, Integer, Long, Double or null. */
    public Object plain(String member) {
        return plain(json.get(member));
    }

    /** The name, so that test reports show it. */
    @Override
    public String toString() {
        return has("name") ? name() : json.keySet().toString();
    }

    private JsonElement require(String member) {
        if (!has(member)) {
            throw new IllegalArgumentException(this + " has no \"" + member + "\". Expected one of " + json.keySet());
        }
        return json.get(member);
    }

    private <T> List<T> list(String member, Function<JsonElement, T> read) {
        return has(member) ? each(json.getAsJsonArray(member), read) : null;
    }

    private static <T> List<T> each(JsonArray items, Function<JsonElement, T> read) {
        List<T> result = new ArrayList<>(items.size());
        items.forEach(e -> result.add(e.isJsonNull() ? null : read.apply(e)));
        return result;
    }

    static Object plain(JsonElement e) {
        if (e == null || e.isJsonNull()) {
            return null;
        }
        if (e.isJsonArray()) {
            return each(e.getAsJsonArray(), GoldenCase::plain);
        }
        if (e.isJsonObject()) {
            Map<String, Object> result = new LinkedHashMap<>();
            e.getAsJsonObject().entrySet().forEach(entry -> result.put(entry.getKey(), plain(entry.getValue())));
            return result;
        }
        JsonPrimitive value = e.getAsJsonPrimitive();
        if (value.isBoolean()) {
            return value.getAsBoolean();
        }
        if (value.isString()) {
            return value.getAsString();
        }
        return parseNumber(value.getAsString());
    }

    private static Object parseNumber(String text) {
        if (text.matches("-?\\d+")) {
            long n = Long.parseLong(text);
            if (n == (int) n) {
                return (int) n;
            }
            return n;
        }
        return Double.parseDouble(text);
    }
}
