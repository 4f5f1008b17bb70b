package org.triceras.kernel.cli;

import com.google.gson.JsonObject;
import java.util.List;
import org.triceras.kernel.client.KernelClient;
import org.triceras.kernel.client.KernelProcess;
import org.triceras.kernel.protocol.ConnectionInfo;
import org.triceras.kernel.server.KernelServer;

/** {@code triceras warm}: a kernel and its client in one process use what sessions use, so that the JVM loads those classes. */
final class WarmCommand {
    private static final long TIMEOUT = 60_000;
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "int x = 1;\nString twice(int n) { return \"\" + 2 * n; }\nSystem.out.println(twice(x));",
            "class Point { double x, y; }\nrecord Pair(int a, String b) {}\nnew Pair(1, \"b\")",
            "for (int i = 0; i < 3; i++) { System.out.println(List.of(i, 2)); }",
            "Stream.of(1, 2, 3).map(i -> i * 2).collect(Collectors.toList())",
            "int wrong = \"text\";",
            "Object nothing = null;\nnothing.toString()",
            "var t = tensor(new float[][] {{1, 2}, {3, 4}});\nt.matmul(t.transpose()).sum(0)",
            """
            var mnist = Datasets.mnist();
            var x = mnist.trainX().slice(0, 256).reshape(256, 28, 28, 1).cast("float32").div(255);
            var y = toCategorical(mnist.trainY().slice(0, 256), 10);
            var model = sequential(input(28, 28, 1), conv2d(32, 3).activation("relu"), maxPooling2d(2),
                conv2d(64, 3).activation("relu"), maxPooling2d(2), flatten(), dropout(0.5), dense(10).activation("softmax"));
            model.summary();
            model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
            var history = model.fit(x, y, f -> f.batchSize(64).epochs(1).validationSplit(0.25));
            model.evaluate(x, y, e -> e.verbose(0));
            model.predict(x.slice(0, 1), p -> p.verbose(0)).argmax(-1)""",
            "history.plot()",
            """
            var other = sequential(input(28, 28), lstm(16), dense(32).activation("tanh"), dense(10).activation("softmax"));
            other.compile(c -> c.optimizer("rmsprop").loss("categorical_crossentropy").metrics("accuracy"));
            other.fit(x.reshape(256, 28, 28), y, f -> f.batchSize(128).epochs(1).verbose(0));
            var file = Files.createTempFile("warm", ".keras");
            other.save(file.toString());
            Files.delete(file);
            other""");

    private WarmCommand() {}

    static int run(List<String> arguments) {
        ConnectionInfo connection = KernelProcess.freePorts();
        Thread server = new Thread(() -> new KernelServer(connection).run(), "kernel");
        server.setDaemon(true);
        server.start();
        KernelClient client = new KernelClient(connection, () -> true);
        client.waitUntilReady();
        for (String cell : CELLS) {
            client.execute(cell, message -> {}, TIMEOUT);
        }
        // The second has documentation, in the library's own jars.
        for (String code : List.of("\"text\".subst", "model.compile")) {
            JsonObject content = new JsonObject();
            content.addProperty("code", code);
            content.addProperty("cursor_pos", code.length());
            for (String type : List.of("complete_request", "inspect_request", "is_complete_request")) {
                client.request(type, content, message -> {}, TIMEOUT);
            }
        }
        // The kernel ends this process.
        client.shutdown();
        return 0;
    }
}
