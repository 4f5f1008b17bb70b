package org.triceras.kernel.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The cells of all sessions in a file with the tables of IPython's history. For one thread. Rows wait in memory until the file can be
 * written; a damaged file is set aside and a new one begun.
 */
final class SqliteHistory implements HistoryQuery, AutoCloseable {
    private static final int BUSY_MILLIS = 500;
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS sessions (session integer primary key autoincrement, start timestamp, end timestamp,"
                    + " num_cmds integer, remark text)",
            "CREATE TABLE IF NOT EXISTS history (session integer, line integer, source text, source_raw text,"
                    + " PRIMARY KEY (session, line))",
            "CREATE TABLE IF NOT EXISTS output_history (session integer, line integer, output text,"
                    + " PRIMARY KEY (session, line))");
    private static final String SELECT =
            "SELECT history.session, history.line, source, output FROM history LEFT JOIN output_history"
                    + " ON history.session = output_history.session AND history.line = output_history.line ";
    private static final String NEWEST_FIRST = " ORDER BY history.session DESC, history.line DESC";

    private record Pending(int line, String text, boolean isOutput) {}

    private final Path file;
    private final String begun = now();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Connection connection;
    private int session;
    private int cells;

    SqliteHistory(Path file) {
        this.file = file;
    }

    void add(int line, String source) throws SQLException, IOException {
        pending.add(new Pending(line, source, false));
        cells++;
        write();
    }

    void addOutput(int line, String output) throws SQLException, IOException {
        pending.add(new Pending(line, output, true));
        write();
    }

    /** Writes what waits. Throws when the file is locked for long or cannot be had; then everything still waits. */
    private void write() throws SQLException, IOException {
        try {
            open();
            writePending();
        } catch (SQLException e) {
            if (!isDamaged(e)) {
                throw e;
            }
            setAside();
            open();
            writePending();
        }
    }

    private void open() throws SQLException, IOException {
        if (connection != null) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        SqliteLibrary.prepare();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        Connection opened = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            try (Statement statement = opened.createStatement()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
            if (session == 0) {
                try (PreparedStatement insert = opened.prepareStatement("INSERT INTO sessions (start) VALUES (?)")) {
                    insert.setString(1, begun);
                    insert.execute();
                }
                try (Statement statement = opened.createStatement();
                        ResultSet id = statement.executeQuery("SELECT last_insert_rowid()")) {
                    id.next();
                    session = id.getInt(1);
                }
            }
            connection = opened;
        } finally {
            if (connection == null) {
                opened.close();
            }
        }
    }

    private void writePending() throws SQLException {
        if (pending.isEmpty()) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            for (Pending row : pending) {
                String sql = row.isOutput()
                        ? "INSERT OR REPLACE INTO output_history (session, line, output) VALUES (?, ?, ?)"
                        : "INSERT OR REPLACE INTO history (session, line, source, source_raw) VALUES (?, ?, ?, ?)";
                try (PreparedStatement insert = connection.prepareStatement(sql)) {
                    insert.setInt(1, session);
                    insert.setInt(2, row.line());
                    insert.setString(3, row.text());
                    if (!row.isOutput()) {
                        insert.setString(4, row.text());
                    }
                    insert.execute();
                }
            }
            connection.commit();
            pending.clear();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isDamaged(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    private void setAside() throws SQLException, IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        session = 0;
        String name = file.getFileName().toString();
        Path damaged = file.resolveSibling(name + ".damaged-" + now().replaceAll("[^0-9]", ""));
        Files.move(file, damaged, StandardCopyOption.REPLACE_EXISTING);
        System.getLogger(SqliteHistory.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "The history was damaged. It is kept as " + damaged + "; a new one begins.");
    }

    private static String now() {
        return LocalDateTime.now().truncatedTo(ChronoUnit.MICROS).toString().replace('T', ' ');
    }

    @Override
    public List<HistoryRow> tail(int n) throws SQLException, IOException {
        return last(SELECT + NEWEST_FIRST, null, n, false);
    }

    @Override
    public List<HistoryRow> search(String pattern, int n, boolean unique) throws SQLException, IOException {
        return last(SELECT + "WHERE source GLOB ?" + NEWEST_FIRST, pattern, n, unique);
    }

    private List<HistoryRow> last(String sql, String pattern, int n, boolean unique) throws SQLException, IOException {
        write();
        List<HistoryRow> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (pattern != null) {
                select.setString(1, pattern);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (found.size() < n && rows.next()) {
                    HistoryRow row = row(rows);
                    if (!unique || seen.add(row.source())) {
                        found.add(row);
                    }
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    @Override
    public List<HistoryRow> range(int asked, int start, int stop) throws SQLException, IOException {
        write();
        List<HistoryRow> found = new ArrayList<>();
        String sql =
                SELECT + "WHERE history.session = ? AND history.line >= ? AND history.line < ? ORDER BY history.line";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, asked > 0 ? asked : session + asked);
            select.setInt(2, start);
            select.setInt(3, stop);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
        }
        return found;
    }

    private static HistoryRow row(ResultSet rows) throws SQLException {
        return new HistoryRow(rows.getInt(1), rows.getInt(2), rows.getString(3), rows.getString(4));
    }

    /** Writes the session's end. */
    @Override
    public void close() throws SQLException, IOException {
        if (cells == 0) {
            return;
        }
        write();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE sessions SET end = ?, num_cmds = ? WHERE session = ?")) {
            update.setString(1, now());
            update.setInt(2, cells);
            update.setInt(3, session);
            update.execute();
        }
        connection.close();
        connection = null;
    }
}
