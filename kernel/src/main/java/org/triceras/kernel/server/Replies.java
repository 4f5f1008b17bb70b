package org.triceras.kernel.server;

import com.google.gson.JsonObject;
import org.triceras.kernel.protocol.Message;

/** Takes replies to requests. */
@FunctionalInterface
interface Replies {
    void reply(Message request, JsonObject content);
}
