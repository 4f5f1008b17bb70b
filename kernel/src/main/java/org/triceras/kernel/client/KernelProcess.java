package org.triceras.kernel.client;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.triceras.engine.error.DataException;
import org.triceras.kernel.cli.JvmOptions;
import org.triceras.kernel.protocol.ConnectionInfo;

/** A kernel in a process of its own, as Jupyter starts one. */
public final class KernelProcess implements AutoCloseable {
    private final Process process;
    private final Path connectionFile;
    private final ConnectionInfo connection;
    /** A signal that ends this process alone would leave the kernel behind, with nobody to end it. */
    private final Thread atEnd;

    private KernelProcess(Process process, Path connectionFile, ConnectionInfo connection) {
        this.process = process;
        this.connectionFile = connectionFile;
        this.connection = connection;
        atEnd = new Thread(process::destroyForcibly, "end of the kernel");
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Starts a kernel on free local ports; it works in {@code directory}, with further options for its JVM. */
    public static KernelProcess start(Path directory, String... options) {
        try {
            ConnectionInfo connection = freePorts();
            Path file = Files.createTempFile("triceras-kernel-", ".json");
            Files.writeString(file, connection.toJson());
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JvmOptions.current());
            command.addAll(List.of(options));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.triceras.kernel.cli.Main",
                    "kernel",
                    file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            // What a program runs is not what a person would look for in the history.
            builder.environment().putIfAbsent("TRICERAS_HISTORY", "off");
            // Or it would outlive us.
            builder.environment()
                    .put(
                            "JPY_PARENT_PID",
                            String.valueOf(ProcessHandle.current().pid()));
            Process process = builder.start();
            return new KernelProcess(process, file, connection);
        } catch (IOException e) {
            throw new DataException("Cannot start the kernel: " + e.getMessage(), e);
        }
    }

    /** A connection on free local ports, with a new key. */
    public static ConnectionInfo freePorts() {
        int[] ports = new int[5];
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < ports.length; i++) {
                ServerSocket socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports[i] = socket.getLocalPort();
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new DataException("No free local port: " + e.getMessage(), e);
        }
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new ConnectionInfo(
                "tcp",
                "127.0.0.1",
                ports[0],
                ports[1],
                ports[2],
                ports[3],
                ports[4],
                HexFormat.of().formatHex(key),
                "hmac-sha256");
    }

    public ConnectionInfo connection() {
        return connection;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // This process ends, and the kernel has ended.
        }
        File file = connectionFile.toFile();
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
