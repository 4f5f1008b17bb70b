package org.triceras.charts;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;

/** JSON that a notebook shows as a tree to open and close. */
public final class Json implements Displayable {
    private static final Gson WRITER = new GsonBuilder()
            .serializeNulls()
            .serializeSpecialFloatingPointValues()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private final JsonElement tree;

    private Json(JsonElement tree) {
        this.tree = tree;
    }

    /** Text in JSON. */
    public static Json of(String text) {
        try {
            return new Json(JsonParser.parseString(text));
        } catch (JsonParseException e) {
            throw new ArgumentException(
                    "Json.of: expected JSON. Received " + PlainText.of(text, 200) + ": " + e.getMessage(), e);
        }
    }

    /** Maps, lists, records, numbers and strings as JSON. */
    public static Json of(Object value) {
        return new Json(strict(WRITER.toJsonTree(value)));
    }

    /** JSON has no NaN and no infinities: they become strings. */
    private static JsonElement strict(JsonElement element) {
        if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
            return Double.isFinite(element.getAsDouble()) ? element : new JsonPrimitive(element.getAsString());
        } else if (element.isJsonArray()) {
            JsonArray array = new JsonArray();
            element.getAsJsonArray().forEach(each -> array.add(strict(each)));
            return array;
        } else if (element.isJsonObject()) {
            JsonObject object = new JsonObject();
            element.getAsJsonObject().entrySet().forEach(e -> object.add(e.getKey(), strict(e.getValue())));
            return object;
        }
        return element;
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.text(PlainText.cut(toString(), PlainText.MOST_CHARACTERS))
                .with(MimeBundle.JSON, toString());
    }

    @Override
    public String toString() {
        return WRITER.toJson(tree);
    }
}
