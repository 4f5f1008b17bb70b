package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;

/** Small helpers to build message contents. */
final class Json {
    private Json() {}

    /** An object of alternating names and values; values are strings, numbers, booleans or JSON. */
    static JsonObject object(Object... namesAndValues) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            Object value = namesAndValues[i + 1];
            if (value instanceof com.google.gson.JsonElement json) {
                object.add(name, json);
            } else if (value instanceof Number number) {
                object.addProperty(name, number);
            } else if (value instanceof Boolean bool) {
                object.addProperty(name, bool);
            } else {
                object.addProperty(name, value == null ? null : value.toString());
            }
        }
        return object;
    }

    static JsonArray array(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    static boolean flag(JsonObject object, String name, boolean otherwise) {
        return object.has(name) && !object.get(name).isJsonNull()
                ? object.get(name).getAsBoolean()
                : otherwise;
    }

    static String text(JsonObject object, String name, String otherwise) {
        return object.has(name) && !object.get(name).isJsonNull()
                ? object.get(name).getAsString()
                : otherwise;
    }

    static int number(JsonObject object, String name, int otherwise) {
        return object.has(name) && !object.get(name).isJsonNull()
                ? object.get(name).getAsInt()
                : otherwise;
    }
}
