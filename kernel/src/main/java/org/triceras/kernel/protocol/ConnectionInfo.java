package org.triceras.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.triceras.engine.error.DataException;

/** What a connection file says: where each channel is, and the key that signs messages. */
public record ConnectionInfo(
        String transport,
        String ip,
        int shell,
        int control,
        int iopub,
        int stdin,
        int heartbeat,
        String key,
        String signatureScheme) {

    public static ConnectionInfo read(Path file) {
        try {
            JsonObject json = new Gson().fromJson(Files.readString(file), JsonObject.class);
            String key = json.get("key").getAsString();
            if (key.isBlank()) {
                throw new DataException(
                        file + " has no key. Expected a secret with which messages are signed: without one,"
                                + " whoever reaches the ports can run code. Let Jupyter write the file.");
            }
            return new ConnectionInfo(
                    json.get("transport").getAsString(),
                    json.get("ip").getAsString(),
                    json.get("shell_port").getAsInt(),
                    json.get("control_port").getAsInt(),
                    json.get("iopub_port").getAsInt(),
                    json.get("stdin_port").getAsInt(),
                    json.get("hb_port").getAsInt(),
                    key,
                    json.has("signature_scheme") ? json.get("signature_scheme").getAsString() : "hmac-sha256");
        } catch (IOException e) {
            throw new DataException("Cannot read the connection file " + file + ": " + e.getMessage(), e);
        } catch (JsonParseException | NullPointerException | IllegalStateException e) {
            throw new DataException(
                    file + " is not a Jupyter connection file. Expected JSON with ports, ip, transport and key.", e);
        }
    }

    /** The JSON of a connection file. */
    public String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("transport", transport);
        json.addProperty("ip", ip);
        json.addProperty("shell_port", shell);
        json.addProperty("control_port", control);
        json.addProperty("iopub_port", iopub);
        json.addProperty("stdin_port", stdin);
        json.addProperty("hb_port", heartbeat);
        json.addProperty("key", key);
        json.addProperty("signature_scheme", signatureScheme);
        return json.toString();
    }

    /** The address of a port. */
    public String address(int port) {
        return transport.equals("ipc") ? "ipc://" + ip + "-" + port : transport + "://" + ip + ":" + port;
    }
}
