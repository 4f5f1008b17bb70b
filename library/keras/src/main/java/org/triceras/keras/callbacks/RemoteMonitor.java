package org.triceras.keras.callbacks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** Sends the logged values of each epoch by HTTP POST. When the server does not answer, training goes on with a warning. */
public final class RemoteMonitor extends Callback {
    private final String root;
    private String path = "/publish/epoch/end/";
    private String field = "data";
    private boolean sendAsJson;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private HttpClient client;

    /** @param root the server's address, such as "http://localhost:9000" */
    public RemoteMonitor(String root) {
        this.root = root;
    }

    /** What follows the root; "/publish/epoch/end/" by default. */
    public RemoteMonitor path(String path) {
        this.path = path;
        return this;
    }

    /** The name of the form's field that holds the JSON text; "data" by default. */
    public RemoteMonitor field(String field) {
        this.field = field;
        return this;
    }

    /** True sends the JSON text as the body, of type application/json, and not in a form. */
    public RemoteMonitor sendAsJson(boolean json) {
        this.sendAsJson = json;
        return this;
    }

    public RemoteMonitor header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        StringBuilder json = new StringBuilder("{\"epoch\": " + epoch);
        logs.forEach((name, value) -> json.append(", \"")
                .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\": ")
                .append(Double.isFinite(value) ? String.valueOf(value) : "null"));
        json.append('}');
        String body = sendAsJson
                ? json.toString()
                : URLEncoder.encode(field, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(json.toString(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", sendAsJson ? "application/json" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            if (client == null) {
                client = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
            }
            client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            Display.show(MimeBundle.text(
                    "RemoteMonitor: " + root + " cannot be reached (" + e.getMessage() + "); training goes on."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
