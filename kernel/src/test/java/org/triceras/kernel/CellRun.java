package org.triceras.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.triceras.kernel.protocol.Message;

/** What a cell gave: its broadcasts in order, and the content of its reply. */
record CellRun(List<Message> messages, JsonObject reply) {
    /** What was printed to "stdout" or "stderr". */
    String stream(String name) {
        return messages.stream()
                .filter(m -> m.type().equals("stream") && member(m, "name").equals(name))
                .map(m -> member(m, "text"))
                .collect(Collectors.joining());
    }

    /** How many broadcasts of a type there were. */
    long count(String type) {
        return messages.stream().filter(m -> m.type().equals(type)).count();
    }

    /** The result as text; null for none. */
    String result() {
        return messages.stream()
                .filter(m -> m.type().equals("execute_result"))
                .map(CellRun::plain)
                .findFirst()
                .orElse(null);
    }

    /** What was printed, and the result. */
    String text() {
        StringBuilder all = new StringBuilder();
        for (Message m : messages) {
            if (m.type().equals("stream")) {
                all.append(member(m, "text"));
            } else if (m.type().equals("execute_result")) {
                all.append(plain(m));
            }
        }
        return all.toString();
    }

    String status() {
        return reply.get("status").getAsString();
    }

    /** The error's name; null for none. */
    String error() {
        return reply.has("ename") ? reply.get("ename").getAsString() : null;
    }

    String message() {
        return reply.get("evalue").getAsString();
    }

    /** The error's traceback without colours. */
    String traceback() {
        StringBuilder all = new StringBuilder();
        reply.getAsJsonArray("traceback")
                .forEach(line -> all.append(line.getAsString()).append('\n'));
        return all.toString().replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static String member(Message message, String name) {
        return message.content().get(name).getAsString();
    }

    private static String plain(Message result) {
        return result.content().getAsJsonObject("data").get("text/plain").getAsString();
    }
}
