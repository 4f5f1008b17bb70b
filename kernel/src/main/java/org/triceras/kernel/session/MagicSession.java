package org.triceras.kernel.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.kernel.jjava.Extensions;
import org.triceras.kernel.magic.CellPart;
import org.triceras.kernel.magic.MagicCall;
import org.triceras.kernel.magic.MagicCode;
import org.triceras.kernel.magic.MagicHost;
import org.triceras.kernel.magic.MagicParser;
import org.triceras.kernel.magic.MagicValues;
import org.triceras.kernel.magic.Magics;
import org.triceras.kernel.magic.RunTime;

/** Runs cells that have magics, and is what magics see of the session. Made when the first such cell comes. */
final class MagicSession implements MagicHost {
    /** Of the magics only these may stand where no magic can: below other code. */
    private static final Pattern CELL_MAGIC = Pattern.compile("(?m)^[ \\t]*(%%)\\w");

    /** What takes its type from its value. */
    private static final Pattern VAR = Pattern.compile("^\\s*(?:final\\s+)?var\\s");

    private final Session session;
    private final Magics magics = new Magics();
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private Path directory = Path.of("").toAbsolutePath();
    private volatile boolean extensionsWait;
    private Extensions extensions;

    MagicSession(Session session) {
        this.session = session;
    }

    /** Runs the parts of a cell in order, up to the first that fails. */
    Object evaluate(Cell newCell, MagicCode code) {
        Lane lane = Lane.current();
        Cell outer = lane.magicCell;
        lane.magicCell = newCell;
        try {
            Object value = null;
            for (CellPart part : parse(code)) {
                if (lane.interrupted) {
                    throw new CellFailure(ErrorReports.interrupted(newCell));
                }
                value = part instanceof CellPart.Java java
                        ? session.evaluateJava(newCell, java.code())
                        : call((CellPart.Call) part);
            }
            return value;
        } finally {
            lane.magicCell = outer;
        }
    }

    private static Cell cell() {
        return Lane.current().magicCell;
    }

    private List<CellPart> parse(MagicCode code) {
        try {
            return MagicParser.parse(code, magics::isKnown);
        } catch (RuntimeException e) {
            Matcher misplaced = CELL_MAGIC.matcher(code.text());
            int at = misplaced.find() ? misplaced.start(1) : 0;
            throw new CellFailure(ErrorReports.magic(cell(), e, code.offset() + at));
        }
    }

    private Object call(CellPart.Call part) {
        Object value = run(part.call());
        if (part.target() == null) {
            return value;
        }
        MagicCode target = part.target();
        String type = VAR.matcher(target.text()).find() ? typeOf(value) : null;
        return session.evaluateWrapped(cell(), "", target, " " + MagicValues.expressionFor(value, type) + ";");
    }

    /** The nearest type of a value that cells can name. */
    private String typeOf(Object value) {
        if (value instanceof List<?> list) {
            // Magics that give lists give lines.
            return list.stream().allMatch(String.class::isInstance)
                    ? "java.util.List<String>"
                    : "java.util.List<Object>";
        }
        return value == null ? "Object" : session.sourceOf(value.getClass()).orElse("Object");
    }

    private Object run(MagicCall call) {
        Lane lane = Lane.current();
        lane.magic = Thread.currentThread();
        try {
            Object value = magics.run(call, this);
            loadExtensions();
            return value;
        } catch (CellFailure e) {
            throw e;
        } catch (InterruptedException e) {
            throw new CellFailure(ErrorReports.interrupted(cell()));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new CellFailure(
                    lane.interrupted ? ErrorReports.interrupted(cell()) : ErrorReports.magic(cell(), e, call.offset()));
        } finally {
            lane.magic = null;
            // An interrupt that came too late must not hit what comes next.
            Thread.interrupted();
        }
    }

    private interface Action {
        Object run();
    }

    /** While the user's code runs, stopping it is the shell's business. */
    private Object asUser(Action action) {
        Lane lane = Lane.current();
        Thread mine = lane.magic;
        lane.magic = null;
        try {
            return action.run();
        } finally {
            lane.magic = mine;
        }
    }

    @Override
    public Object run(MagicCode code) {
        return asUser(() -> evaluate(cell(), code));
    }

    @Override
    public Object runWrapped(String before, MagicCode code, String after) {
        return asUser(() -> session.evaluateWrapped(cell(), before, code, after));
    }

    @Override
    public Object runFile(String name, String source) {
        return asUser(() -> evaluate(new Cell(cell().number(), source, name), new MagicCode(source, 0)));
    }

    @Override
    public String typeOf(String expression) {
        return session.typeOf(expression);
    }

    @Override
    public RunTime time(Runnable action) {
        return RunClock.measure(action);
    }

    @Override
    public Map<String, String> variables() {
        return session.variables();
    }

    @Override
    public Object variable(String name) {
        return session.variable(name);
    }

    @Override
    public int reset() {
        return session.reset();
    }

    @Override
    public void addToClassPath(Path entry) {
        session.addToClassPath(entry.toString());
        extensionsWait |= Extensions.isIn(entry);
    }

    /** When a magic has ended: one extension may need several archives, which come one by one. */
    private synchronized void loadExtensions() {
        if (extensionsWait) {
            extensionsWait = false;
            if (extensions == null) {
                extensions = new Extensions(source -> runFile("extension", source), magics::add);
            }
            extensions.load(session.classLoader());
        }
    }

    @Override
    public List<Path> classPath() {
        return session.addedClassPath();
    }

    @Override
    public List<Past> history() {
        return session.history();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void setDirectory(Path newDirectory) {
        directory = newDirectory;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Magics magics() {
        return magics;
    }
}
