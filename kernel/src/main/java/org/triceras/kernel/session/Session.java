package org.triceras.kernel.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import jdk.jshell.JShell;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.Frames;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.compiler.IndexedFiles;
import org.triceras.kernel.magic.MagicCode;
import org.triceras.kernel.magic.MagicHost;
import org.triceras.kernel.magic.MagicParser;

/** A running Java session: evaluates cells one after another in this JVM, with the library preloaded. */
public final class Session implements AutoCloseable {
    /** With names of local variables, for the debugger. */
    private static final List<String> OPTIONS = List.of("-Xlint:none", "-parameters", "-g");

    /** How often it is asked whether to wait on. */
    private static final int AWAIT_MILLIS = 50;

    private final CompileLock lock = new CompileLock();
    private final JShell shell;
    private final ClassLoader classLoader;
    private final Assistant assistant;
    private final KeptVariables variables;
    private final NeededImports imports;
    private final CellPlaces places;
    private final Declarations declarations;
    private final Evaluator evaluator;
    private final Notes notes;
    private final Set<Path> added = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<Cell> past = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cells = new AtomicInteger();
    private MagicSession magics;
    private IndexedFiles files;

    /** With all imports there from the beginning, as completion and documentation need them. */
    public Session() {
        this(false);
    }

    private Session(boolean isLean) {
        shell = JShell.builder()
                .executionEngine(new SnippetControlProvider(lock), Map.of())
                .compilerOptions(OPTIONS.toArray(String[]::new))
                .fileManager(standard -> files = CompilerFiles.indexed(standard))
                .idGenerator((snippet, i) -> String.valueOf(i))
                .build();
        classLoader = SnippetControl.classLoader();
        // Not as a compiler option: that would stand in the way of what is added later.
        shell.addToClasspath(System.getProperty("java.class.path"));
        SnippetLoader loader = SnippetLoader.of(classLoader);
        Statements statements = new Statements(lock, shell, files, loader, OPTIONS);
        variables = new KeptVariables(shell, loader);
        Suggestions suggestions = new Suggestions(shell, files, classLoader, variables.lost());
        imports = statements.imports();
        places = new CellPlaces(lock, shell, statements.places());
        SnippetThread.locateWith(places::find);
        Frames.use(failure -> Traceback.frames(failure, places::find));
        declarations = new Declarations(shell, loader, variables, imports, isLean);
        declarations.preload();
        evaluator = new Evaluator(
                lock,
                shell,
                declarations,
                new StatementRunner(shell, statements, variables, places, suggestions),
                new DeclarationRunner(shell, variables, statements, places, suggestions),
                new SealedGroups(shell, variables, imports, places));
        notes = new Notes(lock, shell, suggestions, places, variables);
        assistant = new Assistant(shell, this, lock);
    }

    /** For a program that is there as a whole: what the library's imports offer is imported when code mentions it. */
    public static Session ofScript() {
        return new Session(true);
    }

    /** Lets cells end the process, as scripts may; a kernel refuses. */
    public void allowExit() {
        Exits.allow(true);
    }

    /** Makes threads that cells start such as {@link #awaitThreads} waits for, as those are that a program's main method starts. */
    public void runProgram() {
        SnippetThread.runProgram();
    }

    /**
     * Waits for threads that cells have started and that are no daemons, as the end of a program does.
     *
     * @param isOver ends it before
     */
    public void awaitThreads(BooleanSupplier isOver) throws InterruptedException {
        List<Thread> threads = SnippetThread.started();
        while (!threads.isEmpty() && !isOver.getAsBoolean()) {
            threads.get(0).join(AWAIT_MILLIS);
            threads = SnippetThread.started();
        }
    }

    /** Completion, inspection and the like. */
    public Assistant assistant() {
        return assistant;
    }

    /** Evaluates a cell's snippets in order, up to the first that fails; cells are counted from 1. */
    public CellResult evaluate(String source) {
        return evaluate(source, cells.get() + 1);
    }

    /** The same for a cell whose number the front end shows; errors name it. */
    public CellResult evaluate(String source, int number) {
        return evaluate(new Cell(number, source));
    }

    /** Evaluates the text of a file; errors name that instead of a cell. */
    public CellResult evaluateFile(String source, String name) {
        return evaluate(new Cell(cells.get() + 1, source, name));
    }

    /** The same for the session's last code: what it declares may be gone afterwards. */
    public CellResult evaluateLast(String source, String name) {
        return evaluate(new Cell(cells.get() + 1, source, name), evaluator::evaluateScript);
    }

    private CellResult evaluate(Cell cell) {
        return evaluate(cell, evaluator::evaluate);
    }

    private CellResult evaluate(Cell cell, BiFunction<Cell, MagicCode, Object> java) {
        cells.incrementAndGet();
        String source = cell.source();
        Lane lane = Lane.current();
        lane.cell = cell;
        lane.begin();
        try {
            past.add(cell);
            MagicCode code = new MagicCode(source, 0);
            return CellResult.of(
                    MagicParser.mayHaveMagics(source) ? magics().evaluate(cell, code) : evaluateJava(cell, code, java));
        } catch (CellFailure e) {
            return CellResult.failed(e.error());
        } catch (StackOverflowError e) {
            return CellResult.failed(ErrorReports.tooDeep(cell));
        } catch (OutOfMemoryError e) {
            HeapReserve.release();
            return lock.hold(() -> variables.letGo(NullAssignments.names(source)))
                    ? CellResult.of(null)
                    : CellResult.failed(ErrorReports.tooLarge(cell));
        } finally {
            lane.running = false;
            notes.tell(lane);
            lane.forgetValues();
            lock.hold(() -> SnippetLoader.of(classLoader).forgetReplaced());
        }
    }

    /** Evaluates a part of a cell; returns the last expression's value. */
    Object evaluateJava(Cell cell, MagicCode code) {
        return evaluateJava(cell, code, evaluator::evaluate);
    }

    private static Object evaluateJava(Cell cell, MagicCode code, BiFunction<Cell, MagicCode, Object> java) {
        long[] begun = RunClock.begin();
        try {
            return java.apply(cell, code);
        } finally {
            RunClock.endJava(begun);
        }
    }

    /** Evaluates one snippet of the user's code between texts that are not the user's; {@code before} has no line ends. */
    Object evaluateWrapped(Cell cell, String before, MagicCode code, String after) {
        long[] begun = RunClock.begin();
        try {
            int base = code.offset() - before.length();
            Object value = evaluator.evaluate(new Piece(cell, before + code.text() + after, code.offset(), base, code));
            if (Lane.current().interrupted) {
                throw new CellFailure(ErrorReports.interrupted(cell));
            }
            return value;
        } finally {
            RunClock.endJava(begun);
        }
    }

    /**
     * How a cell's value looks, as a {@link MimeBundle}. Its toString or renderer is code like that of cells: it may take for ever, and then an
     * interrupt must end it.
     */
    public CellResult look(Object value) {
        if (value == null || value instanceof Number || value instanceof String || value instanceof Boolean) {
            return CellResult.of(Display.bundleOf(value));
        }
        Lane lane = Lane.current();
        Cell cell = lane.cell == null ? new Cell(cells.get(), "") : lane.cell;
        lane.begin();
        try {
            Optional<SnippetThread> ran = SnippetThread.run(lane, () -> Display.bundleOf(value), classLoader);
            if (ran.isEmpty() || lane.interrupted) {
                return CellResult.failed(ErrorReports.interrupted(cell));
            }
            Throwable failure = ran.get().failure();
            return failure == null
                    ? CellResult.of(ran.get().value())
                    : CellResult.failed(ErrorReports.magic(cell, failure, 0));
        } finally {
            lane.running = false;
        }
    }

    /** The values of the session's variables by name, as text; for user_expressions and listings. */
    public CellResult expression(String source) {
        try {
            Cell cell = new Cell(cells.get(), source);
            return CellResult.of(evaluator.evaluate(new Piece(cell, source, 0, 0, new MagicCode(source, 0))));
        } catch (CellFailure e) {
            return CellResult.failed(e.error());
        }
    }

    /** Names and types of the variables that the user has declared. */
    public Map<String, String> variables() {
        return lock.hold(declarations::variables);
    }

    /** The statement that begins the program which the user's code has declared, as {@code java FILE} would; empty when it has no main method. */
    public Optional<String> mainCall() {
        return lock.hold(() -> new MainCall(shell, classLoader).find());
    }

    /** Whether code does anything but declare. */
    public static boolean hasStatements(String source) {
        return Syntax.hasStatements(ScriptForm.withoutImports(source));
    }

    /** A variable's value; null also when there is no such variable. */
    public Object variable(String name) {
        return lock.hold(() -> variables.field(name).map(StaticField::get).orElse(null));
    }

    /**
     * Where in a cell a line of a compiled class comes from; empty for lines that JShell has put around it. Meant for the thread that runs
     * the cell.
     */
    public Optional<CellLine> locate(String className, int line) {
        return places.find(className, line);
    }

    /** What is done to the bytecode of classes of cells from now on, before they are loaded; null for nothing. */
    public static void transformClasses(UnaryOperator<byte[]> transformer) {
        SnippetLoader.transformWith(transformer);
    }

    /** Whether the calling thread runs the own code of a cell of the main lane, not one that a cell has started, nor one of a subshell. */
    public static boolean isCellThread() {
        return Thread.currentThread() instanceof SnippetThread && Lane.current() == Lane.main();
    }

    /** What code that is compiled beside the cells can see of this session. */
    public SessionScope scope() {
        return new SessionScope(this, shell, lock, classLoader, variables);
    }

    /** Ends the calling thread's work when its cell was interrupted. */
    public static void checkStop() {
        StopPoint.check();
    }

    /** The type of an expression; null for a statement, "" for an expression that does not compile. */
    String typeOf(String code) {
        return lock.hold(() -> declarations.typeOf(code));
    }

    /** How cells can name a value's class, or the nearest above it; empty when only Object would do. */
    Optional<String> sourceOf(Class<?> type) {
        return lock.hold(() -> variables.sourceOf(type));
    }

    /** Forgets everything that cells have declared, the values of variables too; says how many declarations that were. */
    int reset() {
        return lock.hold(declarations::reset);
    }

    public void addToClassPath(String path) {
        lock.hold(() -> {
            shell.addToClasspath(path);
            imports.changeClassPath();
        });
        added.add(Path.of(path));
    }

    /** How many snippets JShell has kept. */
    int snippets() {
        return lock.hold(() -> (int) shell.snippets().count());
    }

    /** What its compilers can find. */
    IndexedFiles files() {
        return files;
    }

    /** The loader that sees all that is on the session's class path. */
    ClassLoader classLoader() {
        return classLoader;
    }

    List<Path> addedClassPath() {
        return new ArrayList<>(added);
    }

    /** The cells run so far, the running one last. */
    List<MagicHost.Past> history() {
        synchronized (past) {
            return past.stream()
                    .map(c -> new MagicHost.Past(c.number(), c.source()))
                    .toList();
        }
    }

    /** Magics, made on first use: most cells have none, and starting must be quick. */
    synchronized MagicSession magics() {
        if (magics == null) {
            magics = new MagicSession(this);
        }
        return magics;
    }

    /** Stops the main lane's running cell. @see #interrupt(Lane) */
    public boolean interrupt() {
        return interrupt(Lane.main());
    }

    /** Stops a lane's running cell, and says whether one was running. Called from another thread, and returns at once. */
    public boolean interrupt(Lane lane) {
        if (!lane.running) {
            return false;
        }
        lane.interrupted = true;
        SnippetThread.stopCell(lane);
        Thread magic = lane.magic;
        if (magic != null) {
            magic.interrupt();
        }
        return true;
    }

    @Override
    public void close() {
        shell.close();
    }
}
