package org.triceras.kernel.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.kernel.protocol.Message;

/** A notebook file, nbformat 4. */
public final class Notebook {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final JsonObject json;

    Notebook(JsonObject json) {
        this.json = json;
    }

    public static Notebook read(Path file) {
        try {
            JsonObject json = GSON.fromJson(Files.readString(file), JsonObject.class);
            if (json == null || !json.has("cells") || json.get("nbformat").getAsInt() < 4) {
                throw new DataException(
                        file + " is not a notebook of format 4. Open and save it in Jupyter to convert it.");
            }
            return new Notebook(json);
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected a notebook there.", e);
        } catch (IOException | JsonParseException e) {
            throw new DataException("Cannot read the notebook " + file + ": " + e.getMessage(), e);
        }
    }

    public void write(Path file) {
        AtomicFiles.write(file, out -> out.write((GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        json.getAsJsonArray("cells").forEach(c -> cells.add(new Cell(c.getAsJsonObject())));
        return cells;
    }

    /** Puts a code cell before position {@code index}. */
    public void insertCode(int index, String source) {
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", "code");
        cell.addProperty("id", "injected-parameters");
        cell.add("execution_count", JsonNull.INSTANCE);
        JsonObject metadata = new JsonObject();
        JsonArray tags = new JsonArray();
        tags.add("injected-parameters");
        metadata.add("tags", tags);
        cell.add("metadata", metadata);
        cell.add("outputs", new JsonArray());
        cell.addProperty("source", source);
        JsonArray cells = new JsonArray();
        List<JsonElement> old = json.getAsJsonArray("cells").asList();
        for (int i = 0; i <= old.size(); i++) {
            if (i == index) {
                cells.add(cell);
            }
            if (i < old.size()) {
                cells.add(old.get(i));
            }
        }
        json.add("cells", cells);
    }

    /** One cell; changes go to the notebook. */
    public static final class Cell {
        private final JsonObject json;

        private Cell(JsonObject json) {
            this.json = json;
        }

        public boolean isCode() {
            return json.get("cell_type").getAsString().equals("code");
        }

        public boolean isMarkdown() {
            return json.get("cell_type").getAsString().equals("markdown");
        }

        public String source() {
            return join(json.get("source"));
        }

        public boolean hasTag(String tag) {
            JsonObject metadata = json.getAsJsonObject("metadata");
            if (metadata == null || !metadata.has("tags")) {
                return false;
            }
            for (JsonElement each : metadata.getAsJsonArray("tags")) {
                if (each.getAsString().equals(tag)) {
                    return true;
                }
            }
            return false;
        }

        public void clear() {
            json.add("outputs", new JsonArray());
            json.add("execution_count", JsonNull.INSTANCE);
        }

        public void setExecutionCount(int count) {
            json.addProperty("execution_count", count);
        }

        public JsonArray outputs() {
            return json.has("outputs") ? json.getAsJsonArray("outputs") : new JsonArray();
        }

        /** Adds what a broadcast message shows, as Jupyter's own clients do. */
        public void add(Message message) {
            JsonObject content = message.content();
            JsonObject output = new JsonObject();
            output.addProperty("output_type", message.type());
            switch (message.type()) {
                case "stream":
                    addStream(content);
                    break;
                case "execute_result":
                    output.add("execution_count", content.get("execution_count"));
                    output.add("data", content.get("data"));
                    output.add("metadata", content.get("metadata"));
                    outputs().add(output);
                    break;
                case "display_data":
                    output.add("data", content.get("data"));
                    output.add("metadata", content.get("metadata"));
                    outputs().add(output);
                    break;
                case "error":
                    content.entrySet().forEach(e -> output.add(e.getKey(), e.getValue()));
                    outputs().add(output);
                    break;
                case "clear_output":
                    json.add("outputs", new JsonArray());
                    break;
                default:
            }
        }

        private void addStream(JsonObject content) {
            JsonArray outputs = outputs();
            JsonObject last =
                    outputs.isEmpty() ? null : outputs.get(outputs.size() - 1).getAsJsonObject();
            if (last != null
                    && last.get("output_type").getAsString().equals("stream")
                    && last.get("name").equals(content.get("name"))) {
                last.addProperty(
                        "text",
                        last.get("text").getAsString() + content.get("text").getAsString());
            } else {
                JsonObject output = new JsonObject();
                output.addProperty("output_type", "stream");
                output.add("name", content.get("name"));
                output.add("text", content.get("text"));
                outputs.add(output);
            }
        }
    }

    /** Text that a notebook stores as one string or as a list of lines. */
    static String join(JsonElement text) {
        if (!text.isJsonArray()) {
            return text.getAsString();
        }
        StringBuilder joined = new StringBuilder();
        text.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }
}
