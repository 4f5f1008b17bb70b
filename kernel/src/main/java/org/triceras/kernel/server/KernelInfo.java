package org.triceras.kernel.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.triceras.kernel.Version;
import org.triceras.kernel.protocol.Message;

/** What the kernel says about itself. */
final class KernelInfo {
    private KernelInfo() {}

    static JsonObject reply() {
        String version = Runtime.version().toString();
        JsonObject language = Json.object(
                "name", "java",
                "version", version,
                "mimetype", "text/x-java-source",
                "file_extension", ".jshell",
                "pygments_lexer", "java",
                "codemirror_mode", "text/x-java",
                "nbconvert_exporter", "script");
        JsonArray links = new JsonArray();
        return Json.object(
                "status",
                "ok",
                "protocol_version",
                Message.PROTOCOL_VERSION,
                "implementation",
                "triceras",
                "implementation_version",
                Version.own(),
                "language_info",
                language,
                "banner",
                "Triceras: Java " + version + " with a Keras-style deep-learning library",
                "debugger",
                true,
                "help_links",
                links,
                "supported_features",
                Json.array(List.of("debugger", "kernel subshells")));
    }
}
